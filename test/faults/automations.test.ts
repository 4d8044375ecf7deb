import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
	ensureReadyMade,
	switchOn,
} from '@ivorey/ingest-api/automations/repository.ts';
import { createConnection } from '@ivorey/ingest-api/connections/create.ts';
import { keyringOf } from '@ivorey/ingest-api/connections/keyring.ts';
import { openDatabase, type OpenDatabase } from '@ivorey/ingest-api/db/open.ts';
import {
	orderRecord,
	triggerRecord,
} from '@ivorey/ingest-api/testing/records.ts';
import { TestStore } from '@ivorey/ingest-api/testing/store.ts';
import { ApiProcess } from '../../scripts/api-process.ts';
import { MoodyMailServer } from '../mail/moody-mail-server.ts';
import { freshDatabase, type FreshDatabase } from '../postgres/database.ts';
import { SeededRandom } from '../random/seeded-random.ts';
import { IS_LONG } from '../scale.ts';
import { waitFor } from '../wait.ts';

const CONFIRMATION = 'order-confirmation';
const WORKERS = IS_LONG ? 4 : 2;
const KILLS = IS_LONG ? 200 : 4;
const ORDERS = IS_LONG ? 2_000 : 60;
const ORDERS_A_BATCH = 10;
const SEED = process.env.SEED ?? 'automations';

describe( 'workers that are killed, and a mail server in all its moods', () => {
	let database: FreshDatabase;
	let ivorey: OpenDatabase;
	let ingest: ApiProcess;
	let workers: ApiProcess[];
	let mail: MoodyMailServer;
	let store: TestStore;

	beforeAll( async () => {
		mail = await MoodyMailServer.start( new SeededRandom( SEED ) );
		database = await freshDatabase();
		const key = randomBytes( 32 );
		const env = {
			DATABASE_URL: database.url,
			ENCRYPTION_KEY: key.toString( 'base64' ),
			RATE_LIMIT_ADDRESS_PER_MINUTE: '1000000',
			RATE_LIMIT_CONNECTION_PER_MINUTE: '1000000',
			SMTP_URL: mail.url,
			SMTP_REPLY_TIMEOUT_SECONDS: '3',
			LOG_LEVEL: 'error',
		};
		ingest = await ApiProcess.start( { ...env, ROLES: 'ingest' } );
		workers = await Promise.all(
			Array.from( { length: WORKERS }, () =>
				ApiProcess.start( { ...env, ROLES: 'worker' } )
			)
		);
		ivorey = openDatabase( { as: 'owner', url: database.url } );
		const storeUrl = 'https://shop.example.com';
		store = new TestStore(
			await createConnection( ivorey.db, {
				storeUrl,
				accountName: 'Ada & Co',
				apiUrl: ingest.url,
				keys: keyringOf( key ),
			} ),
			storeUrl
		);
		await ensureReadyMade( ivorey.db, store.accountId, new Date() );
		await switchOn( ivorey.db, store.accountId, CONFIRMATION, new Date() );
		// The limit must not hold back the runs.
		await ivorey.pool.query(
			`update automation_versions set definition = definition || '{"hourly_limit": 100000}' where account_id = $1`,
			[ store.accountId ]
		);
	} );
	afterAll( async () => {
		await Promise.all(
			[ ingest, ...( workers ?? [] ) ].map( ( copy ) => copy?.stop() )
		);
		await ivorey?.close();
		await database?.drop();
		mail?.stop();
	} );

	test( `R33 R44 each order has one run, no e-mail is taken twice, and each says the truth: SEED=${ SEED }`, async () => {
		const random = new SeededRandom( `${ SEED } kills` );
		let batches: Parameters< typeof store.send >[ 0 ][] = [];
		for ( let id = 1; id <= ORDERS; id += ORDERS_A_BATCH ) {
			batches.push(
				Array.from( { length: ORDERS_A_BATCH }, ( _, index ) =>
					placed( String( id + index ) )
				).flat()
			);
		}
		// Every batch arrives twice, the second time under another ID, and in random order.
		batches = [ ...batches, ...batches ].sort( () => random.next() - 0.5 );
		const sending = ( async () => {
			for ( const [ index, batch ] of batches.entries() ) {
				await store.send( batch, { id: `batch-${ index }` } );
			}
		} )();
		for ( let kill = 0; kill < KILLS; kill++ ) {
			await waitForProgress( random.whole( 0, 3 ) );
			const worker = random.pick( workers );
			await worker.kill();
			await worker.start();
		}
		await sending;
		mail.isCalm = true;
		const runs = await waitFor( async () => {
			const all = await readRuns();
			// Runs postponed for minutes become due now.
			await ivorey.pool.query(
				`with hurried as ( update automation_runs set due_at = now() where account_id = $1 and state = 'waiting' returning account_id )
				update due_accounts set due_at = now() where account_id in ( select account_id from hurried )`,
				[ store.accountId ]
			);
			return (
				all.length === ORDERS &&
				all.every( ( { settled } ) => settled ) &&
				all
			);
		}, 'The end of all runs' );

		const wrong = runs.filter( ( { state, id } ) => {
			const taken = mail.taken.get( `<${ id }@localhost>` ) ?? 0;
			switch ( state ) {
				case 'sent':
					return taken !== 1;
				case 'failed':
					return taken !== 0;
				case 'unknown':
					return taken > 1;
				default:
					return true;
			}
		} );
		expect( wrong ).toEqual( [] );
		const states = Map.groupBy( runs, ( { state } ) => state );
		expect( states.get( 'sent' )!.length ).toBeGreaterThan( ORDERS / 2 );
		expect( Math.max( ...mail.taken.values() ) ).toBe( 1 );
		// A message is in doubt only if the server or a kill interrupted it before its answer.
		const doubted = states.get( 'unknown' ) ?? [];
		expect(
			doubted.filter(
				( { id } ) => ! mail.unanswered.has( `<${ id }@localhost>` )
			).length
		).toBeLessThanOrEqual( KILLS * 10 );
	} );

	function placed( id: string ) {
		const at = new Date().toISOString();
		return [
			orderRecord( id, 1, {
				status: 'on-hold',
				date_paid: null,
				date_created: at,
				billing_email: `buyer${ id }@example.com`,
			} ),
			triggerRecord( 'order_submitted', id, 1, { occurred_at: at } ),
		];
	}

	async function readRuns(): Promise<
		{ state: string; id: string | null; settled: boolean }[]
	> {
		const { rows } = await ivorey.pool.query(
			`select r.state, m.message_id as id, r.settled_at is not null as settled
			from automation_runs r
			left join messages m on m.account_id = r.account_id and m.trigger_id = r.trigger_id and m.connection_id = r.connection_id
			where r.account_id = $1`,
			[ store.accountId ]
		);
		return rows;
	}

	async function waitForProgress( more: number ): Promise< void > {
		const before = mail.taken.size;
		await waitFor(
			() =>
				mail.taken.size >= before + more ||
				mail.taken.size > ORDERS * 0.6,
			'Further e-mails'
		);
	}
} );
