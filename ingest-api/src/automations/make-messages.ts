import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import { emailHash } from '../accounts/email-hash.ts';
import type { Database } from '../db/schema.ts';
import type { Renderer } from './email/render.ts';
import type { TemplateFault } from './email/template.ts';
import { refKey, type OrderOfRun } from './facts.ts';
import { messageIdOf, type NewMessage } from './messages.ts';
import type { RunReason } from './run-reasons.ts';
import { unsubscribeUrl } from './unsubscribe.ts';
import { type DueRun, TEMPLATE_SLOW } from './take-due.ts';
import { type Sender, senderNameOf } from './sender.ts';
import { renderEmail } from './render-email.ts';

const RENDER_AGAIN_MS = 30_000;

const SLOW_RENDERS = 3;

export interface RunContext {
	db: Kysely< Database >;
	renderer: Renderer;
	/** The URL of the console, without a trailing slash. */
	consoleUrl: () => string;
	now: () => Date;
}

/** The stored result of a decision. */
export interface Outcome {
	run: DueRun;
	state: 'waiting' | 'acting' | 'held' | 'skipped' | 'failed' | 'sent';
	reason: string | null;
	dueAt: Date | null;
	message: NewMessage | null;
	/** Renders that took too long: 0 if the run was put off without rendering. */
	slowRenders: 0 | 1;
}

/** Renders one e-mail of each definition first: if that takes too long, the others of it are put off unrendered. */
export async function makeMessages(
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
