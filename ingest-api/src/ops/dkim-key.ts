import { createPrivateKey } from 'node:crypto';

/** The key that signs e-mails. Its public half is in the DNS, at `selector._domainkey.domain`. */
export interface DkimKey {
	domain: string;
	selector: string;
	/** PEM. */
	privateKey: string;
}

/** Only RSA: nodemailer signs by rsa-sha256, and with another key silently not at all. */
export function isDkimKey( pem: string ): boolean {
	try {
		return createPrivateKey( pem ).asymmetricKeyType === 'rsa';
	} catch {
		return false;
	}
}
