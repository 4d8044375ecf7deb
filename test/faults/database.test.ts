import { randomBytes } from 'node:crypto';
import pg from 'pg';
import {
	afterAll,
	afterEach,
	beforeAll,
	beforeEach,
	describe,
	expect,
	test,
} from 'vitest';
import { loadConfig } from '@ivorey/ingest-api/ops/config.ts';
import { startApi, type RunningApi } from '@ivorey/ingest-api/server.ts';
import { problemOf } from '@ivorey/ingest-api/testing/store.ts';
import {
	startScratchPostgres,
	type ScratchPostgres,
} from '../postgres/scratch-postgres.ts';
import { IS_LONG } from '../scale.ts';
import { waitFor } from '../wait.ts';
import { startStreams, type BatchStream } from './batch-stream.ts';
import { TcpProxy } from './tcp-proxy.ts';

const STORES = 5;
/** One connection is left for the readiness check. */
const POOL = STORES + 1;
/** Readiness checks, during a fault and after it. */
const LOOKS = IS_LONG ? 100 : 10;
const RECOVERED_WITHIN_MS = 5_000;

describe( 'while batches come without end, and the database', () => {
	let postgres: ScratchPostgres;
	let proxy: TcpProxy;
	let api: RunningApi;
	let streams: BatchStream[];
	let clockOffset = 0;

	beforeAll( async () => {
		postgres = await startScratchPostgres();
		proxy = await TcpProxy.start( Number( new URL( postgres.url ).port ) );
		const url = new URL( postgres.url );
		url.port = String( proxy.port );
		const encryptionKey = randomBytes( 32 );
		api = await startApi(
			loadConfig( {
				PORT: '0',
				DATABASE_URL: url.href,
				DATABASE_POOL_SIZE: String( POOL ),
				DATABASE_CONNECT_TIMEOUT_MS: '1000',
				DATABASE_STATEMENT_TIMEOUT_MS: '1500',
				ENCRYPTION_KEY: encryptionKey.toString( 'base64' ),
				RATE_LIMIT_ADDRESS_PER_MINUTE: '1000000',
				RATE_LIMIT_CONNECTION_PER_MINUTE: '1000000',
				LOG_LEVEL: 'silent',
			} ),
			{ now: () => new Date( Date.now() + clockOffset ) }
		);
		streams = await startStreams( STORES, {
			databaseUrl: postgres.url,
			encryptionKey,
			apiUrl: api.url,
		} );
		await allGoOn();
	} );
	afterAll( async () => {
		await Promise.all( ( streams ?? [] ).map( ( s ) => s.stop() ) );
		await api?.stop();
		await proxy?.stop();
		await postgres?.drop();
	} );
	let isBroken = false;
	beforeEach( ( { skip, onTestFailed } ) => {
		skip( isBroken, 'One of the faults before has no end' );
		onTestFailed( () => {
			isBroken = true;
		} );
	} );
	afterEach( () => {
		expect( streams.flatMap( ( { wrong } ) => wrong ) ).toEqual( [] );
	} );

	const allGoOn = () =>
		Promise.all( streams.map( ( stream ) => stream.goesOn() ) );

	const isReady = async () => ( await fetch( `${ api.url }/readyz` ) ).ok;

	/** The result of each check, in order. */
	async function readiness( looks = LOOKS ): Promise< boolean[] > {
		const seen = new Set< boolean >();
		for ( let look = 0; look < looks; look++ ) {
			seen.add( await isReady() );
		}
		expect( ( await fetch( `${ api.url }/healthz` ) ).ok ).toBe( true );
		return [ ...seen ];
	}

	async function expectTrouble( looks = LOOKS ): Promise< void > {
		await waitFor( async () => ! ( await isReady() ), 'No readiness' );
		expect( await readiness( looks ) ).toEqual( [ false ] );
	}

	/** Starts at the moment when the database works again. */
	async function expectRecovery(): Promise< void > {
		const began = performance.now();
		const since = () => performance.now() - began;
		await waitFor( isReady, 'Readiness' );
		const ready = since();
		await allGoOn();
		const all = since();
		expect( Math.max( ready, all ) ).toBeLessThan( RECOVERED_WITHIN_MS );
		expect( await readiness() ).toEqual( [ true ] );
		await expectWhole();
	}

	async function query< Row extends pg.QueryResultRow >(
		text: string
	): Promise< Row[] > {
		const client = new pg.Client( { connectionString: postgres.url } );
		await client.connect();
		try {
			return ( await client.query< Row >( text ) ).rows;
		} finally {
			await client.end();
		}
	}

	/** Each batch is stored completely or not at all. */
	async function expectWhole(): Promise< void > {
		const rows = await query( `
			select b.webhook_id from batches b where b.receipt is null
			union all
			select o.order_id from orders o
			where not exists ( select from order_products l where ( l.account_id, l.connection_id, l.order_id ) = ( o.account_id, o.connection_id, o.order_id ) )
				or not exists ( select from trigger_events t where ( t.account_id, t.connection_id, t.order_id ) = ( o.account_id, o.connection_id, o.order_id ) )
		` );
		expect( rows ).toEqual( [] );
	}

	const endConnections = () =>
		query(
			"select pg_terminate_backend( pid ) from pg_stat_activity where application_name = 'ivorey'"
		);

	test( 'is killed and starts again', async () => {
		await postgres.kill();
		await expectTrouble();
		await postgres.restart();
		await expectRecovery();
	} );

	test( 'fails over to a server that only reads, and then writes again', async () => {
		await query(
			'alter database ivorey set default_transaction_read_only = on'
		);
		await endConnections();
		await expectTrouble();
		await query(
			'begin read write; alter database ivorey reset default_transaction_read_only; commit'
		);
		await expectRecovery();
	} );

	test( 'is far away', async () => {
		proxy.delayMs = 20;
		await allGoOn();
		expect( await readiness() ).toEqual( [ true ] );
		proxy.delayMs = 0;
		await expectRecovery();
	} );

	test( 'is too slow to be waited for', async () => {
		proxy.delayMs = 3_000;
		// Each takes seconds.
		await expectTrouble( IS_LONG ? 10 : 2 );
		proxy.delayMs = 0;
		await expectRecovery();
	} );

	test( 'has a full disk', async () => {
		await query( `
			create function full_disk() returns trigger language plpgsql as
			$$ begin raise 'No space left on device' using errcode = '53100'; end $$;
			create trigger full_disk before insert on order_products for each row execute function full_disk();
		` );
		await expectTrouble();
		await query( 'drop trigger full_disk on order_products' );
		await expectRecovery();
	} );

	test( 'moves to another address, and the old one goes silent', async () => {
		await postgres.kill();
		const url = await postgres.restartElsewhere();
		proxy.moveTo( Number( new URL( url ).port ) );
		await expectRecovery();
	} );

	test( 'has all its connections waiting for a lock', async () => {
		const holder = new pg.Client( { connectionString: postgres.url } );
		await holder.connect();
		await holder.query(
			'begin; lock table connections in access exclusive mode'
		);
		const answers = await Promise.all(
			Array.from( { length: 5 * POOL }, ( _, n ) =>
				streams[ n % STORES ]!.store.ask()
			)
		);
		for ( const answer of answers ) {
			expect( problemOf( answer ) ).toMatchObject( {
				status: 503,
				name: 'unavailable',
			} );
			expect( answer.headers.get( 'retry-after' ) ).toBe( '5' );
		}
		await holder.query( 'rollback' );
		await holder.end();
		await expectRecovery();
	} );

	test( 'stays the same, but the clock jumps an hour ahead and back', async () => {
		for ( const offset of [ 3_600_000, 0 ] ) {
			clockOffset = offset;
			await allGoOn();
			expect( await readiness() ).toEqual( [ true ] );
		}
		await expectRecovery();
	} );

	test( 'has each batch once in the end', async () => {
		await Promise.all( streams.map( ( stream ) => stream.stop() ) );
		const rows = await query< Record< string, string > >( `
			select c.connection_id,
				( select count(*) from batches b where b.connection_id = c.connection_id ) as batches,
				( select count(*) from orders o where o.connection_id = c.connection_id ) as orders,
				( select count(*) from order_products l where l.connection_id = c.connection_id ) as lines,
				( select count(*) from trigger_events t where t.connection_id = c.connection_id ) as triggers,
				( select max( cursor ) from trigger_events t where t.connection_id = c.connection_id ) as cursor
			from connections c
		` );
		const found = new Map(
			rows.map( ( { connection_id: id, ...counts } ) => [ id, counts ] )
		);
		for ( const { store, received } of streams ) {
			const n = String( received );
			expect( found.get( store.connectionId ) ).toEqual( {
				batches: n,
				orders: n,
				lines: n,
				triggers: n,
				cursor: n,
			} );
		}
	} );
} );
