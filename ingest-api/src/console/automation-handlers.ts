import type { Kysely } from 'kysely';
import {
	countHistory,
	countRuns,
	findMessage,
	listRuns,
	type HistoryQuery,
	type RunOfHistory,
} from '../automations/history.ts';
import { previewOrders, type PreviewedOrder } from '../automations/preview.ts';
import {
	ensureReadyMade,
	findAutomation,
	listAutomations,
	type Automation,
} from '../automations/repository.ts';
import { readSender } from '../automations/sender.ts';
import { renderEmail } from '../automations/render-email.ts';
import { RUN_STATES } from '../db/automation-tables.ts';
import { isConnectionId } from '../db/identifiers.ts';
import type { Database } from '../db/schema.ts';
import type { RequestContext } from '../http/request.ts';
import { overlappingEmails } from './overlapping-emails.ts';
import { automationPage, noEmail } from './pages/automation.ts';
import { automationReviewPage } from './pages/automation-review.ts';
import { automationsPage } from './pages/automations.ts';
import { noSuchPage } from './pages/other.ts';
import { isMoment } from '../views/paging.ts';
import { automationPath } from './paths.ts';
import { listStores } from '../views/store-query.ts';
import { withoutScheme } from '../views/store-view.ts';
import type { SessionCall, SessionHandler } from './services.ts';
import { readTold } from './told.ts';
import { toldWords } from './automation-told.ts';
import { templateErrorInPart } from './template-words.ts';
import { texts } from '../texts/texts.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;
const COUNTED_MS = 30 * DAY_MS;
const RUNS_A_PAGE = 50;

/** A handler of one automation's page; responds with 404 if there is no such automation. */
export function ofAutomation(
	handle: (
		services: Parameters< SessionHandler >[ 0 ],
		c: RequestContext,
		call: SessionCall,
		automation: Automation
	) => Response | Promise< Response >
): SessionHandler {
	return async ( services, c, call ) => {
		const { accountId } = call.viewer;
		await ensureReadyMade( services.db, accountId, services.now() );
		const automation = await findAutomation(
			services.db,
			accountId,
			c.req.param( 'automation' ) ?? ''
		);
		return automation === null
			? c.html( noSuchPage( call.viewer ), 404 )
			: handle( services, c, call, automation );
	};
}

export const showAutomations: SessionHandler = async (
	{ db, now },
	c,
	{ viewer }
) => {
	const { accountId } = viewer;
	await ensureReadyMade( db, accountId, now() );
	return c.html(
		automationsPage( viewer, {
			automations: await listAutomations( db, accountId ),
			counts: await countRuns( db, accountId, countedFrom( now() ) ),
			storeName: await storeNames( db, accountId ),
			told: readTold( c, toldWords( viewer.email ) ),
		} )
	);
};

export const showAutomation = ofAutomation(
	async ( { db }, c, { viewer }, automation ) => {
		const { accountId } = viewer;
		const { automationId, definition } = automation;
		const state =
			RUN_STATES.find( ( name ) => name === c.req.query( 'state' ) ) ??
			null;
		const before = readCursor( c.req.query( 'before' ) );
		const runs = await listRuns( db, accountId, {
			automationId,
			state,
			before,
			limit: RUNS_A_PAGE + 1,
		} );
		const shown = runs.slice( 0, RUNS_A_PAGE );
		const [ last ] = await previewOrders(
			db,
			accountId,
			definition,
			'UTC',
			1
		);
		return c.html(
			automationPage( viewer, {
				automation,
				storeName: await storeNames( db, accountId ),
				counts: await countHistory( db, accountId, automationId ),
				runs: shown,
				state,
				older:
					runs.length > RUNS_A_PAGE
						? `${ automationPath( automationId ) }?${ new URLSearchParams( { ...( state === null ? {} : { state } ), before: cursorOf( shown.at( -1 )! ) } ) }`
						: null,
				isFirstPage: before === null,
				told: readTold( c, toldWords( viewer.email ) ),
				hasOrders: last?.order !== null && last !== undefined,
			} )
		);
	}
);

export const showReview = ofAutomation(
	async ( { db }, c, { viewer }, automation ) => {
		const { accountId } = viewer;
		const { timeZone } = await readSender( db, accountId );
		return c.html(
			automationReviewPage( viewer, {
				automation,
				previewed: await previewOrders(
					db,
					accountId,
					automation.definition,
					timeZone
				),
				overlapping: await overlappingEmails(
					db,
					accountId,
					automation.definition
				),
				storeName: await storeNames( db, accountId ),
			} )
		);
	}
);

/** The e-mail for an order, as a document of its own. */
export const showEmail = ofAutomation(
	async ( { db, renderer }, c, { viewer }, { definition } ) => {
		const previewed = await chosenOrder( db, viewer.accountId, {
			definition,
			c,
		} );
		if ( definition.action.type !== 'email' || previewed === null ) {
			return c.html( noEmail( texts().automations.noSuchEmail ), 404 );
		}
		const rendered = await renderEmail(
			renderer,
			definition.action,
			await readSender( db, viewer.accountId ),
			previewed.storeUrl,
			previewed.order,
			definition.action.purpose === 'marketing' ? '#' : null
		);
		return c.html(
			rendered.ok
				? rendered.html
				: noEmail( templateErrorInPart( rendered ) )
		);
	}
);

/** A stored e-mail. It is kept when its automation is deleted. */
export const showMessage: SessionHandler = async ( { db }, c, { viewer } ) => {
	const message = await findMessage(
		db,
		viewer.accountId,
		c.req.param( 'message' ) ?? ''
	);
	return message === null
		? c.html( noEmail( texts().automations.emailGone ), 404 )
		: c.html( message.html );
};

/** The order that the address names; the last one if it names none. */
export async function chosenOrder(
	db: Kysely< Database >,
	accountId: string,
	{
		definition,
		c,
	}: { definition: Automation[ 'definition' ]; c: RequestContext }
): Promise<
	| ( PreviewedOrder & { order: NonNullable< PreviewedOrder[ 'order' ] > } )
	| null
> {
	const previewed = await previewOrders( db, accountId, definition, 'UTC' );
	const connection = c.req.query( 'connection' );
	const trigger = c.req.query( 'trigger' );
	const chosen =
		trigger === undefined
			? previewed.find( ( { order } ) => order !== null )
			: previewed.find(
					( { connectionId, triggerId } ) =>
						connectionId === connection && triggerId === trigger
				);
	return chosen === undefined || chosen.order === null
		? null
		: { ...chosen, order: chosen.order };
}

async function storeNames(
	db: Kysely< Database >,
	accountId: string
): Promise< ( connectionId: string ) => string > {
	const names = new Map(
		( await listStores( db, accountId ) ).map(
			( { connectionId, storeUrl } ) => [
				connectionId,
				withoutScheme( storeUrl ),
			]
		)
	);
	return ( id ) => names.get( id ) ?? texts().automations.storeGone;
}

function countedFrom( now: Date ): Date {
	return new Date( now.getTime() - COUNTED_MS );
}

function cursorOf( run: RunOfHistory ): string {
	return [
		run.occurredAt.toISOString(),
		run.connectionId,
		run.triggerId,
	].join( '~' );
}

/** @return null if the text is no position in the list; it is then ignored. */
function readCursor( text: string | undefined ): HistoryQuery[ 'before' ] {
	const [ at = '', connectionId = '', triggerId = '' ] = ( text ?? '' ).split(
		'~'
	);
	return isMoment( at, 3 ) &&
		isConnectionId( connectionId ) &&
		! triggerId.includes( '\0' )
		? { occurredAt: new Date( at ), connectionId, triggerId }
		: null;
}
