import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import pg from 'pg';
import {
	BATCH_CONTRACT,
	VERIFY_LIMITS,
	type Credentials,
} from '@ivorey/shared';
import { sampleOrder, sampleOrderLine } from '@ivorey/shared/testing';
import { createAccountToken } from '@ivorey/ingest-api/accounts/api-tokens.ts';
import { createConnection } from '@ivorey/ingest-api/connections/create.ts';
import { keyringOf } from '@ivorey/ingest-api/connections/keyring.ts';
import { ALL_ORDERS, listOrders } from '@ivorey/ingest-api/views/order-list.ts';
import { openDatabase } from '@ivorey/ingest-api/db/open.ts';
import type { Database } from '@ivorey/ingest-api/db/schema.ts';
import {
	paymentRecord,
	triggerRecord,
} from '@ivorey/ingest-api/testing/records.ts';
import { ApiProcess } from '../../scripts/api-process.ts';
import { postSigned, sendBatch } from '../fixtures/send.ts';
import { startScratchPostgres } from '../postgres/scratch-postgres.ts';
import { productOf } from './bench-orders.ts';
import { figures } from './figures.ts';
import { seedAccount } from './grown-account.ts';

/** At a scale of 1. */
const ORDERS = 1_000_000;
const CONTACTS = 500_000;
const ACCOUNTS = 100;
const LINES = 5;
const TRIGGERS = 100;
const STORE_URL = 'https://growth.example.com';

/**
 * The first ID of records sent during the measurement: above all seeded ones, so that both databases get the
 * same.
 */
const FIRST_SENT = 900_000_001;

export interface GrowthFigures {
	what: string;
	n: number;
	/** p50, milliseconds. */
	empty: number;
	grown: number;
}

export interface TableSize {
	table: string;
	rows: number;
	megabytes: number;
	indexMegabytes: number;
}

interface Side {
	api: ApiProcess;
	db: Kysely< Database >;
	pool: pg.Pool;
	credentials: Credentials;
	accountId: string;
	token: string;
	encryptionKey: string;
	stop: () => Promise< void >;
}

/**
 * Sends the same requests to a database of many accounts and to an empty one, in turn, so that both meet the
 * same noise.
 */
export async function benchGrowth(
	scale: number
): Promise< { figures: GrowthFigures[]; sizes: TableSize[] } > {
	const postgres = await startScratchPostgres();
	const sides: Side[] = [];
	try {
		for ( const name of [ 'empty', 'grown' ] ) {
			sides.push( await startSide( postgres.url, name ) );
		}
		const [ empty, grown ] = sides as [ Side, Side ];
		await grow( grown, scale );
		return {
			figures: await measure( empty, grown ),
			sizes: await sizesOf( grown.pool ),
		};
	} finally {
		for ( const side of sides ) {
			await side.stop();
		}
		await postgres.drop();
	}
}

async function startSide( serverUrl: string, name: string ): Promise< Side > {
	const admin = new pg.Client( { connectionString: serverUrl } );
	await admin.connect();
	await admin.query( `create database growth_${ name }` );
	await admin.end();
	const url = new URL( serverUrl );
	url.pathname = `/growth_${ name }`;
	const encryptionKey = randomBytes( 32 ).toString( 'base64' );
	const api = await ApiProcess.start( {
		DATABASE_URL: url.href,
		ENCRYPTION_KEY: encryptionKey,
		RATE_LIMIT_ADDRESS_PER_MINUTE: '1000000',
		RATE_LIMIT_CONNECTION_PER_MINUTE: '1000000',
		LOG_LEVEL: 'warn',
	} );
	const { db, close } = openDatabase( {
		as: 'owner',
		url: url.href,
		poolSize: 2,
	} );
	const pool = new pg.Pool( { connectionString: url.href, max: 2 } );
	const credentials = await connect( db, api, encryptionKey, 1 );
	const accountId = credentials.connection.split( '.' )[ 0 ]!;
	const { token } = await createAccountToken( db, accountId, new Date() );
	return {
		api,
		db,
		pool,
		credentials,
		accountId,
		token,
		encryptionKey,
		stop: async () => {
			await close();
			await pool.end();
			await api.stop();
		},
	};
}

async function connect(
	db: Kysely< Database >,
	api: ApiProcess,
	encryptionKey: string,
	account: number
): Promise< Credentials > {
	return {
		...( await createConnection( db, {
			storeUrl: STORE_URL,
			accountName: `Growth ${ account }`,
			apiUrl: api.url,
			keys: keyringOf( Buffer.from( encryptionKey, 'base64' ) ),
		} ) ),
		api_url: api.url,
	};
}

/**
 * Account sizes are skewed, as in reality: the k-th account has a k-th of the first. The first is the one
 * that is measured.
 */
async function grow( side: Side, scale: number ): Promise< void > {
	const all = Array.from( { length: ACCOUNTS }, ( _, n ) => 1 / ( n + 1 ) );
	const sum = all.reduce( ( total, share ) => total + share, 0 );
	for ( const [ n, share ] of all.entries() ) {
		const credentials =
			n === 0
				? side.credentials
				: await connect( side.db, side.api, side.encryptionKey, n + 1 );
		await send( credentials, [
			order( 1 ),
			paymentRecord( '1', 1 ),
			triggerRecord( 'order_submitted', '1', 1 ),
		] );
		const of = ( total: number ) =>
			Math.max( 1, Math.round( ( total * scale * share ) / sum ) );
		await seedAccount(
			side.pool,
			credentials.connection.split( '.' )[ 0 ]!,
			{
				orders: of( ORDERS ),
				contacts: of( CONTACTS ),
			}
		);
	}
	await side.pool.query( 'vacuum analyze' );
}

function send( credentials: Credentials, records: unknown[] ) {
	return sendBatch( credentials, STORE_URL, {
		contract: BATCH_CONTRACT,
		environment: {
			plugin: 'bench',
			wordpress: 'bench',
			woocommerce: 'bench',
			php: 'bench',
		},
		settings_version: 1,
		records,
	} );
}

function order( id: number ) {
	return {
		element: 'orders',
		id: String( id ),
		version: id,
		data: sampleOrder( {
			number: String( id ),
			// Every tenth buyer returns.
			billing_email: `new-buyer${ Math.floor( id * 0.9 ) }@example.com`,
			line_items: Array.from( { length: LINES }, ( _, line ) =>
				sampleOrderLine( {
					id: String( id * LINES + line + 1 ),
					product_id: String( productOf( id, line ) ),
				} )
			),
		} ),
	};
}

/** Measures records sent now, which are the same on both sides. */
async function measure( empty: Side, grown: Side ): Promise< GrowthFigures[] > {
	let next = FIRST_SENT;
	const orders = ( number: number ) =>
		Array.from( { length: number }, () => order( next++ ) );
	const rows: GrowthFigures[] = [];
	const both = async (
		what: string,
		n: number,
		prepare: () => ( side: Side ) => Promise< unknown >
	) => {
		const waits = { empty: [] as number[], grown: [] as number[] };
		// The first turns are not counted: one-time loading and planning happens then.
		for ( let turn = -3; turn < n; turn++ ) {
			const work = prepare();
			for ( const [ name, side ] of [
				[ 'empty', empty ],
				[ 'grown', grown ],
			] as const ) {
				const from = performance.now();
				await work( side );
				if ( turn >= 0 ) {
					waits[ name ].push( performance.now() - from );
				}
			}
		}
		rows.push( {
			what,
			n,
			empty: figures( waits.empty ).p50,
			grown: figures( waits.grown ).p50,
		} );
	};
	await both( 'a batch of 100 orders', 40, () => {
		const records = orders( 100 );
		return ( { credentials } ) => send( credentials, records );
	} );
	await both( 'a single order with its trigger', 200, () => {
		const id = String( next );
		const records = [
			...orders( 1 ),
			triggerRecord( 'order_submitted', id, Number( id ) ),
		];
		return ( { credentials } ) => send( credentials, records );
	} );
	const last = next - 1;
	const lastOfEmpty = await cursorBefore( empty, TRIGGERS );
	const lastOfGrown = await cursorBefore( grown, TRIGGERS );
	const question =
		( path: string, body: ( turn: number ) => unknown ) => () => {
			const asked = body( Math.random() );
			return ( { credentials }: Side ) =>
				postSigned( credentials, STORE_URL, path, asked );
		};
	const { ranges } = VERIFY_LIMITS;
	await both(
		"verify's question, of 2,000 orders",
		40,
		question( '/v1/digests', ( turn ) => ( {
			element: 'orders',
			list: false,
			parts: [
				{
					from: String( FIRST_SENT ),
					to: Array.from( { length: ranges - 1 }, ( _, place ) =>
						String( FIRST_SENT + 4 * place + 3 )
					),
				},
				// Each question differs, because a repeated one would be a replay.
				{
					from: String( last + 1 + Math.floor( turn * 1e6 ) ),
					to: [ String( last + 2 + Math.floor( turn * 1e6 ) ) ],
				},
			],
		} ) )
	);
	await both(
		'the hourly check, of 2,000 orders',
		40,
		question( '/v1/versions', ( turn ) => ( {
			element: 'orders',
			list: false,
			parts: [
				{
					after: String( FIRST_SENT ),
					until: [
						String( FIRST_SENT + 2_000 ),
						String( last + 1 + Math.floor( turn * 1e6 ) ),
					],
				},
			],
		} ) )
	);
	await both(
		"the triggers' feed, the last 100",
		40,
		() => async ( side ) => {
			const answer = await fetch(
				`${ side.api.url }/v1/triggers?limit=100&after=${ side === grown ? lastOfGrown : lastOfEmpty }`,
				{ headers: { authorization: `Bearer ${ side.token }` } }
			);
			if ( ! answer.ok ) {
				throw new Error( await answer.text() );
			}
			await answer.json();
		}
	);
	await both(
		'the list of orders',
		40,
		() => ( side ) =>
			listOrders( side.db, side.accountId, {
				...ALL_ORDERS,
				after: null,
				before: null,
			} )
	);
	return rows;
}

/** @return The cursor that this many triggers follow. */
async function cursorBefore(
	{ pool, accountId }: Side,
	triggers: number
): Promise< string > {
	const { rows } = await pool.query< { cursor: string } >(
		'select last_cursor - $2 as cursor from trigger_cursors where account_id = $1',
		[ accountId, triggers ]
	);
	return rows[ 0 ]!.cursor;
}

async function sizesOf( pool: pg.Pool ): Promise< TableSize[] > {
	const { rows } = await pool.query< TableSize >(
		`select relname as table, reltuples::float8 as rows,
			pg_total_relation_size( oid ) / 1048576.0::float8 as megabytes,
			pg_indexes_size( oid ) / 1048576.0::float8 as "indexMegabytes"
		from pg_class
		where relkind = 'r' and relnamespace = 'public'::regnamespace
		order by 3 desc limit 12`
	);
	return rows;
}
