import { createHash } from 'node:crypto';
import { SIGNATURE_TOLERANCE_SECONDS } from '@ivorey/shared/signature';

/** From the first time that it is fresh to the last: its time may lie ahead by the tolerance. */
const KEEP_MS = 2 * SIGNATURE_TOLERANCE_SECONDS * 1_000;
const MAX_REMEMBERED = 200_000;

/**
 * Which signed requests came before, for as long as their signature is good. A store gives each
 * attempt a new time, so one that comes again was recorded and is played back, or was sent again
 * within a second: both get an answer, but not out of the connection's own limits.
 *
 * What this copy of the program was sent, so that it is known without asking the database; what other
 * copies were sent, the database tells (`connections/signed-requests.ts`). Each that is kept has counted
 * against its connection's limit, or its repetition against its address, so nobody can fill this up.
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

	/** @return Whether it was there before. */
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
 * What is signed, but for the body, which the connection's secret binds to it. Not the signature: a
 * header may hold others beside it. The timestamp is in seconds.
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
