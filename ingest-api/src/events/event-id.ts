import { createHash } from 'node:crypto';

const ID_LENGTH = 32;

/**
 * The `webhook-id` of an event. It is derived from the occurrence, so publishing again gives the same event. It
 * contains no full stop, which separates the parts of the signed text.
 */
export function eventIdOf(
	accountId: string,
	type: string,
	id: string
): string {
	const hash = createHash( 'sha256' )
		.update( JSON.stringify( [ accountId, type, id ] ) )
		.digest( 'base64url' );
	return `evt_${ hash.slice( 0, ID_LENGTH ) }`;
}
