import { setTimeout as sleep } from 'node:timers/promises';
import type { Exchange, FaultProxy, Treatment } from '../e2e/fault-proxy.ts';
import type { SeededRandom } from './seeded-random.ts';

/** A delivery's possible fates, by weight. */
const FATES = {
	pass: 10,
	/** The request never arrives. */
	break: 2,
	/** The request arrives, its answer does not. */
	cut: 3,
	/** The request arrives twice. */
	twice: 2,
	/** The request seems lost, but arrives after later ones. */
	late: 2,
	busy: 1,
	limited: 1,
	page: 1,
	slow: 1,
	/** PHP is killed while it waits for the answer. */
	killed: 0.3,
	/** The API is killed while it works, and restarts. */
	restart: 0.15,
} as const;

const UNTIL_ANSWERED_MS = 150;

/** Faults between the store and Ivorey, by seeded chance. */
export class Trouble {
	#random: SeededRandom;
	#proxy: FaultProxy;
	#target: () => string;
	#late: Exchange[] = [];
	#work = new Set< Promise< void > >();
	#acts: {
		killPhp: () => Promise< void >;
		restartApi: () => Promise< void >;
	};
	/** The fate of each delivery, for the report of a failed seed. */
	readonly met: string[] = [];

	constructor(
		random: SeededRandom,
		proxy: FaultProxy,
		target: () => string,
		acts: {
			killPhp: () => Promise< void >;
			restartApi: () => Promise< void >;
		}
	) {
		this.#random = random;
		this.#proxy = proxy;
		this.#target = target;
		this.#acts = acts;
	}

	begin(): void {
		this.#proxy.treat = ( exchange ) =>
			exchange.path === '/v1/batches'
				? this.#fate( exchange )
				: { kind: this.#random.is( 0.1 ) ? 'break' : 'pass' };
	}

	/** Ends the faults. Late requests arrive, and everything that was ever sent arrives again, in random order. */
	async end(): Promise< void > {
		this.#proxy.treat = () => ( { kind: 'pass' } );
		await this.settled();
		for ( const exchange of this.#late ) {
			await this.#send( exchange );
		}
	}

	/** Sends every batch again, in random order. */
	async repeatEverything(): Promise< void > {
		const sent = [ ...this.#proxy.batches ];
		while ( sent.length > 0 ) {
			const [ exchange ] = sent.splice(
				this.#random.whole( 0, sent.length - 1 ),
				1
			);
			await this.#send( exchange! );
		}
	}

	/** Waits until the effects of the faults are over. */
	async settled(): Promise< void > {
		await Promise.all( this.#work );
	}

	#fate( exchange: Exchange ): Treatment {
		const fate = this.#random.weighted( FATES );
		this.met.push( fate );
		switch ( fate ) {
			case 'pass':
			case 'break':
			case 'cut':
				return { kind: fate };
			case 'twice':
				this.#do( () => this.#send( exchange ) );
				return { kind: 'pass' };
			case 'late':
				this.#late.push( exchange );
				return { kind: 'break' };
			case 'busy':
				return { kind: 'answer', status: 503, body: 'busy' };
			case 'limited':
				return {
					kind: 'answer',
					status: 429,
					body: 'slow down',
					headers: { 'retry-after': '1' },
				};
			case 'page':
				return {
					kind: 'answer',
					status: 200,
					body: '<html>Welcome</html>',
					headers: { 'content-type': 'text/html' },
				};
			case 'slow':
				return { kind: 'delay', ms: UNTIL_ANSWERED_MS };
			case 'killed':
				this.#do( this.#acts.killPhp );
				return { kind: 'delay', ms: UNTIL_ANSWERED_MS };
			case 'restart':
				this.#do( this.#acts.restartApi );
				return { kind: 'pass' };
		}
	}

	#do( act: () => Promise< void > ): void {
		const work = act().finally( () => this.#work.delete( work ) );
		this.#work.add( work );
	}

	/** The exact bytes of the request, with its signature. */
	async #send( { method, path, headers, body }: Exchange ): Promise< void > {
		const {
			host: _host,
			connection: _connection,
			'content-length': _length,
			...rest
		} = headers;
		for ( let attempt = 1; ; attempt++ ) {
			try {
				const answer = await fetch( new URL( path, this.#target() ), {
					method,
					headers: rest as Record< string, string >,
					body: new Uint8Array( body ),
				} );
				await answer.arrayBuffer();
				return;
			} catch ( error ) {
				// The API may be down at the moment.
				if ( attempt === 20 ) {
					throw error;
				}
				await sleep( 100 );
			}
		}
	}
}
