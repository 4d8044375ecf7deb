import { createHash } from 'node:crypto';
import { emailKey } from './email-key.ts';

/**
 * What an erasure names instead of an e-mail address: the same for all spellings of one address. PHP computes the same
 * (plugin/src/Privacy/EmailHash.php, with the same vectors).
 *
 * @return 64 hexadecimal digits.
 */
export function emailHash( email: string ): string {
	// Only newer versions of PHP write a sigma that ends a word as JavaScript does.
	const key = emailKey( email ).replaceAll( 'ς', 'σ' );
	return createHash( 'sha256' ).update( key ).digest( 'hex' );
}
