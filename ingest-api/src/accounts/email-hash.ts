import { createHash } from 'node:crypto';
import { emailKey } from './email-key.ts';

/**
 * Stands for an e-mail address in an erasure; all spellings of an address have the same hash. PHP computes the same
 * (plugin/src/Privacy/EmailHash.php, with the same vectors).
 *
 * @return 64 hexadecimal digits.
 */
export function emailHash( email: string ): string {
	// Older versions of PHP lower-case a final sigma in another way than JavaScript.
	const key = emailKey( email ).replaceAll( 'ς', 'σ' );
	return createHash( 'sha256' ).update( key ).digest( 'hex' );
}
