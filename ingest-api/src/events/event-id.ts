import { createHash } from 'node:crypto';

const ID_LENGTH = 32;

/**
 * The `webhook-id` of an event. It follows from what happened, so that an event that is published again is the same one;
 * it has no full stop, which would part what is signed.
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
