import type { Kysely } from 'kysely';
import { dropHeld, releaseHeld } from '../automations/held.ts';
import {
	countRuns,
	findMessage,
	listRuns,
	sendAgain,
	type RunOfHistory,
} from '../automations/history.ts';
import { previewOrders, type PreviewedOrder } from '../automations/preview.ts';
import {
	changeAutomation,
	deleteAutomation,
	ensureReadyMade,
	findAutomation,
	listAutomations,
	switchOff,
	switchOn,
	type Automation,
} from '../automations/repository.ts';
import { readSender, renderEmail } from '../automations/run-due.ts';
import { sendTest } from '../automations/send-test.ts';
import { RUN_STATES } from '../db/automation-tables.ts';
import type { Database } from '../db/schema.ts';
import type { RequestContext } from '../http/request.ts';
import { overlappingEmails } from './overlapping-emails.ts';
import { automationPage, noEmail } from './pages/automation.ts';
import { automationReviewPage } from './pages/automation-review.ts';
import { automationsPage } from './pages/automations.ts';
import { noSuchPage } from './pages/other.ts';
import { count } from './parts/numbers.ts';
import { automationPath, PATHS } from './paths.ts';
import { withoutScheme } from './store-view.ts';
import type { SessionCall, SessionHandler } from './services.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;
const COUNTED_MS = 30 * DAY_MS;
const RUNS_A_PAGE = 50;

/** What is told after a form, by the word in the address. */
const TOLD: Readonly< Record< string, string > > = {
	on: 'It is on. It acts on what happens from now on.',
	off: 'It is off. What was waiting will not be sent.',
	saved: 'Saved.',
	again: 'The order is looked at again, and then the e-mail is sent.',
};

/** A handler of one automation's page; one that is not there is 404. */
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
		} )
	);
};

export const showAutomation = ofAutomation(
	async ( { db, now }, c, { viewer }, automation ) => {
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
		const counts = await countRuns( db, accountId, countedFrom( now() ) );
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
				counts: counts.get( automationId ),
				runs: shown,
				state,
				older:
					runs.length > RUNS_A_PAGE
						? `${ automationPath( automationId ) }?${ new URLSearchParams( { ...( state === null ? {} : { state } ), before: cursorOf( shown.at( -1 )! ) } ) }`
						: null,
				isFirstPage: before === null,
				told: toldBy( c, viewer.email ),
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

export const turnOn = ofAutomation(
	async ( { db, now }, c, { viewer }, { automationId, definition } ) => {
		const { accountId, personId } = viewer;
		const form = await c.req.parseBody();
		const unpaid = form.unpaid === '1';
		if (
			definition.trigger === 'order_submitted' &&
			definition.action.type === 'email' &&
			unpaid !== definition.conditions.unpaid
		) {
			await changeAutomation(
				db,
				accountId,
				automationId,
				{
					...definition,
					conditions: { ...definition.conditions, unpaid },
				},
				{ personId, waiting: 'keep', now: now() }
			);
		}
		await switchOn( db, accountId, automationId, now() );
		return back( c, automationId, 'on' );
	}
);

export const turnOff = ofAutomation(
	async ( { db, now }, c, { viewer }, { automationId } ) => {
		await switchOff( db, viewer.accountId, automationId, now() );
		return back( c, automationId, 'off' );
	}
);

export const release = ofAutomation(
	async ( { db, now }, c, { viewer }, { automationId } ) => {
		const released = await releaseHeld(
			db,
			viewer.accountId,
			automationId,
			now()
		);
		return back( c, automationId, `released:${ released }` );
	}
);

export const drop = ofAutomation(
	async ( { db, now }, c, { viewer }, { automationId } ) => {
		const dropped = await dropHeld(
			db,
			viewer.accountId,
			automationId,
			now()
		);
		return back( c, automationId, `dropped:${ dropped }` );
	}
);

export const sendRunAgain = ofAutomation(
	async ( { db, now, onTriggers }, c, { viewer }, { automationId } ) => {
		const form = await c.req.parseBody();
		await sendAgain(
			db,
			viewer.accountId,
			{
				automationId,
				connectionId: String( form.connection ?? '' ),
				triggerId: String( form.trigger ?? '' ),
			},
			now()
		);
		onTriggers();
		return back( c, automationId, 'again' );
	}
);

export const sendTestToMe = ofAutomation(
	async ( services, c, { viewer }, { automationId, definition } ) => {
		const { db, renderer, now, onTriggers } = services;
		const previewed = await chosenOrder( services.db, viewer.accountId, {
			definition,
			c,
		} );
		if ( previewed === null || definition.action.type !== 'email' ) {
			return back( c, automationId, 'no-order' );
		}
		const rendered = await sendTest( { db, renderer }, viewer.accountId, {
			automationId,
			action: definition.action,
			previewed,
			to: viewer.email,
			now: now(),
		} );
		onTriggers();
		return back( c, automationId, rendered.ok ? 'tested' : 'no-email' );
	}
);

export const deleteOne = ofAutomation(
	async ( { db }, c, { viewer }, { automationId } ) => {
		await deleteAutomation( db, viewer.accountId, automationId );
		return c.redirect( PATHS.automations, 303 );
	}
);

/** The e-mail of an order, as a document of its own. */
export const showEmail = ofAutomation(
	async ( { db, renderer }, c, { viewer }, { definition } ) => {
		const previewed = await chosenOrder( db, viewer.accountId, {
			definition,
			c,
		} );
		if ( definition.action.type !== 'email' || previewed === null ) {
			return c.html( noEmail( 'There is no such e-mail.' ), 404 );
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
			rendered.ok ? rendered.html : noEmail( rendered.message )
		);
	}
);

export const showMessage = ofAutomation( async ( { db }, c, { viewer } ) => {
	const message = await findMessage(
		db,
		viewer.accountId,
		c.req.param( 'message' ) ?? ''
	);
	return message === null
		? c.html( noEmail( 'This e-mail is not kept any more.' ), 404 )
		: c.html( message.html );
} );

/** The order that the address names, or else the last one. */
async function chosenOrder(
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
	const rows = await db
		.selectFrom( 'connections' )
		.select( [ 'connection_id', 'store_url' ] )
		.where( 'account_id', '=', accountId )
		.execute();
	const names = new Map(
		rows.map( ( row ) => [
			row.connection_id,
			withoutScheme( row.store_url ),
		] )
	);
	return ( id ) => names.get( id ) ?? 'a store that is gone';
}

function countedFrom( now: Date ): Date {
	return new Date( now.getTime() - COUNTED_MS );
}

function back( c: RequestContext, automationId: string, told: string ) {
	return c.redirect(
		`${ automationPath( automationId ) }?${ new URLSearchParams( { told } ) }`,
		303
	);
}

function toldBy( c: RequestContext, email: string ): string | null {
	const [ word = '', figure = '' ] = ( c.req.query( 'told' ) ?? '' ).split(
		':'
	);
	const number = Number( figure );
	switch ( word ) {
		case 'released':
			return `${ count( number, 'order' ) } released.`;
		case 'dropped':
			return `${ count( number, 'order' ) } dropped.`;
		case 'tested':
			return `A test with your last order is on its way to ${ email }.`;
		case 'no-order':
			return 'There is no order yet to make a test of.';
		case 'no-email':
			return 'The test could not be made: the e-mail has an error.';
		default:
			return TOLD[ word ] ?? null;
	}
}

function cursorOf( run: RunOfHistory ): string {
	return [
		run.occurredAt.toISOString(),
		run.connectionId,
		run.triggerId,
	].join( ' ' );
}

function readCursor( text: string | undefined ) {
	const [ at, connectionId, triggerId ] = ( text ?? '' ).split( ' ' );
	const occurredAt = new Date( at ?? '' );
	return connectionId === undefined ||
		triggerId === undefined ||
		Number.isNaN( occurredAt.getTime() )
		? null
		: { occurredAt, connectionId, triggerId };
}
