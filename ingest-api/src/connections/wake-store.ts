import { setTimeout as sleep } from 'node:timers/promises';
import { WAKE_ROUTE } from '@ivorey/shared';
import { restAddresses } from './store-check/ask-rest.ts';
import { getPublic, type PublicHttpOptions } from '../http/public-http.ts';

const TIMEOUT_MS = 10_000;
/** A store that was just woken answers 429 and does not look again at once. */
const AGAIN_AFTER_MS = [ 3_000, 6_000 ];

export interface WakeOptions extends PublicHttpOptions {
	/** The pauses between attempts; for tests. */
	againAfterMs?: readonly number[];
}

/**
 * Asks a quiet store to contact Ivorey. Sends no data and does not read the store's answer, since the store asks by
 * itself within minutes anyway.
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

/** @return The status; null without an answer. */
async function callStore(
	storeUrl: string,
	options: WakeOptions
): Promise< number | null > {
	// Keeps caches from answering for the store.
	const query = `moment=${ Date.now() }`;
	for ( const address of restAddresses( storeUrl, WAKE_ROUTE, query ) ) {
		const result = await getPublic( address, {
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
