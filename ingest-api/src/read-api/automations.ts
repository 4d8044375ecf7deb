import { z } from 'zod';
import { timestampSchema, TRIGGER_TYPES } from '@ivorey/shared';
import type { TokenCall } from '../accounts/require-token.ts';
import { definitionSchema } from '../automations/definition.ts';
import {
	countHistory,
	countRuns,
	findMessage,
	listRuns,
	noRuns,
	type HistoryQuery,
	type RunOfHistory,
} from '../automations/history.ts';
import {
	ensureReadyMade,
	findAutomation,
	listAutomations,
	type Automation,
} from '../automations/repository.ts';
import type { ApiServices } from '../connections/api-services.ts';
import { RUN_STATES } from '../db/automation-tables.ts';
import { isConnectionId } from '../db/identifiers.ts';
import type { Operation } from '../http/operation.ts';
import type { RequestContext } from '../http/request.ts';
import { isMoment } from '../views/paging.ts';
import {
	answerHistory,
	answerItem,
	answerWhole,
	listSchema,
	noSuch,
	textOf,
} from './answers.ts';
import { pageParameters, parseQuery } from './query.ts';
import {
	MESSAGE_STATES,
	runCountsSchema,
	runSchema,
	toRun,
} from './schemas.ts';

const DAYS_COUNTED = 30;
const DAY_MS = 24 * 60 * 60 * 1_000;

const summarySchema = z.strictObject( {
	id: z.string(),
	name: z.string(),
	ready_made: z
		.string()
		.nullable()
		.describe(
			'The key of the ready-made automation; null for any other automation.'
		),
	is_on: z.boolean(),
	switched_at: timestampSchema.describe(
		'When the automation was switched on or off.'
	),
	version: z.int().describe( 'The version; a new one after each change.' ),
	created_at: timestampSchema,
	trigger: z.enum( TRIGGER_TYPES ),
	action: z.enum( [ 'email', 'webhook' ] ),
	recent_runs: runCountsSchema.describe(
		`The number of runs in the last ${ DAYS_COUNTED } days, by state.`
	),
} );

const automationSchema = summarySchema.omit( { recent_runs: true } ).extend( {
	definition: definitionSchema,
	runs: runCountsSchema.describe(
		'The number of all runs, by state; 10,001 means more than 10,000.'
	),
} );

export const automationsOperation: Operation = {
	id: 'listAutomations',
	tag: 'Automations',
	summary: 'List automations',
	description: 'Returns the whole list in one response.',
	answer: {
		description: 'The automations, with the ready-made ones first.',
		body: listSchema( 'AutomationList', summarySchema ),
	},
};

/** `GET /v1/automations` (R31, R41). */
export async function getAutomations(
	{ db, now }: ApiServices,
	_c: RequestContext,
	{ accountId }: TokenCall
): Promise< Response > {
	await ensureReadyMade( db, accountId, now() );
	const since = new Date( now().getTime() - DAYS_COUNTED * DAY_MS );
	const [ automations, counts ] = await Promise.all( [
		listAutomations( db, accountId ),
		countRuns( db, accountId, since ),
	] );
	return answerWhole(
		automations.map( ( automation ) => ( {
			...toSummary( automation ),
			recent_runs: counts.get( automation.automationId ) ?? noRuns(),
		} ) )
	);
}

function toSummary( automation: Automation ) {
	const { definition } = automation;
	return {
		id: automation.automationId,
		name: definition.name,
		ready_made: automation.readyMade,
		is_on: automation.isOn,
		switched_at: textOf( automation.switchedAt ),
		version: automation.version,
		created_at: textOf( automation.createdAt ),
		trigger: definition.trigger,
		action: definition.action.type,
	};
}

/** The path parameters of each operation on one automation. */
export const AUTOMATION_PATH = { automation: 'The ID of the automation.' };

export const automationOperation: Operation = {
	id: 'getAutomation',
	tag: 'Automations',
	summary: 'Retrieve an automation',
	description:
		'The definition says when the automation acts and what it does.',
	path: AUTOMATION_PATH,
	answer: {
		description: 'The automation.',
		body: { name: 'Automation', schema: automationSchema },
		etag: true,
	},
	problems: [ 'not-found' ],
};

/** `GET /v1/automations/:automation` (R31, R41). */
export async function getAutomation(
	services: ApiServices,
	c: RequestContext,
	{ accountId }: TokenCall
): Promise< Response > {
	const automation = await automationOf( services, c, accountId );
	return answerItem( c, {
		...toSummary( automation ),
		definition: automation.definition,
		runs: await countHistory(
			services.db,
			accountId,
			automation.automationId
		),
	} );
}

/** @throws ProblemError if the account has no such automation. */
export async function automationOf(
	{ db, now }: ApiServices,
	c: RequestContext,
	accountId: string
): Promise< Automation > {
	await ensureReadyMade( db, accountId, now() );
	const automation = await findAutomation(
		db,
		accountId,
		c.req.param( 'automation' ) ?? ''
	);
	if ( automation === null ) {
		throw noSuch( 'automation' );
	}
	return automation;
}

const runsQuery = z.strictObject( {
	state: z
		.enum( RUN_STATES )
		.optional()
		.describe( 'Only runs in this state.' ),
	...pageParameters,
} );

export const runsOperation: Operation = {
	id: 'listRuns',
	tag: 'Automations',
	summary: 'List runs of an automation',
	description:
		'Each run says what the automation did, or why it did not act.',
	path: AUTOMATION_PATH,
	query: runsQuery,
	answer: {
		description: 'A page of runs, newest first.',
		body: listSchema( 'RunList', runSchema ),
	},
	problems: [ 'not-found' ],
};

/** `GET /v1/automations/:automation/runs` (R33, R41). */
export async function getRuns(
	services: ApiServices,
	c: RequestContext,
	{ accountId }: TokenCall
): Promise< Response > {
	const query = parseQuery( runsQuery, c );
	const { automationId } = await automationOf( services, c, accountId );
	return answerHistory( query, {
		parsePlace,
		placeOf,
		read: ( before, limit ) =>
			listRuns( services.db, accountId, {
				automationId,
				state: query.state ?? null,
				before,
				limit,
			} ),
		toData: ( run ) => toRun( accountId, run ),
	} );
}

type Place = NonNullable< HistoryQuery[ 'before' ] >;

function placeOf( run: RunOfHistory ): string {
	return [
		run.occurredAt.toISOString(),
		run.connectionId,
		run.triggerId,
	].join( '~' );
}

function parsePlace( text: string ): Place | null {
	const [ at = '', connectionId = '', triggerId = '' ] = text.split( '~' );
	return isMoment( at, 3 ) &&
		isConnectionId( connectionId ) &&
		! triggerId.includes( '\0' )
		? { occurredAt: new Date( at ), connectionId, triggerId }
		: null;
}

const messageSchema = z.strictObject( {
	id: z.string(),
	recipient: z.string(),
	subject: z.string(),
	html: z.string(),
	text: z.string(),
	state: z.enum( MESSAGE_STATES ),
	reply: z.string().nullable().describe( 'The mail server’s response.' ),
	created_at: timestampSchema,
	settled_at: timestampSchema.nullable(),
} );

export const messageOperation: Operation = {
	id: 'getMessage',
	tag: 'Automations',
	summary: 'Retrieve an e-mail as it was sent',
	path: { message: 'The ID of the message.' },
	answer: {
		description: 'The e-mail.',
		body: { name: 'Message', schema: messageSchema },
		etag: true,
	},
	problems: [ 'not-found' ],
};

/** `GET /v1/messages/:message` (R33, R41). */
export async function getMessage(
	{ db }: ApiServices,
	c: RequestContext,
	{ accountId }: TokenCall
): Promise< Response > {
	const id = c.req.param( 'message' ) ?? '';
	const message = await findMessage( db, accountId, id );
	if ( message === null ) {
		throw noSuch( 'message' );
	}
	return answerItem( c, {
		id,
		recipient: message.recipient,
		subject: message.subject,
		html: message.html,
		text: message.text,
		state: message.state,
		reply: message.reply,
		created_at: textOf( message.createdAt ),
		settled_at: textOf( message.settledAt ),
	} );
}
