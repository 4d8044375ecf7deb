/** `wp ivorey …`, in a real store that is connected to a real API. */
import path from 'node:path';
import { expect } from 'vitest';
import { wordsOf } from '../../scripts/docs/commands.ts';
import { blockCheckout } from '../../scripts/store/shopper.ts';
import { TestBed } from '../e2e/test-bed.ts';
import { verify } from '../e2e/verify.ts';
import type { Clone } from './clone.ts';
import { fillIn } from './scenario.ts';

export interface StoreScene {
	bed: TestBed;
	clone: Clone;
	/** An order that is in Ivorey. */
	orderId: number;
	/** Runs the command, with its placeholders replaced by these values. @return Its output. */
	run: ( values?: Record< string, string > ) => Promise< string >;
}

const CREDENTIALS = 'credentials.json';

/** @throws Error if a command of WP-CLI ends with an error. */
export async function runWp(
	bed: TestBed,
	command: string,
	values: Readonly< Record< string, string > > = {}
): Promise< string > {
	const [ , ...words ] = wordsOf( fillIn( command, values ) );
	const { exitCode, stdout, stderr } = await bed.store.wp( words );
	expect( exitCode, `${ command }: ${ stderr }` ).toBe( 0 );
	return stdout;
}

export async function buy( bed: TestBed ): Promise< number > {
	const { orderId } = await blockCheckout( bed.store, {
		items: [ { id: bed.store.products.MUG! } ],
		report: false,
	} );
	await bed.order( orderId );
	await bed.drained();
	return orderId;
}

async function lose( bed: TestBed, orderId: number ): Promise< void > {
	const { rowCount } = await bed.pool.query(
		'delete from orders where account_id = $1 and order_id = $2',
		[ TestBed.keyOf( bed.credentials )[ 0 ], String( orderId ) ]
	);
	expect( rowCount ).toBe( 1 );
}

/** As if Ivorey had rejected it. */
async function quarantine( bed: TestBed, orderId: number ): Promise< void > {
	await bed.store.php(
		`global $wpdb;
		$order = wc_get_order( $args['id'] );
		$order->set_customer_note( 'Ring twice' );
		$order->save();
		$wpdb->update( $wpdb->prefix . 'ivorey_outbox', array( 'quarantined_at' => 1, 'due_at' => PHP_INT_MAX, 'error' => 'wrong' ), array( 'element' => 'orders', 'object_id' => $args['id'] ) );`,
		{ args: { id: orderId } }
	);
}

const says =
	( ...parts: Array< string | RegExp > ) =>
	async ( { run }: StoreScene ): Promise< void > => {
		const printed = await run();
		for ( const part of parts ) {
			expect( printed ).toMatch( part );
		}
	};

/** In the order in which they run: the last ones end the connection, and create another. */
export const STORE_COMMANDS: Readonly<
	Record< string, ( scene: StoreScene ) => Promise< void > >
> = {
	'wp help ivorey': says( 'connect', 'verify', 'explain' ),
	'wp ivorey status': says( /connection\.state\s.*active/ ),
	'wp ivorey import': async ( { bed, run } ) => {
		await run();
		const { agrees } = await verify( bed.store );
		expect( agrees ).toBe( true );
	},
	'wp ivorey import --status': says( 'done' ),
	'wp ivorey verify': async ( { bed, orderId, run } ) => {
		await run();
		await lose( bed, orderId );
		await expect( run() ).rejects.toThrow();
	},
	'wp ivorey verify --repair': async ( { bed, orderId, run } ) => {
		// The exit code reports the difference, and the record is sent.
		await expect( run() ).rejects.toThrow();
		await bed.order( orderId );
		await bed.drained();
		await run();
	},
	'wp ivorey explain order 1234': async ( { orderId, run } ) => {
		expect( await run( { 1234: String( orderId ) } ) ).toMatch(
			/in Ivorey/
		);
	},
	'wp ivorey log': says( 'sent_at', '200' ),
	'wp ivorey outbox': says( 'element' ),
	'wp ivorey retry': async ( { bed, orderId, run } ) => {
		await quarantine( bed, orderId );
		expect( await run() ).toContain( 'Success: 1 ' );
		// As the next sweep would.
		await runWp( bed, 'wp ivorey drain' );
		await bed.order(
			orderId,
			( { record } ) => record.customer_note === 'Ring twice'
		);
	},
	'wp ivorey drain': says( 'batches' ),
	'wp ivorey rotate': async ( { bed, run } ) => {
		await run();
		await buy( bed );
	},
	'wp ivorey disconnect': async ( { bed, run } ) => {
		await run();
		expect( await runWp( bed, 'wp ivorey status' ) ).toMatch(
			/connection\.state\s.*disconnected/
		);
	},
	[ `npm run -s connection -- create --store-url https://yourstore.com > ${ CREDENTIALS }` ]:
		async ( { bed, clone, run } ) => {
			await run( { 'https://yourstore.com': bed.store.url } );
			expect( await clone.changed() ).toContain( `?? ${ CREDENTIALS }` );
		},
	[ `wp ivorey connect --credentials=${ CREDENTIALS }` ]: async ( {
		bed,
		clone,
		run,
	} ) => {
		expect(
			await run( {
				[ CREDENTIALS ]: path.join( clone.root, CREDENTIALS ),
			} )
		).toContain( 'Connected to My account' );
		expect( await runWp( bed, 'wp ivorey status' ) ).toMatch(
			/connection\.state\s.*active/
		);
	},
};
