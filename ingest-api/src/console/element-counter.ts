import { setTimeout as sleep } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import { formatConnection, type ConnectionKey } from '../db/identifiers.ts';
import type { Database } from '../db/schema.ts';
import { countElements } from '../views/store-query.ts';
import type { ElementCounts } from '../views/store-view.ts';

/** How long a page waits for counts. After that, it is shown without them. */
const WAIT_MS = 80;
/**
 * Milliseconds of rest for each millisecond of counting, up to LONGEST_REST_MS: counting a large store takes longer
 * than everything else that a page queries, so it rests in between.
 */
const REST_FOR_EACH_MS = 20;
const LONGEST_REST_MS = 10_000;

/** Counts the elements of a store, again from time to time, and never twice at once. */
export class ElementCounter {
	readonly #count: () => Promise< ElementCounts >;
	readonly #onError: ( error: unknown ) => void;
	#latest: ElementCounts | null = null;
	#running: Promise< void > | null = null;
	/** By performance.now(). */
	#nextAt = -Infinity;

	constructor(
		db: Kysely< Database >,
		key: ConnectionKey,
		onError: ( error: unknown ) => void
	) {
		this.#count = () => countElements( db, key );
		this.#onError = onError;
	}

	/** @return The latest counts, possibly a while old; null until the first count is done. */
	async read(): Promise< ElementCounts | null > {
		if ( this.#running === null && performance.now() >= this.#nextAt ) {
			this.#running = this.#run();
		}
		if ( this.#running !== null ) {
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
		const began = performance.now();
		try {
			this.#latest = await this.#count();
		} catch ( error ) {
			this.#onError( error );
		} finally {
			const ended = performance.now();
			this.#nextAt =
				ended +
				Math.min(
					LONGEST_REST_MS,
					( ended - began ) * REST_FOR_EACH_MS
				);
			this.#running = null;
		}
	}
}

/** Stores whose counters are kept; the least recently read ones are dropped first. */
const KEPT = 500;

/**
 * One counter for each store, shared by everybody who looks at it: counting a large store for each of them would keep
 * the database busy.
 */
export class ElementCounters {
	readonly #counters = new Map< string, ElementCounter >();

	of(
		db: Kysely< Database >,
		key: ConnectionKey,
		onError: ( error: unknown ) => void
	): ElementCounter {
		const name = formatConnection( key );
		const counter =
			this.#counters.get( name ) ??
			new ElementCounter( db, key, onError );
		// Move it to the end, as the most recently read one.
		this.#counters.delete( name );
		this.#counters.set( name, counter );
		for ( const oldest of this.#counters.keys() ) {
			if ( this.#counters.size <= KEPT ) {
				break;
			}
			this.#counters.delete( oldest );
		}
		return counter;
	}
}
