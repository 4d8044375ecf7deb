import { setTimeout as sleep } from 'node:timers/promises';
import { WAKE_ROUTE } from '@ivorey/shared';
import {
	getPublic,
	type PublicHttpOptions,
} from './store-check/public-http.ts';

const TIMEOUT_MS = 10_000;
/** A store that was woken just now does not look again at once. */
const AGAIN_AFTER_MS = [ 3_000, 6_000 ];

export interface WakeOptions extends PublicHttpOptions {
	/** Between attempts; for tests. */
	againAfterMs?: readonly number[];
}

/**
 * Asks a quiet store to ask Ivorey. Carries no data, and the store's answer is not read: whatever it
 * is, the store asks by itself within minutes.
 *
 * @return Whether the store said that it will.
 */
export async function wakeStore(
	storeUrl: string,
	options: WakeOptions
): Promise< boolean > {
	const pauses = options.againAfterMs ?? AGAIN_AFTER_MS;
	for ( let attempt = 0; ; attempt++ ) {
		const status = await callStore( storeUrl, options );
		const pause = pauses[ attempt ];
		if ( status !== 429 || pause === undefined ) {
			return status === 204;
		}
		await sleep( pause, null, { ref: false } );
	}
}

/** Below `/wp-json/`, or, where the store has no pretty permalinks, by `rest_route`. @return null without an answer. */
async function callStore(
	storeUrl: string,
	options: PublicHttpOptions
): Promise< number | null > {
	// No cache may answer for the store.
	const moment = Date.now();
	const addresses = [
		`${ storeUrl }/wp-json${ WAKE_ROUTE }?moment=${ moment }`,
		`${ storeUrl }/?rest_route=${ encodeURIComponent( WAKE_ROUTE ) }&moment=${ moment }`,
	];
	for ( const address of addresses ) {
		const result = await getPublic( new URL( address ), {
			timeoutMs: TIMEOUT_MS,
			...options,
		} );
		if ( result.kind === 'failed' ) {
			return null;
		}
		if ( result.status === 204 || result.status === 429 ) {
			return result.status;
		}
	}
	return null;
}
