import { setTimeout as sleep } from 'node:timers/promises';
import { sampleOrder, sampleTrigger } from '@ivorey/shared/testing';
import { BATCH_CONTRACT } from '@ivorey/shared';
import {
	changeAutomation,
	ensureReadyMade,
	findAutomation,
	switchOff,
	switchOn,
} from '@ivorey/ingest-api/automations/repository.ts';
import { openDatabase } from '@ivorey/ingest-api/db/open.ts';
import type { TestBed } from '../e2e/test-bed.ts';
import { TestBed as Beds } from '../e2e/test-bed.ts';
import { sendBatch } from '../fixtures/send.ts';
import { waitFor } from '../wait.ts';
import { figures, type Figures } from './figures.ts';

const CONFIRMATION = 'order-confirmation';
const READY_MADE = [ CONFIRMATION, 'thank-you', 'pending-follow-up' ];
const WARM_UP = 500;
const RUNS = 3_000;
const WAITING = 100_000;
const DUE_AMONG_THEM = 50;
const ORDERS_A_BATCH = 100;
const HOUR_MINUTES = 60;
/** Gives a worker time to learn of the runs before they are due. */
const SOON_MS = 3_000;
const LOOK_EVERY_MS = 200;

export interface AutomationFigures {
	/** Including rendering and SMTP. */
	runsPerSecond: number;
	/** From a run's due time to the mail server's acceptance, while other runs wait. */
	lateness: Figures;
	/** The same for another account, while one has thousands of runs due. */
	latenessBeside: Figures;
	/** Batches of orders with triggers, in ms, with automations off and on. */
	ingest: { off: Figures; on: Figures };
}

/** Automations of a test bed whose API has a mail server that accepts everything. */
export async function benchAutomations(
	bed: TestBed
): Promise< AutomationFigures > {
	const ivorey = openDatabase( {
		as: 'owner',
		url: bed.databaseUrl,
		poolSize: 4,
	} );
	let orders = Math.floor( Date.now() / 1_000 ) * 10;
	try {
		const busy = await joined();
		const quiet = await joined();

		const off = await ingest( busy, 30 );
		// A waiting run costs the two cores nothing but its row.
		await on( busy, READY_MADE );
		for ( const id of READY_MADE ) {
			await later( busy.accountId, id );
		}
		const onFigures = await ingest( busy, 30 );
		for ( const id of READY_MADE ) {
			await switchOff( ivorey.db, busy.accountId, id, new Date() );
		}
		await makeDue( busy.accountId, WAITING );
		await settled( busy.accountId );

		await on( busy, [ CONFIRMATION ] );
		await ingest( busy, ( WARM_UP + RUNS ) / ORDERS_A_BATCH );
		await counted( busy.accountId, 'waiting', WARM_UP + RUNS );
		await makeDue( busy.accountId, WARM_UP );
		await settled( busy.accountId );
		await analyze();
		const began = performance.now();
		await makeDue( busy.accountId, RUNS );
		await settled( busy.accountId );
		const seconds = ( performance.now() - began ) / 1_000;

		await on( quiet, [ CONFIRMATION ] );
		await later( quiet.accountId );
		await ingest( quiet, 1 );
		await counted( quiet.accountId, 'waiting', ORDERS_A_BATCH );
		await multiply( busy.accountId, "now() + interval '1 year'" );
		const lateness = await latenessOf( quiet.accountId, DUE_AMONG_THEM );
		await makeDue( busy.accountId, WAITING );
		const latenessBeside = await latenessOf(
			quiet.accountId,
			DUE_AMONG_THEM
		);
		return {
			runsPerSecond: RUNS / seconds,
			lateness,
			latenessBeside,
			ingest: { off, on: onFigures },
		};
	} finally {
		await ivorey.close();
	}

	interface Joined {
		accountId: string;
		credentials: Awaited< ReturnType< TestBed[ 'createCredentials' ] > >;
	}

	async function joined(): Promise< Joined > {
		const credentials = await bed.createCredentials();
		const [ accountId ] = Beds.keyOf( credentials );
		await ensureReadyMade( ivorey.db, accountId, new Date() );
		return {
			accountId,
			credentials: { ...credentials, api_url: bed.api.url },
		};
	}

	async function on(
		{ accountId }: Joined,
		ids: readonly string[]
	): Promise< void > {
		for ( const id of ids ) {
			const { definition } = ( await findAutomation(
				ivorey.db,
				accountId,
				id
			) )!;
			await changeAutomation(
				ivorey.db,
				accountId,
				id,
				{ ...definition, hourly_limit: 100_000 },
				{ personId: 'bench', waiting: 'keep', now: new Date() }
			);
			await switchOn( ivorey.db, accountId, id, new Date() );
		}
	}

	/** Runs wait until makeDue(). */
	async function later(
		accountId: string,
		automation = CONFIRMATION
	): Promise< void > {
		const { definition } = ( await findAutomation(
			ivorey.db,
			accountId,
			automation
		) )!;
		await changeAutomation(
			ivorey.db,
			accountId,
			automation,
			{ ...definition, delay_minutes: HOUR_MINUTES },
			{ personId: 'bench', waiting: 'keep', now: new Date() }
		);
	}

	async function ingest(
		{ credentials }: Joined,
		batches: number
	): Promise< Figures > {
		const waits: number[] = [];
		for ( let batch = 0; batch < batches; batch++ ) {
			const from = performance.now();
			await sendBatch( credentials, bed.store.url, {
				contract: BATCH_CONTRACT,
				environment: {
					plugin: 'bench',
					wordpress: 'bench',
					woocommerce: 'bench',
					php: 'bench',
				},
				settings_version: 1,
				records: Array.from( { length: ORDERS_A_BATCH }, () =>
					placed( ++orders )
				).flat(),
			} );
			waits.push( performance.now() - from );
		}
		return figures( waits );
	}

	async function counted(
		accountId: string,
		state: string,
		number: number
	): Promise< void > {
		await waitFor( async () => {
			const { rows } = await ivorey.pool.query< { count: number } >(
				'select count(*)::integer as count from automation_runs where account_id = $1 and state = $2',
				[ accountId, state ]
			);
			return rows[ 0 ]!.count >= number;
		}, `${ number } runs` );
	}

	async function settled( accountId: string ): Promise< void > {
		await waitFor( async () => {
			// The query itself takes time on the two cores that are measured.
			await sleep( LOOK_EVERY_MS );
			const { rows } = await ivorey.pool.query(
				`select from automation_runs
				where account_id = $1 and ( state = 'acting' or ( state = 'waiting' and due_at <= now() ) ) limit 1`,
				[ accountId ]
			);
			return rows.length === 0;
		}, 'The end of all runs' );
	}

	async function makeDue( accountId: string, number: number, inMs = 0 ) {
		await ivorey.pool.query(
			`with due as (
				update automation_runs set due_at = now() + $3 * interval '1 millisecond'
				where account_id = $1 and ( automation_id, connection_id, trigger_id ) in (
					select automation_id, connection_id, trigger_id from automation_runs
					where account_id = $1 and state = 'waiting' order by trigger_cursor limit $2
				) returning account_id
			)
			update due_accounts set due_at = now() + $3 * interval '1 millisecond' where account_id in ( select account_id from due )`,
			[ accountId, number, inMs ]
		);
	}

	/** As autovacuum does on a database that has been in use for some minutes. */
	async function analyze(): Promise< void > {
		await ivorey.pool.query( 'analyze' );
	}

	/** Many runs for the same orders, which no trigger would create. */
	async function multiply( accountId: string, dueAt: string ) {
		await ivorey.pool.query(
			`insert into automation_runs (
				account_id, automation_id, connection_id, trigger_id, order_id, trigger_cursor, occurred_at, version, state,
				due_at, created_at
			)
			select account_id, automation_id, connection_id, trigger_id || ':' || n, order_id, trigger_cursor, occurred_at,
				version, 'waiting', ${ dueAt }, created_at
			from ( select * from automation_runs where account_id = $1 and automation_id = $2 order by trigger_cursor desc limit 1000 ) r,
				generate_series( 1, $3::integer / 1000 ) n`,
			[ accountId, CONFIRMATION, WAITING ]
		);
		await analyze();
	}

	async function latenessOf(
		accountId: string,
		number: number
	): Promise< Figures > {
		const before = new Date();
		await makeDue( accountId, number, SOON_MS );
		const { rows } = await waitFor( async () => {
			const found = await ivorey.pool.query< { late: number } >(
				`select extract( epoch from settled_at - due_at )::float8 * 1000 as late from automation_runs
				where account_id = $1 and state = 'sent' and settled_at >= $2`,
				[ accountId, before ]
			);
			return found.rows.length >= number && found;
		}, 'The runs that are due' );
		return figures( rows.map( ( row ) => row.late ) );
	}
}

function placed( id: number ) {
	const at = new Date().toISOString();
	const orderId = String( id );
	return [
		{
			element: 'orders',
			id: orderId,
			version: id,
			data: sampleOrder( {
				number: orderId,
				status: 'on-hold',
				date_paid: null,
				date_created: at,
				billing_email: `buyer${ id }@example.com`,
			} ),
		},
		{
			element: 'triggers',
			id: `order_submitted:${ id }`,
			version: id,
			data: sampleTrigger( {
				type: 'order_submitted',
				order_id: orderId,
				occurred_at: at,
			} ),
		},
	];
}
