import {
	ensureReadyMade,
	switchOn,
} from '@ivorey/ingest-api/automations/repository.ts';
import { openDatabase } from '@ivorey/ingest-api/db/open.ts';
import { TestBed } from '../e2e/test-bed.ts';
import { waitFor } from '../wait.ts';

/** The automation of each trigger. */
const AUTOMATIONS = {
	order_submitted: 'order-confirmation',
	payment_received: 'thank-you',
} as const;

/** Allowed reasons why an order of a seed gets no e-mail. */
const REASONS = [
	'cancelled',
	'refunded',
	'trashed',
	'no_address',
	'before_switched_on',
	'too_late',
];

/** Every order and every payment of a seed then has an automation. */
export async function switchAutomationsOn( bed: TestBed ): Promise< void > {
	const [ accountId ] = TestBed.keyOf( bed.credentials );
	const { db, close } = openDatabase( {
		as: 'owner',
		url: bed.databaseUrl,
		poolSize: 1,
	} );
	try {
		await ensureReadyMade( db, accountId, new Date() );
		for ( const id of Object.values( AUTOMATIONS ) ) {
			await switchOn( db, accountId, id, new Date() );
		}
	} finally {
		await close();
	}
	// Many seeds share one account, and the limit must not hold back any run.
	await bed.pool.query(
		`update automation_versions set definition = definition || '{"hourly_limit": 100000}' where account_id = $1`,
		[ accountId ]
	);
}

/** R33: each trigger has one finished run of its automation, with one e-mail or a reason for none. */
export async function automationComplaints(
	bed: TestBed
): Promise< string[] > {
	const key = TestBed.keyOf( bed.credentials );
	const runs = await waitFor( async () => {
		const { rows } = await bed.pool.query< {
			trigger_id: string;
			automation_id: string;
			runs: number;
			state: string | null;
			reason: string | null;
			messages: number;
			settled: boolean;
		} >(
			`select e.trigger_id, a.automation_id, count( r.* )::integer as runs, max( r.state ) as state,
				max( r.reason ) as reason, coalesce( bool_and( r.settled_at is not null ), false ) as settled,
				( select count(*)::integer from messages m
					where m.account_id = e.account_id and m.connection_id = e.connection_id and m.trigger_id = e.trigger_id
				) as messages
			from trigger_events e
			join automations a on a.account_id = e.account_id and e.cursor > a.begins_after
				and a.automation_id = case e.type when 'order_submitted' then $3 else $4 end
			left join automation_runs r on r.account_id = e.account_id and r.automation_id = a.automation_id
				and r.connection_id = e.connection_id and r.trigger_id = e.trigger_id
			where e.account_id = $1 and e.connection_id = $2
			group by e.account_id, e.connection_id, e.trigger_id, a.automation_id`,
			[
				...key,
				AUTOMATIONS.order_submitted,
				AUTOMATIONS.payment_received,
			]
		);
		return rows.every( ( { settled } ) => settled ) && rows;
	}, 'The end of all automations' );
	return runs.flatMap( ( run ) => {
		const isSent =
			run.state === 'sent' && run.reason === null && run.messages === 1;
		// The API was killed between sending the message and recording it (R44).
		const isInDoubt = run.state === 'unknown' && run.messages === 1;
		const isSkipped =
			run.state === 'skipped' &&
			run.messages === 0 &&
			REASONS.includes( run.reason ?? '' );
		return run.runs === 1 && ( isSent || isInDoubt || isSkipped )
			? []
			: [
					`${ run.automation_id } of ${ run.trigger_id }: ${ run.runs } runs, ${ run.state } ${ run.reason }, ${ run.messages } messages`,
				];
	} );
}
