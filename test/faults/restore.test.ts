import { execa } from 'execa';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
	ensureReadyMade,
	switchOn,
} from '@ivorey/ingest-api/automations/repository.ts';
import { openDatabase } from '@ivorey/ingest-api/db/open.ts';
import { root } from '../../scripts/composer.ts';
import { blockCheckout } from '../../scripts/store/shopper.ts';
import { describeStore } from '../describe-store.ts';
import { startTestBed } from '../e2e/start-test-bed.ts';
import { TestBed } from '../e2e/test-bed.ts';
import { verify } from '../e2e/verify.ts';
import { MailServer } from '../mail/mail-server.ts';

describeStore( 'a database restored from a backup', () => {
	let mail: MailServer;
	let bed: TestBed;
	beforeAll( async () => {
		mail = await MailServer.start();
		bed = await startTestBed( {}, { SMTP_URL: mail.url } );
	} );
	afterAll( async () => {
		await bed?.stop();
		await mail?.stop();
	} );

	async function start(): Promise< void > {
		await bed.reset();
		mail.received.length = 0;
		const { db, close } = openDatabase( {
			as: 'owner',
			url: bed.databaseUrl,
			poolSize: 1,
		} );
		const [ account ] = TestBed.keyOf( bed.credentials );
		await ensureReadyMade( db, account, new Date() );
		await switchOn( db, account, 'order-confirmation', new Date() );
		await close();
		const imported = await bed.store.wp( [ 'ivorey', 'import' ] );
		expect( imported.exitCode, imported.stderr ).toBe( 0 );
		await bed.drained();
	}

	/** Bought, in Ivorey, and confirmed by e-mail. */
	async function buy( name: string ): Promise< number > {
		const { orderId } = await blockCheckout( bed.store, {
			items: [ { id: bed.store.products.MUG! } ],
			billing: { email: addressOf( name ) },
			report: false,
		} );
		await bed.order(
			orderId,
			( order ) => order.contact_email === addressOf( name )
		);
		await mail.next( addressOf( name ) );
		await bed.drained();
		return orderId;
	}

	const rename = ( name: string ) =>
		bed.store.php(
			`$product = wc_get_product( $args['id'] ); $product->set_name( $args['name'] ); $product->save();`,
			{ args: { id: bed.store.products.MUG, name } }
		);

	const nameInIvorey = async () =>
		(
			await bed.pool.query< { name: string } >(
				'select name from products where account_id = $1 and connection_id = $2 and product_id = $3',
				[
					...TestBed.keyOf( bed.credentials ),
					String( bed.store.products.MUG ),
				]
			)
		).rows[ 0 ]?.name;

	/** Order IDs, once for each time they have fired. */
	const submitted = async () =>
		(
			await bed.pool.query< { id: number } >(
				"select order_id::integer as id from trigger_events where account_id = $1 and type = 'order_submitted' order by 1",
				[ TestBed.keyOf( bed.credentials )[ 0 ] ]
			)
		).rows.map( ( { id } ) => id );

	const ordersInIvorey = async () =>
		( await bed.orders() ).map( ( { order_id: id } ) => Number( id ) );

	const recipients = () => mail.received.map( ( { to } ) => to ).toSorted();

	test( 'R9 R26 R29 R44 after Ivorey’s restore to before some orders, verify --repair brings them back, and nothing fires or is written twice', async () => {
		await start();
		const before = await buy( 'before' );
		const backup = await backUpIvorey( bed );
		const lost = [ await buy( 'lost-1' ), await buy( 'lost-2' ) ];
		await rename( 'Mug of today' );
		await bed.drained();

		await restoreIvorey( bed, backup );
		expect( await ordersInIvorey() ).toEqual( [ before ] );
		await verify( bed.store, '--repair' );
		await bed.drained();

		const later = await buy( 'later' );
		const all = [ before, ...lost, later ];
		expect( await ordersInIvorey() ).toEqual( all );
		expect( await submitted() ).toEqual( all );
		expect( await nameInIvorey() ).toBe( 'Mug of today' );
		expect( await verify( bed.store ) ).toMatchObject( {
			agrees: true,
			differences: [],
		} );
		// People who got an e-mail after the backup do not get it again, and the history says why.
		expect( recipients() ).toEqual(
			[ 'before', 'later', 'lost-1', 'lost-2' ].map( addressOf )
		);
		const { rows } = await bed.pool.query(
			'select order_id::integer as id, state, reason from automation_runs where account_id = $1 and order_id = any( $2 ) order by 1',
			[ TestBed.keyOf( bed.credentials )[ 0 ], lost.map( String ) ]
		);
		expect( rows ).toEqual(
			lost.map( ( id ) => ( {
				id,
				state: 'skipped',
				reason: 'restored',
			} ) )
		);
	} );

	test( 'R5 R9 R29 after the store’s restore to before some orders, verify --repair makes both sides agree, and an order under a used id fires', async () => {
		await start();
		const kept = await buy( 'kept' );
		await rename( 'Mug of the backup' );
		await bed.drained();
		const restore = await bed.store.backUp();
		await rename( 'Mug of afterwards' );
		await bed.store.php(
			`wc_get_order( $args['id'] )->update_status( 'completed' );`,
			{ args: { id: kept } }
		);
		const [ reused, gone ] = [
			await buy( 'gone-1' ),
			await buy( 'gone-2' ),
		];
		expect( await nameInIvorey() ).toBe( 'Mug of afterwards' );

		await restore();
		const { orderId: anew } = await blockCheckout( bed.store, {
			items: [ { id: bed.store.products.MUG!, quantity: 2 } ],
			billing: { email: addressOf( 'anew' ) },
			report: false,
		} );
		expect( anew ).toBe( reused );
		await verify( bed.store, '--repair' );
		await bed.drained();

		expect( await verify( bed.store ) ).toMatchObject( {
			agrees: true,
			differences: [],
		} );
		expect( await nameInIvorey() ).toBe( 'Mug of the backup' );
		expect( await bed.order( kept ) ).toMatchObject( {
			woocommerce_status: 'processing',
		} );
		expect( await bed.order( anew ) ).toMatchObject( {
			contact_email: addressOf( 'anew' ),
		} );
		// Records deleted from the store stay in Ivorey.
		expect( await ordersInIvorey() ).toEqual( [ kept, anew, gone ] );
		await mail.next( addressOf( 'anew' ) );
		expect( await submitted() ).toEqual( [ kept, reused, anew, gone ] );
		expect( recipients() ).toEqual(
			[ 'anew', 'gone-1', 'gone-2', 'kept' ].map( addressOf )
		);
	} );
} );

const addressOf = ( name: string ) => `${ name }@example.com`;

/**
 * Copies Ivorey's current database. The API is down during the copy, because Postgres copies no database that
 * is in use.
 */
async function backUpIvorey( bed: TestBed ): Promise< string > {
	const { name, admin } = databaseOf( bed );
	const backup = `${ name }_backup`;
	await bed.api.stop();
	await admin( `alter database ${ name } with allow_connections false` );
	await admin(
		`select pg_terminate_backend( pid ) from pg_stat_activity where datname = '${ name }'`
	);
	await admin( `create database ${ backup } template ${ name }` );
	await admin( `alter database ${ name } with allow_connections true` );
	await admin( `alter database ${ backup } with allow_connections true` );
	await bed.api.start();
	return backup;
}

/** The runbook's steps. */
async function restoreIvorey( bed: TestBed, backup: string ): Promise< void > {
	const { name, admin } = databaseOf( bed );
	await bed.api.stop();
	await admin( `drop database ${ name } with ( force )` );
	await admin( `create database ${ name } template ${ backup }` );
	await admin( `drop database ${ backup }` );
	await execa( 'npm', [ 'run', '-s', 'connection', '--', 'new-epoch' ], {
		cwd: root,
		env: bed.variables,
	} );
	await bed.api.start();
}

function databaseOf( bed: TestBed ) {
	const url = new URL( bed.databaseUrl );
	const name = url.pathname.slice( 1 );
	url.pathname = '/postgres';
	return {
		name,
		admin: async ( statement: string ) => {
			const client = new pg.Client( { connectionString: url.href } );
			await client.connect();
			try {
				await client.query( statement );
			} finally {
				await client.end();
			}
		},
	};
}
