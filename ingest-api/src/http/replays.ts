import { createHash } from 'node:crypto';
import { SIGNATURE_TOLERANCE_SECONDS } from '@ivorey/shared/signature';

/** A timestamp may be ahead of the clock by the tolerance, and is accepted until it is behind by as much. */
const KEEP_MS = 2 * SIGNATURE_TOLERANCE_SECONDS * 1_000;
const MAX_REMEMBERED = 200_000;

/**
 * Remembers the signed requests of this copy of the program for as long as their signatures are accepted, so that
 * recognising one takes no query; `connections/signed-requests.ts` knows those of other copies. A store gives each
 * attempt a new timestamp, so a repeated request was recorded and is replayed, or was sent twice within a second. Both
 * are answered, but do not count against the connection's own limits.
 *
 * Every request kept here has counted against a limit, its connection's or its address's, so nobody can fill this up.
 */
export class Replays {
	#recent = new Set< string >();
	#before = new Set< string >();
	#since = 0;
	#most: number;

	constructor( most = MAX_REMEMBERED ) {
		this.#most = most;
	}

	has( request: string ): boolean {
		return this.#recent.has( request ) || this.#before.has( request );
	}

	/** @return Whether the request came before. */
	add( request: string, now: Date ): boolean {
		if ( this.has( request ) ) {
			return true;
		}
		const at = now.getTime();
		if (
			at - this.#since >= KEEP_MS ||
			2 * this.#recent.size >= this.#most
		) {
			this.#before =
				at - this.#since >= 2 * KEEP_MS ? new Set() : this.#recent;
			this.#recent = new Set();
			this.#since = at;
		}
		this.#recent.add( request );
		return false;
	}

	delete( request: string ): void {
		this.#recent.delete( request );
		this.#before.delete( request );
	}
}

/**
 * Identifies a signed request by its ID and timestamp (in seconds); the connection's secret binds its body to them. The
 * signature is left out, since its header may hold others as well.
 */
export function signedRequestOf(
	connection: string,
	webhookId: string,
	timestamp: number
): string {
	return createHash( 'sha256' )
		.update( `${ connection }\n${ webhookId }\n${ timestamp }` )
		.digest( 'base64url' );
}
