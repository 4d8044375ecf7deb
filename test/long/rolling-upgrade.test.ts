import pg from 'pg';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { misfoundIn } from '@ivorey/ingest-api/testing/found-by.ts';
import { root } from '../../scripts/composer.ts';
import {
	EarlierVersion,
	FIRST_VERSION,
	missingHistory,
} from '../earlier/earlier-version.ts';
import type { SteadyStore } from '../earlier/steady-store.ts';
import { runHere, UpgradedIvorey } from '../earlier/upgraded-ivorey.ts';
import { freshDatabase } from '../postgres/database.ts';

const STORES = 3;
/** Maximum wait of a batch, whatever is done to the database and the instances. */
const NOTICED_MS = 2_000;

/** The first version, and the ones before the migrations that keep old and new columns side by side. */
const EARLIER = [
	[
		'before 0007, when 0.1.0 was complete for the first time',
		FIRST_VERSION,
	],
	[ 'before 0018, without automations', 'dbc8d97' ],
	[ 'before 0025, with an order in 38 columns', 'f72d732' ],
	[ 'before 0033, without words to search by', 'bf37284' ],
	[ 'before 0041, with fewer words to search by', '9b5f1ab' ],
] as const;

describe.for( EARLIER )( 'an upgrade of Ivorey from %s', ( [ , commit ] ) => {
	const missing = missingHistory( commit );
	let earlier: EarlierVersion;
	beforeAll( async () => {
		if ( missing === null ) {
			earlier = await EarlierVersion.checkOut( commit );
			return () => earlier.remove();
		}
	} );

	test.skipIf( missing !== null )(
		`R9 R29 as the runbook has it, while stores sell: no batch waits for two seconds, nothing is lost, nothing is there twice, and every trigger fires once${ missing ? ` (skipped: ${ missing })` : '' }`,
		{ retry: 0 },
		async () => {
			const database = await freshDatabase();
			onTestFinished( database.drop );
			const ivorey = await UpgradedIvorey.start( database.url, earlier );
			onTestFinished( () => ivorey.stop() );
			for ( let n = 1; n <= STORES; n++ ) {
				await ivorey.connect( earlier.root );
			}
			await ivorey.goesOn();

			// 2. The old instances keep running.
			await ivorey.run( 'migrate' );
			await ivorey.goesOn();

			// 3. One instance after the other.
			await ivorey.startCopy();
			await ivorey.goesOn();
			await ivorey.connect( root );
			await ivorey.goesOn();
			await ivorey.stopOldest();
			await ivorey.goesOn();
			await ivorey.startCopy();
			await ivorey.stopOldest();
			await ivorey.goesOn();

			// 4.
			await ivorey.said( 'words filled' );
			if ( await ivorey.hasOldColumns() ) {
				await ivorey.said( 'orders filled' );
			}
			await ivorey.run( 'connection', 'drop-old-columns' );
			ivorey.stores.forEach( ( store ) => {
				store.extra = {
					marketing_consent: {
						given: true,
						source: 'checkout',
					},
				};
			} );
			await ivorey.goesOn();

			await expectAll( ivorey );
		}
	);
} );

async function expectAll( ivorey: UpgradedIvorey ): Promise< void > {
	await Promise.all( ivorey.stores.map( ( store ) => store.close() ) );
	for ( const store of ivorey.stores ) {
		expect( store.wrong ).toEqual( [] );
		expect( store.slowestMs ).toBeLessThan( NOTICED_MS );
		expect( await held( ivorey, store ) ).toEqual( {
			state: 'active',
			batches: 2 * store.orders.size + 1,
			orders: [ ...store.orders ].map( ( [ id, record ] ) => ( {
				id,
				version: '2',
				record,
				triggers: [ 'order_submitted', 'payment_received' ],
			} ) ),
		} );
	}
	expect( await misfoundIn( ivorey.url ) ).toEqual( [] );
	expect( await schemaOf( ivorey.url ) ).toEqual( await schemaOfToday() );
}

async function held( { pool }: UpgradedIvorey, { connectionId }: SteadyStore ) {
	const { rows } = await pool.query(
		`select state,
				( select count( * )::integer from batches b where b.connection_id = c.connection_id and b.receipt is not null ) as batches,
				( select json_agg( json_build_object(
					'id', order_id, 'version', version::text, 'record', order_record( o ),
					'triggers', ( select json_agg( type order by type ) from trigger_events t
						where t.connection_id = o.connection_id and t.order_id = o.order_id )
				) order by order_id::integer ) from orders o where o.connection_id = c.connection_id ) as orders
			from connections c where connection_id = $1`,
		[ connectionId ]
	);
	return rows[ 0 ];
}

/** The schema of a new database. */
async function schemaOfToday(): Promise< string[] > {
	const { url, drop } = await freshDatabase();
	onTestFinished( drop );
	await runHere( { DATABASE_URL: url }, 'connection', 'drop-old-columns' );
	return schemaOf( url );
}

/** Columns, indexes and triggers, one per line. */
async function schemaOf( url: string ): Promise< string[] > {
	const client = new pg.Client( { connectionString: url } );
	await client.connect();
	try {
		const { rows } = await client.query< { line: string } >(
			`select concat_ws( ' ', table_name, column_name, data_type, is_nullable ) as line
			from information_schema.columns where table_schema = 'public'
			union all
			select indexdef from pg_indexes where schemaname = 'public'
			union all
			select pg_get_triggerdef( oid ) from pg_trigger where not tgisinternal
			order by 1`
		);
		return rows.map( ( { line } ) => line );
	} finally {
		await client.end();
	}
}
