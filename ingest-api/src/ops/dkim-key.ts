import { createPrivateKey } from 'node:crypto';

/** The key that signs e-mails. Its public half is in the DNS, at `selector._domainkey.domain`. */
export interface DkimKey {
	domain: string;
	selector: string;
	/** PEM. */
	privateKey: string;
}

/** RSA only: nodemailer signs with rsa-sha256, and silently does not sign with any other key. */
export function isDkimKey( pem: string ): boolean {
	try {
		return createPrivateKey( pem ).asymmetricKeyType === 'rsa';
	} catch {
		return false;
	}
}
