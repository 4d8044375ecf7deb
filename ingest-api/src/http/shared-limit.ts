import { createHmac } from 'node:crypto';
import { CompiledQuery, type Kysely } from 'kysely';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { Database } from '../db/schema.ts';
import { ProblemError } from './problem.ts';

export interface SharedCounts {
	db: Kysely< Database >;
	/** The same in every copy. Keys are hashed with it, so that the table contains no address and no person. */
	secret: Buffer;
}

interface Allowance {
	/** Distinguishes this limit from the others in the table. */
	name: string;
	points: number;
	seconds: number;
}

/**
 * A limit that all copies of the program count together in the database. Each request costs a statement, so it is meant
 * for rare requests that affect others; a caller beyond the limit is refused without one.
 */
export class SharedLimit {
	#limiter: RateLimiterPostgres;
	#name: string;
	#secret: Buffer;

	constructor(
		{ db, secret }: SharedCounts,
		{ name, points, seconds }: Allowance
	) {
		this.#name = name;
		this.#secret = secret;
		this.#limiter = new RateLimiterPostgres( {
			// Passes statements to Kysely, whose pool replaces broken connections.
			storeClient: {
				query: ( {
					text,
					values,
				}: {
					text: string;
					values: unknown[];
				} ) => db.executeQuery( CompiledQuery.raw( text, values ) ),
			},
			storeType: 'client',
			tableName: 'rate_limits',
			tableCreated: true,
			// Every few minutes, each copy that counts deletes rows that expired an hour ago.
			clearExpiredByTimeout: true,
			keyPrefix: name,
			points,
			duration: seconds,
			inMemoryBlockOnConsumed: points + 1,
		} );
	}

	/** @return Whether it is within the limit. */
	async take( key: string ): Promise< boolean > {
		return ( await this.#consume( key ) ) === null;
	}

	/** @throws ProblemError */
	async admit( key: string, detail: string ): Promise< void > {
		const waitMs = await this.#consume( key );
		if ( waitMs !== null ) {
			throw new ProblemError( {
				problem: 'rate-limited',
				detail,
				retryAfter: Math.max( 1, Math.ceil( waitMs / 1_000 ) ),
			} );
		}
	}

	/** @return null within the limit; else the milliseconds to wait. */
	async #consume( key: string ): Promise< number | null > {
		const hashed = createHmac( 'sha256', this.#secret )
			.update( `${ this.#name }\n${ key }` )
			.digest( 'base64url' );
		try {
			await this.#limiter.consume( hashed );
			return null;
		} catch ( rejection ) {
			if ( rejection instanceof RateLimiterRes ) {
				return rejection.msBeforeNext;
			}
			throw rejection;
		}
	}
}
