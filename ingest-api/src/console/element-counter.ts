import { setTimeout as sleep } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import type { ConnectionKey } from '../db/identifiers.ts';
import type { Database } from '../db/schema.ts';
import { countElements } from '../views/store-query.ts';
import type { ElementCounts } from '../views/store-view.ts';

/** Longer than this nobody waits for counts: a page is there without them. */
const WAIT_MS = 80;
/** Counting takes longer than all else that a page asks. */
const COUNT_EVERY_MS = 10_000;

/** Counts what is here of a store, again from time to time, and never twice at once. */
export class ElementCounter {
	readonly #count: () => Promise< ElementCounts >;
	readonly #onError: ( error: unknown ) => void;
	#latest: ElementCounts | null = null;
	#running: Promise< void > | null = null;
	#countedAt = -Infinity;

	constructor(
		db: Kysely< Database >,
		key: ConnectionKey,
		onError: ( error: unknown ) => void
	) {
		this.#count = () => countElements( db, key );
		this.#onError = onError;
	}

	/** @return The latest; null as long as the first count takes. */
	async read(): Promise< ElementCounts | null > {
		if (
			this.#running === null &&
			performance.now() - this.#countedAt > COUNT_EVERY_MS
		) {
			this.#running = this.#run();
		}
		if ( this.#latest === null && this.#running !== null ) {
			const stop = new AbortController();
			await Promise.race( [
				this.#running,
				sleep( WAIT_MS, null, { signal: stop.signal } ).catch(
					() => undefined
				),
			] );
			stop.abort();
		}
		return this.#latest;
	}

	async #run(): Promise< void > {
		try {
			this.#latest = await this.#count();
		} catch ( error ) {
			this.#onError( error );
		} finally {
			this.#countedAt = performance.now();
			this.#running = null;
		}
	}
}
