import { randomBytes } from 'node:crypto';
import { sql, type Kysely, type Transaction } from 'kysely';
import { emailHash } from '../accounts/email-hash.ts';
import type { RunState } from '../db/automation-tables.ts';
import type { Database } from '../db/schema.ts';
import { decide, hourBefore, type Decision } from './decide.ts';
import {
	definitionSchema,
	type Definition,
	type EmailAction,
} from './definition.ts';
import type { Renderer } from './email/render.ts';
import type { TemplateFault } from './email/template.ts';
import { emailVariables } from './email/variables.ts';
import { readOrders, refKey, type OrderOfRun, type OrderRef } from './facts.ts';
import { insertMessages, messageIdOf, type NewMessage } from './messages.ts';
import { tellOfHeldRuns } from './held.ts';
import { publishingResults, RUN_COLUMNS } from './publish-results.ts';
import type { RunReason } from './run-reasons.ts';
import { sendWebhook } from './send-webhook.ts';
import { unsubscribeUrl } from './unsubscribe.ts';
import { withFormats } from '../texts/formats.ts';
import { texts } from '../texts/texts.ts';

const TEMPLATE_SLOW: RunReason = 'template_slow';
const RENDER_AGAIN_MS = 30_000;
const SLOW_RENDERS = 3;

export interface RunContext {
	db: Kysely< Database >;
	renderer: Renderer;
	/** The URL of the console, without a trailing slash. */
	consoleUrl: () => string;
	now: () => Date;
}

export interface DueOptions {
	limit: number;
	/** Whether there is room for e-mails; if not, only webhooks are decided. */
	emails: boolean;
}

interface DueRun extends OrderRef {
	automationId: string;
	triggerCursor: bigint;
	occurredAt: Date;
	arrivedAt: Date;
	isReleased: boolean;
	sends: number;
	/** How many times in a row its e-mail took too long to render. */
	slowRenders: number;
	isOn: boolean;
	beginsAfter: bigint;
	switchedAt: Date;
	definition: Definition;
	isDisconnected: boolean;
	storeUrl: string;
}

/** The account's settings for sending. */
export interface Sender {
	accountName: string;
	senderName: string | null;
	replyTo: string | null;
	timeZone: string;
	locale: string | null;
	restoredAt: Date | null;
}

/** The stored result of a decision. */
interface Outcome {
	run: DueRun;
	state: 'waiting' | 'acting' | 'held' | 'skipped' | 'failed' | 'sent';
	reason: string | null;
	dueAt: Date | null;
	message: NewMessage | null;
	/** Renders that took too long: 0 if the run was put off without rendering. */
	slowRenders: 0 | 1;
}

/**
 * Decides an account's due runs and creates the messages of those that act, in one transaction. The orders are read in
 * it, so that nothing is sent for an order that was paid or cancelled by then. Only one worker at a time holds an
 * account.
 *
 * @return How many runs were decided, by their new state; null if another worker holds the account.
 */
export async function runDue(
	context: RunContext,
	accountId: string,
	options: DueOptions
): Promise< Map< RunState, number > | null > {
	const now = context.now();
	return context.db.transaction().execute( async ( tx ) => {
		const locked = await sql`
			select account_id from due_accounts where account_id = ${ accountId } for update skip locked
		`.execute( tx );
		if ( locked.rows.length === 0 ) {
			return null;
		}
		if ( ! options.emails && ! ( await hasWebhooks( tx, accountId ) ) ) {
			return new Map();
		}
		const runs = await takeDue( tx, accountId, now, options );
		if ( runs.length === 0 ) {
			return new Map();
		}
		const sender = await readSender( tx, accountId );
		const orders = await readOrders( tx, accountId, runs );
		const acted = await countActed( tx, accountId, runs, now );
		const outcomes: Outcome[] = [];
		for ( const run of runs ) {
			const order = orders.get( refKey( run ) ) ?? null;
			const actedInLastHour = acted.get( run.automationId ) ?? 0;
			const decision = decide(
				run.definition,
				{
					isOn: run.isOn,
					beginsAfter: run.beginsAfter,
					switchedAt: run.switchedAt,
					restoredAt: sender.restoredAt,
					actedInLastHour,
					timeZone: sender.timeZone,
				},
				{
					occurredAt: run.occurredAt,
					arrivedAt: run.arrivedAt,
					triggerCursor: run.triggerCursor,
					isReleased: run.isReleased,
					order: order?.facts ?? null,
					isDisconnected: run.isDisconnected,
					suppression: suppressionOf( run.definition, order ),
				},
				now
			);
			if ( decision.do === 'act' ) {
				acted.set( run.automationId, actedInLastHour + 1 );
			}
			outcomes.push( outcomeOf( run, decision ) );
		}
		await makeMessages( context, accountId, outcomes, {
			sender,
			orders,
			now,
		} );
		for ( const outcome of outcomes ) {
			const { run, state } = outcome;
			if (
				state === 'acting' &&
				run.definition.action.type === 'webhook'
			) {
				const isTaken = await sendWebhook(
					tx,
					accountId,
					run,
					orders.get( refKey( run ) )!,
					now
				);
				outcome.state = isTaken ? 'sent' : 'failed';
				outcome.reason = isTaken
					? null
					: ( 'endpoint_gone' satisfies RunReason );
			}
		}
		await insertMessages(
			tx,
			accountId,
			outcomes.flatMap( ( { message } ) => message ?? [] ),
			now
		);
		await writeOutcomes( tx, accountId, outcomes, now );
		await tellOfHeldRuns( tx, accountId, {
			automationIds: outcomes
				.filter( ( { state } ) => state === 'held' )
				.map( ( { run } ) => run.automationId ),
			consoleUrl: context.consoleUrl(),
			now,
		} );
		return new Map(
			[ ...Map.groupBy( outcomes, ( { state } ) => state ) ].map(
				( [ state, of ] ) => [ state, of.length ]
			)
		);
	} );
}

/** The sender of an e-mail: the account's name, unless another name was given. */
export function senderNameOf( { senderName, accountName }: Sender ): string {
	return senderName ?? accountName;
}

export async function readSender(
	db: Kysely< Database >,
	accountId: string
): Promise< Sender > {
	const row = await db
		.selectFrom( 'accounts' )
		.select( [
			'name',
			'sender_name',
			'reply_to',
			'time_zone',
			'locale',
			'restored_at',
		] )
		.where( 'account_id', '=', accountId )
		.executeTakeFirstOrThrow();
	return {
		accountName: row.name,
		senderName: row.sender_name,
		replyTo: row.reply_to,
		timeZone: row.time_zone,
		locale: row.locale,
		restoredAt: row.restored_at,
	};
}

/** The e-mail of an automation for an order. */
export async function renderEmail(
	renderer: Renderer,
	action: EmailAction,
	sender: Sender,
	storeUrl: string,
	order: OrderOfRun,
	unsubscribe: string | null
) {
	const store = { name: hostOf( storeUrl ), url: storeUrl };
	const senderName = senderNameOf( sender );
	// In the account's language, even if a viewer of a preview has another one.
	return withFormats( sender, () =>
		renderer.render(
			{
				subject: action.subject,
				preheader: action.preheader,
				body: action.body,
			},
			emailVariables( {
				order: order.record,
				store: { ...store, orderUrl: order.orderUrl },
				contact: order.contact,
				account: { name: sender.accountName, senderName },
				images: order.images,
				unsubscribeUrl: unsubscribe,
				locale: sender.locale,
				timeZone: sender.timeZone,
			} ),
			{
				lang: sender.locale ?? 'en',
				senderName,
				footer: [ `${ senderName } · ${ store.name }` ],
				unsubscribeUrl: unsubscribe,
				unsubscribeLabel: texts().buyerEmails.unsubscribe,
			}
		)
	);
}

function hostOf( storeUrl: string ): string {
	const url = new URL( storeUrl );
	return url.host + url.pathname.replace( /\/$/, '' );
}

function suppressionOf( { action }: Definition, order: OrderOfRun | null ) {
	return action.type === 'email' && order !== null
		? order.suppression[ action.purpose ]
		: null;
}

/** Most accounts have no automation that sends a webhook. This check saves them a search among thousands of e-mails. */
async function hasWebhooks(
	tx: Transaction< Database >,
	accountId: string
): Promise< boolean > {
	const { rows } = await sql`
		select from automation_versions
		where account_id = ${ accountId } and definition->'action'->>'type' = 'webhook'
		limit 1
	`.execute( tx );
	return rows.length > 0;
}

async function takeDue(
	tx: Transaction< Database >,
	accountId: string,
	now: Date,
	{ limit, emails }: DueOptions
): Promise< DueRun[] > {
	const { rows } = await sql< {
		automation_id: string;
		connection_id: string;
		trigger_id: string;
		order_id: string;
		trigger_cursor: string;
		occurred_at: Date;
		created_at: Date;
		released_at: Date | null;
		sends: number;
		slow_renders: number;
		state: 'on' | 'off';
		begins_after: string | null;
		switched_at: Date;
		definition: object;
		connection_state: string;
		store_url: string;
	} >`
		select r.automation_id, r.connection_id, r.trigger_id, r.order_id, r.trigger_cursor, r.occurred_at, r.created_at,
			r.released_at, r.sends,
			case when r.reason = ${ TEMPLATE_SLOW } then r.attempts else 0 end as slow_renders, a.state, a.begins_after, a.switched_at, v.definition, c.state as connection_state,
			c.store_url
		from automation_runs as r
		join automations as a on a.account_id = r.account_id and a.automation_id = r.automation_id
		join automation_versions as v
			on v.account_id = r.account_id and v.automation_id = r.automation_id and v.version = r.version
		join connections as c on c.account_id = r.account_id and c.connection_id = r.connection_id
		where r.account_id = ${ accountId } and r.state = 'waiting' and r.due_at <= ${ now }
			and ( ${ emails } or v.definition->'action'->>'type' = 'webhook' )
		order by r.due_at
		limit ${ limit }
		for update of r skip locked
	`.execute( tx );
	const definitions = new Map< string, Definition >();
	return rows.map( ( row ) => {
		const text = JSON.stringify( row.definition );
		// All runs of a version share one object, by which makeMessages() groups them.
		const definition =
			definitions.get( text ) ?? definitionSchema.parse( row.definition );
		definitions.set( text, definition );
		return {
			automationId: row.automation_id,
			connectionId: row.connection_id,
			triggerId: row.trigger_id,
			orderId: row.order_id,
			triggerCursor: BigInt( row.trigger_cursor ),
			occurredAt: row.occurred_at,
			arrivedAt: row.created_at,
			isReleased: row.released_at !== null,
			sends: row.sends,
			slowRenders: row.slow_renders,
			isOn: row.state === 'on',
			beginsAfter: BigInt( row.begins_after ?? 0 ),
			switchedAt: row.switched_at,
			definition,
			isDisconnected: row.connection_state === 'disconnected',
			storeUrl: row.store_url,
		};
	} );
}

async function countActed(
	tx: Transaction< Database >,
	accountId: string,
	runs: readonly DueRun[],
	now: Date
): Promise< Map< string, number > > {
	const ids = [ ...new Set( runs.map( ( run ) => run.automationId ) ) ];
	const { rows } = await sql< { automation_id: string; count: number } >`
		select automation_id, count(*)::integer as count from automation_runs
		where account_id = ${ accountId } and automation_id = any( ${ ids }::text[] )
			and acted_at > ${ hourBefore( now ) }
		group by automation_id
	`.execute( tx );
	return new Map( rows.map( ( row ) => [ row.automation_id, row.count ] ) );
}

function outcomeOf( run: DueRun, decision: Decision ): Outcome {
	const outcome = {
		run,
		dueAt: null,
		message: null,
		slowRenders: 0,
	} as const;
	switch ( decision.do ) {
		case 'act':
			return { ...outcome, state: 'acting', reason: null };
		case 'hold':
			return { ...outcome, state: 'held', reason: decision.reason };
		case 'skip':
			return { ...outcome, state: 'skipped', reason: decision.reason };
		case 'wait':
			return {
				...outcome,
				state: 'waiting',
				reason: decision.reason,
				dueAt: decision.until,
			};
	}
}

/** Renders one e-mail of each definition first: if that takes too long, the others of it are put off unrendered. */
async function makeMessages(
	context: RunContext,
	accountId: string,
	outcomes: readonly Outcome[],
	{
		sender,
		orders,
		now,
	}: {
		sender: Sender;
		orders: ReadonlyMap< string, OrderOfRun >;
		now: Date;
	}
): Promise< void > {
	const make = ( outcome: Outcome ) =>
		makeMessage( context, accountId, sender, outcome, {
			order: orders.get( refKey( outcome.run ) )!,
			now,
		} );
	const acting = outcomes.filter( ( { state } ) => state === 'acting' );
	const byTemplate = Map.groupBy( acting, ( { run } ) => run.definition );
	await Promise.all(
		[ ...byTemplate.values() ].map( async ( [ first, ...others ] ) => {
			if ( ( await make( first! ) ) === 'timeout' ) {
				others.forEach( ( outcome ) => putOff( outcome, now ) );
			} else {
				await Promise.all( others.map( make ) );
			}
		} )
	);
}

function putOff( outcome: Outcome, now: Date ): void {
	outcome.state = 'waiting';
	outcome.reason = TEMPLATE_SLOW;
	outcome.dueAt = new Date( now.getTime() + RENDER_AGAIN_MS );
}

/** Sets the outcome's message, or the reason why there is none. @return The fault that kept it from being rendered. */
async function makeMessage(
	{ renderer, consoleUrl }: RunContext,
	accountId: string,
	sender: Sender,
	outcome: Outcome,
	{ order, now }: { order: OrderOfRun; now: Date }
): Promise< TemplateFault | null > {
	const { run } = outcome;
	const { action } = run.definition;
	if ( action.type !== 'email' ) {
		return null;
	}
	const messageId = messageIdOf( accountId, run );
	const token =
		action.purpose === 'marketing'
			? randomBytes( 24 ).toString( 'base64url' )
			: null;
	const rendered = await renderEmail(
		renderer,
		action,
		sender,
		run.storeUrl,
		order,
		token === null
			? null
			: unsubscribeUrl( consoleUrl(), accountId, messageId, token )
	);
	if ( ! rendered.ok && isBusy( rendered.fault, run ) ) {
		putOff( outcome, now );
		outcome.slowRenders = 1;
		return rendered.fault;
	}
	if ( ! rendered.ok ) {
		outcome.state = 'failed';
		outcome.reason = 'template' satisfies RunReason;
		return rendered.fault;
	}
	const recipient = order.facts.email!;
	outcome.message = {
		messageId,
		kind: 'automation',
		purpose: action.purpose,
		automationId: run.automationId,
		connectionId: run.connectionId,
		triggerId: run.triggerId,
		orderId: run.orderId,
		recipient,
		recipientHash: emailHash( recipient ),
		senderName: senderNameOf( sender ),
		replyTo: sender.replyTo,
		subject: rendered.subject,
		html: rendered.html,
		text: rendered.text,
		unsubscribeToken: token,
		dueAt: now,
	};
	return null;
}

/** A busy machine may be too slow for any template. A template that is too slow every time is itself at fault. */
function isBusy( fault: TemplateFault, { slowRenders }: DueRun ): boolean {
	return fault === 'timeout' && slowRenders < SLOW_RENDERS;
}

async function writeOutcomes(
	tx: Transaction< Database >,
	accountId: string,
	outcomes: readonly Outcome[],
	now: Date
): Promise< void > {
	const rows = outcomes.map(
		( { run, state, reason, dueAt, slowRenders } ) => ( {
			automation_id: run.automationId,
			connection_id: run.connectionId,
			trigger_id: run.triggerId,
			state,
			reason,
			due_at: dueAt,
			slow_renders: slowRenders,
		} )
	);
	await sql`
		with settled as (
			update automation_runs as r
			set state = o.state, reason = o.reason, due_at = coalesce( o.due_at, r.due_at ),
				acted_at = case when o.state in ( 'acting', 'sent' ) then ${ now }::timestamptz else r.acted_at end,
				attempts = case
					when o.reason is distinct from ${ TEMPLATE_SLOW } then r.attempts
					when r.reason = ${ TEMPLATE_SLOW } then r.attempts + o.slow_renders
					else o.slow_renders
				end,
				settled_at = case when o.state in ( 'skipped', 'failed', 'sent' ) then ${ now }::timestamptz end
			from json_to_recordset( ${ JSON.stringify( rows ) } ) as o (
				automation_id text, connection_id text, trigger_id text, state text, reason text, due_at timestamptz,
				slow_renders integer
			)
			where r.account_id = ${ accountId } and r.automation_id = o.automation_id
				and r.connection_id = o.connection_id and r.trigger_id = o.trigger_id
			returning ${ RUN_COLUMNS }
		), ${ publishingResults( accountId, now ) }
		select from told
	`.execute( tx );
}
