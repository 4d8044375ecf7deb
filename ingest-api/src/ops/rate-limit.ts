import { createHash, createHmac, randomBytes } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Config } from '../config.ts';
import type { Refusal } from './problem.ts';

const WINDOW_SECONDS = 60;
/** Addresses share this many counters, so that a flood from countless addresses takes no more memory. */
const ADDRESS_BUCKETS = 65_536;
const MAX_RECOGNISED = 10_000;

/**
 * Limits by address before a request is verified, and by connection after, so that a stranger can
 * use up no store's budget.
 *
 * A store may share its address with a stranger (a large host, a proxy). So whoever was verified
 * before with the same connection and token is not held up by its address: a stranger does not have
 * the token. Counts are of this process; after a restart a store on a flooded address may have to
 * try again once.
 */
export class RateLimits {
	#byAddress: RateLimiterMemory;
	#byConnection: RateLimiterMemory;
	#batchesInFlight: number;
	#inFlight = new Map< string, number >();
	/** In order of last use. */
	#recognised = new Set< string >();
	/** So that nobody can tell which addresses share a counter. */
	#salt = randomBytes( 32 );

	constructor( limits: Config[ 'limits' ] ) {
		this.#byAddress = new RateLimiterMemory( {
			points: limits.addressPerMinute,
			duration: WINDOW_SECONDS,
		} );
		this.#byConnection = new RateLimiterMemory( {
			points: limits.connectionPerMinute,
			duration: WINDOW_SECONDS,
		} );
		this.#batchesInFlight = limits.batchesInFlight;
	}

	/** Before verification. @return null where it may go on. */
	async admitAddress(
		address: string,
		caller: string
	): Promise< Refusal | null > {
		if ( this.#recognised.has( caller ) ) {
			return null;
		}
		return consume(
			this.#byAddress,
			this.#bucket( address ),
			'This address sent too many requests.'
		);
	}

	/** After verification. @return null where it may go on. */
	async admitConnection( connectionId: string ): Promise< Refusal | null > {
		return consume(
			this.#byConnection,
			connectionId,
			'This connection sent too many requests.'
		);
	}

	/** The request of this caller was verified: it does not count against its address. */
	async recognise( address: string, caller: string ): Promise< void > {
		const known = this.#recognised.delete( caller );
		this.#recognised.add( caller );
		if ( known ) {
			return;
		}
		await this.#byAddress.reward( this.#bucket( address ) );
		if ( this.#recognised.size > MAX_RECOGNISED ) {
			const [ oldest ] = this.#recognised;
			this.#recognised.delete( oldest! );
		}
	}

	forget( caller: string ): void {
		this.#recognised.delete( caller );
	}

	/** Runs a batch, unless the connection has too many under way: a store cannot take every database connection. */
	async withBatchInFlight< T >(
		connectionId: string,
		run: () => Promise< T >
	): Promise< T | Refusal > {
		const count = this.#inFlight.get( connectionId ) ?? 0;
		if ( count >= this.#batchesInFlight ) {
			return {
				problem: 'rate-limited',
				detail: 'This connection has too many batches under way.',
				retryAfter: 1,
			};
		}
		this.#inFlight.set( connectionId, count + 1 );
		try {
			return await run();
		} finally {
			const left = this.#inFlight.get( connectionId )! - 1;
			if ( left === 0 ) {
				this.#inFlight.delete( connectionId );
			} else {
				this.#inFlight.set( connectionId, left );
			}
		}
	}

	#bucket( address: string ): string {
		const hash = createHmac( 'sha256', this.#salt )
			.update( networkOf( address ) )
			.digest();
		return String( hash.readUInt32BE() % ADDRESS_BUCKETS );
	}
}

/** Connection and token of a request as they were given, right or wrong; only ever compared. */
export function callerOf( connection: string, authorization: string ): string {
	return createHash( 'sha256' )
		.update( connection )
		.update( '\n' )
		.update( authorization )
		.digest( 'base64url' );
}

/** One subscriber has at least a /64 of IPv6 addresses, so they count as one. */
export function networkOf( address: string ): string {
	if ( ! isIPv6( address ) ) {
		return address;
	}
	const mapped = /^::ffff:(?<ipv4>\d+\.\d+\.\d+\.\d+)$/i.exec( address );
	if ( mapped !== null ) {
		return mapped.groups!.ipv4!;
	}
	const [ head = '', tail ] = address
		.toLowerCase()
		.split( '%' )[ 0 ]!
		.split( '::' );
	const left = head === '' ? [] : head.split( ':' );
	const right = tail === undefined || tail === '' ? [] : tail.split( ':' );
	const zeros =
		tail === undefined
			? []
			: Array.from(
					{ length: Math.max( 0, 8 - left.length - right.length ) },
					() => '0'
				);
	return [ ...left, ...zeros, ...right ]
		.slice( 0, 4 )
		.map( ( group ) => group.replace( /^0+(?=.)/, '' ) )
		.join( ':' );
}

/**
 * Each proxy adds the address it got the request from at the end of X-Forwarded-For; what stands
 * before the `proxies` last ones was written by the caller.
 */
export function clientAddress(
	peer: string,
	forwarded: string | undefined,
	proxies: number
): string {
	if ( proxies === 0 || forwarded === undefined ) {
		return peer;
	}
	const hops = forwarded.split( ',' ).map( ( hop ) => hop.trim() );
	return hops[ Math.max( 0, hops.length - proxies ) ] || peer;
}

async function consume(
	limiter: RateLimiterMemory,
	key: string,
	detail: string
): Promise< Refusal | null > {
	try {
		await limiter.consume( key );
		return null;
	} catch ( rejection ) {
		if ( ! ( rejection instanceof RateLimiterRes ) ) {
			throw rejection;
		}
		return {
			problem: 'rate-limited',
			detail,
			retryAfter: Math.max(
				1,
				Math.ceil( rejection.msBeforeNext / 1_000 )
			),
		};
	}
}
