import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { execa } from 'execa';
import pg from 'pg';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { credentialsSchema } from '@ivorey/shared';
import { misfoundIn } from '@ivorey/ingest-api/testing/found-by.ts';
import { ApiProcess } from '../../scripts/api-process.ts';
import { root } from '../../scripts/composer.ts';
import { EarlierVersion, missingHistory } from '../earlier/earlier-version.ts';
import { SteadyStore } from '../earlier/steady-store.ts';
import { freshDatabase } from '../postgres/database.ts';
import { waitFor } from '../wait.ts';

const STORES = 3;
/** A batch may wait for as long as this, whatever is done to the database and the copies. */
const NOTICED_MS = 2_000;

/** Programs of before the migrations that keep old and new columns side by side. */
const EARLIER = [
	[ 'before 0018, without automations', 'dbc8d97' ],
	[ 'before 0025, with an order in 38 columns', 'f72d732' ],
	[ 'before 0033, without words to search by', 'bf37284' ],
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
			const ivorey = await Upgraded.start( earlier );
			for ( let n = 1; n <= STORES; n++ ) {
				await ivorey.connect( earlier.root );
			}
			await ivorey.goesOn();

			// 2. The old copies go on.
			await ivorey.run( 'migrate' );
			await ivorey.goesOn();

			// 3. One copy after the other.
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

			await ivorey.expectAll();
		}
	);
} );

/** An Ivorey of which copies of several versions run, with the stores that sell meanwhile. */
class Upgraded {
	readonly stores: SteadyStore[] = [];
	readonly #url: string;
	readonly #pool: pg.Pool;
	readonly #env: Record< string, string >;
	readonly #copies: ApiProcess[] = [];

	private constructor( url: string ) {
		this.#url = url;
		this.#pool = new pg.Pool( { connectionString: url, max: 1 } );
		this.#env = {
			DATABASE_URL: url,
			ENCRYPTION_KEY: randomBytes( 32 ).toString( 'base64' ),
			RATE_LIMIT_ADDRESS_PER_MINUTE: '1000000',
			RATE_LIMIT_CONNECTION_PER_MINUTE: '1000000',
		};
	}

	/** Two copies of an earlier version, on an empty database. */
	static async start( earlier: EarlierVersion ): Promise< Upgraded > {
		const database = await freshDatabase();
		onTestFinished( database.drop );
		const ivorey = new Upgraded( database.url );
		onTestFinished( () => ivorey.#stop() );
		await ivorey.#pool.query( 'drop schema public cascade' );
		await ivorey.#pool.query( 'create schema public' );
		await ivorey.startCopy( earlier.root );
		await ivorey.startCopy( earlier.root );
		return ivorey;
	}

	async startCopy( folder = root ): Promise< void > {
		this.#copies.push(
			await ApiProcess.start( this.#env, undefined, folder )
		);
	}

	/** Led to until it listens no more, as it is behind a load balancer. */
	async stopOldest(): Promise< void > {
		await this.#copies[ 0 ]!.stop();
		this.#copies.shift();
	}

	/** Another store, by the command line of a version. */
	async connect( folder: string ): Promise< void > {
		const storeUrl = `https://shop-${ this.stores.length + 1 }.example.com`;
		const { stdout } = await execa(
			'node',
			[
				'ingest-api/src/cli/connection.ts',
				'create',
				'--store-url',
				storeUrl,
				'--account',
				storeUrl,
			],
			{ cwd: folder, env: this.#env }
		);
		const store = new SteadyStore(
			credentialsSchema.parse( JSON.parse( stdout ) ),
			storeUrl,
			() => this.#copies.map( ( { url } ) => url )
		);
		this.stores.push( store );
		await store.open();
	}

	/** A command of today's version. */
	run( name: string, ...args: string[] ): Promise< void > {
		return runHere( this.#env, name, ...args );
	}

	async goesOn(): Promise< void > {
		await Promise.all( this.stores.map( ( store ) => store.goesOn() ) );
	}

	/** Waits for a line in the log of a copy. */
	async said( message: string ): Promise< void > {
		await waitFor(
			() =>
				this.#copies.some( ( { log } ) =>
					log.some( ( line ) => line.includes( `"${ message }"` ) )
				),
			message
		);
	}

	async hasOldColumns(): Promise< boolean > {
		const { rows } = await this.#pool.query(
			"select to_regclass( 'order_lines' ) as lines"
		);
		return rows[ 0 ].lines !== null;
	}

	async expectAll(): Promise< void > {
		await Promise.all( this.stores.map( ( store ) => store.close() ) );
		for ( const store of this.stores ) {
			expect( store.wrong ).toEqual( [] );
			expect( store.slowestMs ).toBeLessThan( NOTICED_MS );
			expect( await this.#held( store ) ).toEqual( {
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
		expect( await misfoundIn( this.#url ) ).toEqual( [] );
		expect( await schemaOf( this.#url ) ).toEqual( await schemaOfToday() );
	}

	async #held( { connectionId }: SteadyStore ) {
		const { rows } = await this.#pool.query(
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

	async #stop(): Promise< void > {
		// Those that are cut off try again, and so go on until then.
		const closed = this.stores.map( ( store ) => store.close() );
		await Promise.race( [ Promise.all( closed ), sleep( 5_000 ) ] );
		await Promise.all( this.#copies.map( ( copy ) => copy.kill() ) );
		await this.#pool.end();
	}
}

/** Of a new database. */
async function schemaOfToday(): Promise< string[] > {
	const { url, drop } = await freshDatabase();
	onTestFinished( drop );
	await runHere( { DATABASE_URL: url }, 'connection', 'drop-old-columns' );
	return schemaOf( url );
}

/** A command of today's version. */
async function runHere(
	env: Record< string, string >,
	name: string,
	...args: string[]
): Promise< void > {
	await execa( 'npm', [ 'run', '-s', name, '--', ...args ], {
		cwd: root,
		env,
	} );
}

/** Columns, indexes and triggers, a line each. */
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
