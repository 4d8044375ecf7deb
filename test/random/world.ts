import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { VERIFIED_ELEMENTS } from '@ivorey/shared';
import { TestBed } from '../e2e/test-bed.ts';
import { SeededRandom } from './seeded-random.ts';
import {
	makePlan,
	type Burst,
	type Hurt,
	type Operation,
	type Plan,
} from './plan.ts';
import { automationComplaints, switchAutomationsOn } from './automations.ts';
import { Trouble } from './trouble.ts';

/** In the form that operations.php takes. */
interface Input {
	seed: string;
	operations: Operation[];
	dies_after?: number | null;
	time_passes?: boolean;
	hurt?: Hurt | null;
	/** Activates or deactivates the plugin. */
	active?: boolean;
	settle?: boolean;
	repairs?: boolean;
}

interface Settled {
	waiting: number;
	state: string;
	outbox: Record< string, number >;
	counts: Record< string, number >;
	differences: Array< {
		element: string;
		id: string;
		state: string;
		why: string;
	} >;
	orders: Record<
		string,
		{ id: number; status: string | null; paid: boolean }
	>;
}

/** A seed whose store and Ivorey disagree in the end, or whose triggers do not match its orders. */
class Disagreement extends Error {}

const UNPLACED = [ 'checkout-draft', 'trash' ];

/** One store, one API, one Postgres, for many seeds. */
export class World {
	#bed: TestBed;
	/** Requests that are changing the store at the moment. */
	#inFlight = 0;
	/** Elements whose changes PHP may have lost when it was killed. */
	#cutShort = new Set< string >();
	#token = randomBytes( 16 ).toString( 'hex' );

	private constructor( bed: TestBed ) {
		this.#bed = bed;
	}

	static async create( bed: TestBed ): Promise< World > {
		const world = new World( bed );
		const source = await readFile(
			path.join( import.meta.dirname, 'operations.php' ),
			'utf8'
		);
		await writeFile(
			path.join(
				bed.store.root,
				'wp-content/mu-plugins/ivorey-random.php'
			),
			source.replace(
				"defined( 'ABSPATH' ) || exit;",
				`define( 'IVOREY_RANDOM_TOKEN', '${ world.#token }' );`
			)
		);
		return world;
	}

	/** Resets everything, so that no seed is affected by too many others. */
	async renew(): Promise< void > {
		await this.#bed.reset();
	}

	/**
	 * Runs a seed's operations, with its faults.
	 *
	 * @throws Disagreement if anything is lost, duplicated or wrong in the end.
	 */
	async run( seed: string ): Promise< void > {
		const random = new SeededRandom( seed );
		const plan = makePlan( random );
		this.#bed.proxy.reset();
		// Such a burst contains only operations on orders.
		this.#cutShort = new Set(
			plan.bursts.some( endsPhp )
				? [ 'orders', 'transactions', 'contacts' ]
				: []
		);
		if ( plan.bursts.some( ( { inactive } ) => inactive ) ) {
			this.#cutShort = new Set( VERIFIED_ELEMENTS );
		}
		const trouble = new Trouble(
			random,
			this.#bed.proxy,
			() => this.#bed.api.url,
			{
				killPhp: async () => {
					if ( this.#inFlight > 0 ) {
						this.#cutShort = new Set( VERIFIED_ELEMENTS );
					}
					await this.#bed.store.killPhp();
				},
				restartApi: async () => {
					await this.#bed.api.kill();
					await this.#bed.api.start();
				},
			}
		);
		await switchAutomationsOn( this.#bed );
		trouble.begin();
		for ( const burst of plan.bursts ) {
			await this.#do( seed, burst );
		}
		await trouble.end();

		const settled = await this.#settle( seed );
		const excused = settled.differences.filter( ( { element } ) =>
			this.#isExcused( plan, element )
		);
		settled.differences = settled.differences.filter(
			( difference ) => ! excused.includes( difference )
		);
		if ( excused.length > 0 ) {
			await this.#settle( seed, true );
		}
		await trouble.repeatEverything();
		const repeated = await this.#settle( seed );
		const wrong = [
			...complaints( settled ),
			...complaints( repeated ).map(
				( text ) => `after every batch came once more: ${ text }`
			),
			...( await this.#triggers( plan, repeated ) ),
			...( await this.#trash( repeated ) ),
			...( await automationComplaints( this.#bed ) ),
		];
		if ( wrong.length > 0 ) {
			throw new Disagreement(
				[
					`SEED=${ seed }`,
					...wrong,
					`deliveries met: ${ trouble.met.join( ' ' ) }`,
					`orders: ${ JSON.stringify( repeated.orders ) }`,
					...plan.bursts.map( ( burst ) => JSON.stringify( burst ) ),
				].join( '\n' )
			);
		}
	}

	async #do( seed: string, burst: Burst ): Promise< void > {
		const { operations, beside, diesAfter, timePasses, off, flips, hurt } =
			burst;
		const input: Input = {
			seed,
			operations,
			dies_after: diesAfter,
			time_passes: timePasses && ! burst.inactive,
			hurt,
		};
		const flip = ( element: string, on: boolean ) =>
			this.#request( {
				seed,
				operations: [ { do: 'switch', element, on } ],
			} );
		const flipTwice = async ( element: string ) => {
			await flip( element, false );
			await flip( element, true );
		};
		if ( off !== null ) {
			await flip( off, false );
		}
		if ( burst.inactive ) {
			await this.#request( { seed, operations: [], active: false } );
		}
		this.#inFlight++;
		try {
			await Promise.all( [
				burst.way === 'request'
					? this.#request( input, endsPhp( burst ) )
					: this.#script( seed, operations ),
				beside.length > 0
					? this.#request( { seed, operations: beside }, true )
					: null,
				flips === null ? null : flipTwice( flips ),
			] );
		} finally {
			this.#inFlight--;
		}
		if ( burst.inactive ) {
			await this.#request( { seed, operations: [], active: true } );
			// WooCommerce dates orders to the second: the order of an event that no hook saw and a switch
			// flipped in the same second is unknown.
			await sleep( 1_000 - ( Date.now() % 1_000 ) );
		}
		if ( off !== null ) {
			await flip( off, true );
		}
	}

	/**
	 * Changes that could not be captured: during an off switch, or in a request that was killed. A repair
	 * makes up for them.
	 */
	#isExcused( plan: Plan, element: string ): boolean {
		return this.#cutShort.has( element ) || plan.unseen.has( element );
	}

	async #settle( seed: string, repairs = false ): Promise< Settled > {
		return ( await this.#request( {
			seed,
			operations: [],
			time_passes: true,
			settle: true,
			repairs,
		} ) ) as Settled;
	}

	/** It may fail if PHP is killed during it, or another process uses the same objects. */
	async #request( input: Input, mayFail = false ): Promise< unknown > {
		for ( let attempt = 1; ; attempt++ ) {
			try {
				const response = await this.#bed.store.fetch(
					'/?ivorey-random',
					{
						method: 'POST',
						headers: {
							'x-ivorey-random': this.#token,
							'content-type': 'application/json',
						},
						body: JSON.stringify( input ),
					}
				);
				const text = await response.text();
				if ( response.status !== 200 || ! text.startsWith( '{' ) ) {
					throw new Error(
						`${ response.status } ${ text.slice( 0, 2_000 ) }`
					);
				}
				const answer = JSON.parse( text ) as { error?: string };
				if ( answer.error !== undefined ) {
					throw new Error( answer.error );
				}
				return answer;
			} catch ( error ) {
				if ( mayFail ) {
					return null;
				}
				// A fault may have killed all PHP processes, including this request.
				if (
					attempt === 3 ||
					! /^(5\d\d|TypeError)/.test(
						String( error instanceof Error ? error.message : error )
					)
				) {
					throw error;
				}
				await sleep( 300 );
			}
		}
	}

	async #script( seed: string, operations: Operation[] ): Promise< void > {
		await this.#bed.store.php(
			`( new Ivorey_Random_Operations( $args['seed'] ) )->run( $args['operations'], null );`,
			{
				args: { seed, operations },
			}
		);
	}

	/** A rolled-back order never existed: Ivorey knows nothing of it. */
	async #ghosts( orders: Settled[ 'orders' ] ): Promise< string[] > {
		const ids = Object.entries( orders )
			.filter( ( [ ref ] ) => ref.startsWith( 'ghost' ) )
			.map( ( [ , { id } ] ) => String( id ) );
		const { rows } = await this.#bed.pool.query< { id: string } >(
			`select order_id as id from orders where account_id = $1 and connection_id = $2 and order_id = any( $3 )
			union select order_id from trigger_events where account_id = $1 and connection_id = $2 and order_id = any( $3 )`,
			[ ...TestBed.keyOf( this.#bed.credentials ), ids ]
		);
		return rows.map(
			( { id } ) => `order ${ id } was rolled back and is in Ivorey`
		);
	}

	/** R16, R43: Ivorey keeps orders that are trashed or deleted, and is notified of those and of no others. */
	async #trash( { orders }: Settled ): Promise< string[] > {
		const { rows } = await this.#bed.pool.query< {
			id: string;
			trashed: boolean;
		} >(
			`select order_id as id, coalesce( trashed_version > version, false ) as trashed from orders where account_id = $1 and connection_id = $2`,
			TestBed.keyOf( this.#bed.credentials )
		);
		const trashed = new Map(
			rows.map( ( row ) => [ row.id, row.trashed ] )
		);
		return Object.entries( orders ).flatMap(
			( [ ref, { id, status } ] ) => {
				const isGone = status === null || status === 'trash';
				return isGone === ( trashed.get( String( id ) ) ?? isGone )
					? []
					: [
							`${ ref } (${ id }) is ${ status ?? 'deleted' }, and ${ isGone ? 'not ' : '' }in the trash by Ivorey`,
						];
			}
		);
	}

	/** R9, R10: each order fired once if it had to, and never twice. */
	async #triggers( plan: Plan, { orders }: Settled ): Promise< string[] > {
		const { rows } = await this.#bed.pool.query< {
			id: string;
			n: number;
		} >(
			`select type || ':' || order_id as id, count( * )::integer as n from trigger_events where account_id = $1 and connection_id = $2 group by 1`,
			TestBed.keyOf( this.#bed.credentials )
		);
		const fired = new Map( rows.map( ( { id, n } ) => [ id, n ] ) );
		const wrong: string[] = await this.#ghosts( orders );
		for ( const [ ref, order ] of Object.entries( orders ) ) {
			if ( ref.startsWith( 'ghost' ) ) {
				continue;
			}
			const isPlaced =
				order.status !== null && ! UNPLACED.includes( order.status );
			const mayWaver = plan.wavering.has( ref );
			const check = (
				type: string,
				expected: boolean,
				certain: boolean
			) => {
				const n = fired.get( `${ type }:${ order.id }` ) ?? 0;
				if ( n > 1 || ( expected && certain && n !== 1 ) ) {
					wrong.push(
						`${ type } of ${ ref } (${ order.id }) fired ${ n } times`
					);
				}
			};
			check( 'order_submitted', isPlaced, ! mayWaver );
			check( 'payment_received', isPlaced && order.paid, ! mayWaver );
			if (
				order.status !== null &&
				! order.paid &&
				fired.has( `payment_received:${ order.id }` )
			) {
				wrong.push(
					`payment_received of ${ ref } (${ order.id }) fired without a payment`
				);
			}
			if (
				order.status === 'checkout-draft' &&
				fired.has( `order_submitted:${ order.id }` ) &&
				plan.drafts.has( ref )
			) {
				wrong.push(
					`order_submitted of the draft ${ ref } (${ order.id }) fired`
				);
			}
		}
		return wrong;
	}
}

/** Whether it ends one of PHP's requests early. */
function endsPhp( { diesAfter, hurt }: Burst ): boolean {
	return diesAfter !== null || ( hurt !== null && hurt.how !== 'throw' );
}

function complaints( {
	waiting,
	state,
	outbox,
	differences,
}: Settled ): string[] {
	return [
		...( state === 'active' ? [] : [ `the connection is ${ state }` ] ),
		...( waiting === 0 ? [] : [ `${ waiting } rows were not delivered` ] ),
		...( outbox.quarantined === 0
			? []
			: [ `${ outbox.quarantined } rows were put aside` ] ),
		...differences.map(
			( difference ) => `differs: ${ JSON.stringify( difference ) }`
		),
	];
}
