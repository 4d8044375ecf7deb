import { createHash, createHmac, randomBytes } from 'node:crypto';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Config } from '../ops/config.ts';
import { networkOf } from './addresses.ts';
import { ProblemError } from './problem.ts';

const WINDOW_SECONDS = 60;
/** Addresses share this many counters, so that a flood from countless addresses uses bounded memory. */
const ADDRESS_BUCKETS = 65_536;
const MAX_CALLERS = 10_000;
/** Replays in flight besides a connection's own batches, and besides its own questions. */
const REPLAYS_IN_FLIGHT = 1;
/** Questions of one connection, including the one under way: a panel, a command and the daily comparison. */
const MAX_QUESTIONS = 4;

/**
 * Limits by address before a request is verified, and by connection afterwards, so that a stranger cannot use up a
 * store's budget.
 *
 * A store may share its address with a stranger (a large host, a proxy). So a token that was verified before, or that
 * Ivorey issued, which shows without a query (`isIssuedToken`), is not held up by its address. A token that was refused
 * last has to prove itself again.
 *
 * Each copy of the program counts separately, since each limit protects a copy's own event loop, memory and database
 * connections. Several copies let a store or an address through more often, which harms nobody. None of this guards a
 * secret: tokens and codes have 256 bits. Replays of a store's requests at another copy are recognised instead of
 * counted (`connections/signed-requests.ts`).
 */
export class RateLimits {
	#byAddress: RateLimiterMemory;
	#byConnection: RateLimiterMemory;
	#batchesInFlight: number;
	#inFlight = new Map< string, number >();
	/** By connection: the end of its last question, and the number of its questions. */
	#questions = new Map<
		string,
		{ last: Promise< unknown >; count: number }
	>();
	/** Whether each caller was last verified or refused; least recently used first. */
	#callers = new Map< string, boolean >();
	/** Pairs of caller and network from which a request was verified; least recently used first. */
	#homes = new Set< string >();
	/** Keeps others from finding out which addresses share a counter. */
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

	/** Whether this caller's requests pass, however much its address sends. */
	isTrusted( { id, issued }: Caller ): boolean {
		return this.#callers.get( id ) ?? issued;
	}

	/** To be called before verification. @throws ProblemError */
	async admitAddress( address: string ): Promise< void > {
		await consume(
			this.#byAddress,
			this.#bucket( address ),
			'This address sent too many requests.'
		);
	}

	/** Undoes `admitAddress` after the request was verified. */
	async refundAddress( address: string ): Promise< void > {
		await this.#byAddress.reward( this.#bucket( address ) );
	}

	/** To be called after verification. @throws ProblemError */
	async admitConnection( connectionId: string ): Promise< void > {
		await consume(
			this.#byConnection,
			connectionId,
			'This connection sent too many requests.'
		);
	}

	/** Undoes `admitConnection` if the request turns out to be a replay. */
	async refundConnection( connectionId: string ): Promise< void > {
		await this.#byConnection.reward( connectionId );
	}

	/** Records that a request of this caller was verified. */
	trust( caller: Caller ): void {
		this.#note( caller, true );
	}

	/**
	 * Whether a request of this caller was verified from that network; a caller that only has its token is elsewhere.
	 */
	isAtHome( { id }: Caller, address: string ): boolean {
		return this.#homes.has( homeOf( id, address ) );
	}

	/** Records that a request of this caller from that address was verified. */
	noteHome( { id }: Caller, address: string ): void {
		const home = homeOf( id, address );
		this.#homes.delete( home );
		this.#homes.add( home );
		if ( this.#homes.size > MAX_CALLERS ) {
			this.#homes.delete( this.#homes.values().next().value! );
		}
	}

	/** Records that this caller's token was refused. */
	distrust( caller: Caller ): void {
		if ( this.isTrusted( caller ) ) {
			this.#note( caller, false );
		}
	}

	/**
	 * Runs a batch, unless the connection has too many in flight: a store cannot take every database connection. A
	 * replay takes no place of a new batch.
	 *
	 * @throws ProblemError
	 */
	async withBatchInFlight< T >(
		connectionId: string,
		isReplay: boolean,
		run: () => Promise< T >
	): Promise< T > {
		const kind = kindOf( connectionId, isReplay );
		const most = isReplay ? REPLAYS_IN_FLIGHT : this.#batchesInFlight;
		const count = this.#inFlight.get( kind ) ?? 0;
		if ( count >= most ) {
			throw new ProblemError( {
				problem: 'rate-limited',
				detail: 'This connection has too many batches in progress.',
				retryAfter: 1,
			} );
		}
		this.#inFlight.set( kind, count + 1 );
		try {
			return await run();
		} finally {
			const left = this.#inFlight.get( kind )! - 1;
			if ( left === 0 ) {
				this.#inFlight.delete( kind );
			} else {
				this.#inFlight.set( kind, left );
			}
		}
	}

	/**
	 * Runs a question after the connection's earlier ones: a large store's comparison takes one database connection,
	 * however many processes ask. A replay takes no place of a new question.
	 *
	 * @throws ProblemError
	 */
	async withQuestionInTurn< T >(
		connectionId: string,
		isReplay: boolean,
		run: () => Promise< T >
	): Promise< T > {
		const kind = kindOf( connectionId, isReplay );
		const most = isReplay ? REPLAYS_IN_FLIGHT : MAX_QUESTIONS;
		const asked = this.#questions.get( kind ) ?? {
			last: Promise.resolve(),
			count: 0,
		};
		if ( asked.count >= most ) {
			throw new ProblemError( {
				problem: 'rate-limited',
				detail: 'This connection has too many queries in progress.',
				retryAfter: 1,
			} );
		}
		const answer = asked.last.then( run );
		asked.last = answer.catch( () => undefined );
		asked.count++;
		this.#questions.set( kind, asked );
		try {
			return await answer;
		} finally {
			asked.count--;
			if ( asked.count === 0 ) {
				this.#questions.delete( kind );
			}
		}
	}

	#note( { id }: Caller, verified: boolean ): void {
		this.#callers.delete( id );
		this.#callers.set( id, verified );
		if ( this.#callers.size > MAX_CALLERS ) {
			const [ oldest ] = this.#callers.keys();
			this.#callers.delete( oldest! );
		}
	}

	#bucket( address: string ): string {
		const hash = createHmac( 'sha256', this.#salt )
			.update( networkOf( address ) )
			.digest();
		return String( hash.readUInt32BE() % ADDRESS_BUCKETS );
	}
}

const homeOf = ( callerId: string, address: string ): string =>
	`${ callerId } ${ networkOf( address ) }`;

function kindOf( connectionId: string, isReplay: boolean ): string {
	return isReplay ? `${ connectionId } replayed` : connectionId;
}

export interface Caller {
	/** The result of `callerOf`. */
	id: string;
	/** Whether Ivorey issued the token for this connection, even if it was retired since. */
	issued: boolean;
}

/** Identifies a caller by connection and token, valid or not. */
export function callerOf( connection: string, token: string ): string {
	return createHash( 'sha256' )
		.update( connection )
		.update( '\n' )
		.update( token )
		.digest( 'base64url' );
}

/**
 * Each proxy appends the address it got the request from to X-Forwarded-For; the caller wrote the entries before the
 * last `proxies` ones.
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
): Promise< void > {
	try {
		await limiter.consume( key );
	} catch ( rejection ) {
		if ( ! ( rejection instanceof RateLimiterRes ) ) {
			throw rejection;
		}
		throw new ProblemError( {
			problem: 'rate-limited',
			detail,
			retryAfter: Math.max(
				1,
				Math.ceil( rejection.msBeforeNext / 1_000 )
			),
		} );
	}
}
