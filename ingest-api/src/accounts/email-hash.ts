import { createHash } from 'node:crypto';
import { emailKey } from './email-key.ts';

/**
 * Stands for an e-mail address in an erasure; all spellings of an address have the same hash. PHP computes the same
 * (plugin/src/Privacy/EmailHash.php, with the same test vectors).
 *
 * @return 64 hexadecimal digits.
 */
export function emailHash( email: string ): string {
	// Older PHP versions lower-case a final sigma differently from JavaScript.
	const key = emailKey( email ).replaceAll( 'ς', 'σ' );
	return createHash( 'sha256' ).update( key ).digest( 'hex' );
}
