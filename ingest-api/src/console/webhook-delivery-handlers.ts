import type { RequestContext } from '../http/request.ts';
import {
	DELIVERY_STATES,
	findDelivery,
	listDeliveries,
	type DeliveryCursor,
	type Endpoint,
} from '../webhooks/queries.ts';
import { replaySpan, sendAgain } from '../webhooks/replay.ts';
import { noSuchPage } from './pages/other.ts';
import { webhookDeliveryPage } from './pages/webhook-delivery.ts';
import { webhookEndpointPage } from './pages/webhook-endpoint.ts';
import { isMoment } from '../views/paging.ts';
import { readTold } from './told.ts';
import { deliveryPath, endpointPath } from './paths.ts';
import type { ConsoleServices, SessionCall } from './services.ts';
import { texts } from '../texts/texts.ts';
import { back, ofEndpoint, toldWords } from './webhook-handlers.ts';

const DELIVERIES_A_PAGE = 50;

const DAY_MS = 24 * 60 * 60_000;

export const showWebhook = ofEndpoint( ( services, c, call, endpoint ) =>
	answerEndpoint( services, c, call, endpoint )
);

async function answerEndpoint(
	{ db, now }: ConsoleServices,
	c: RequestContext,
	{ viewer }: SessionCall,
	endpoint: Endpoint,
	refused?: { from: string; to: string; error: string }
): Promise< Response > {
	const path = endpointPath( endpoint.endpointId );
	const state =
		DELIVERY_STATES.find( ( name ) => name === c.req.query( 'state' ) ) ??
		null;
	const before = readCursor( c.req.query( 'before' ) );
	const { deliveries, next } = await listDeliveries( db, endpoint, {
		state,
		before,
		limit: DELIVERIES_A_PAGE,
	} );
	const query = new URLSearchParams( {
		...( state === null ? {} : { state } ),
		...( next === null
			? {}
			: { before: `${ next.createdAt }~${ next.eventId }` } ),
	} );
	return c.html(
		webhookEndpointPage( viewer, {
			endpoint,
			deliveries,
			state,
			older: next === null ? null : `${ path }?${ query }`,
			isFirstPage: before === null,
			told: readTold( c, toldWords() ),
			span: refused ?? {
				from: minuteOf( new Date( now().getTime() - DAY_MS ) ),
				to: minuteOf( now() ),
			},
		} ),
		refused === undefined ? 200 : 422
	);
}

/** The value of a date and time field, in UTC. */
function minuteOf( at: Date ): string {
	return at.toISOString().slice( 0, 16 );
}

/** @return null if the text is no position in the list; it is then ignored. */
function readCursor( text: string | undefined ): DeliveryCursor | null {
	const [ createdAt = '', eventId = '' ] = ( text ?? '' ).split( '~' );
	return isMoment( createdAt, 6 ) && ! eventId.includes( '\0' )
		? { createdAt, eventId }
		: null;
}

export const replayWebhooks = ofEndpoint(
	async ( services, c, call, endpoint ) => {
		const { db, now, onTriggers } = services;
		const body = await c.req.parseBody();
		const [ from, to ] = [ String( body.from ), String( body.to ) ];
		const start = new Date( `${ from }Z` );
		// Includes the whole last minute.
		const end = new Date( Date.parse( `${ to }Z` ) + 59_999 );
		if ( ! ( start <= end ) ) {
			return answerEndpoint( services, c, call, endpoint, {
				from,
				to,
				error: texts().webhooks.enterPeriod,
			} );
		}
		const replayed = await replaySpan(
			db,
			endpoint,
			{
				from: start,
				to: end,
				states:
					body.which === 'all' ? [ 'sent', 'failed' ] : [ 'failed' ],
			},
			now()
		);
		onTriggers();
		return back( c, endpoint, `replayed:${ replayed }` );
	}
);

export const showDelivery = ofEndpoint(
	async ( { db }, c, { viewer }, endpoint ) => {
		const found = await findDelivery(
			db,
			endpoint,
			c.req.param( 'event' ) ?? ''
		);
		return found === null
			? c.html( noSuchPage( viewer ), 404 )
			: c.html(
					webhookDeliveryPage( viewer, {
						endpoint,
						...found,
						told: readTold( c, toldWords() ),
					} )
				);
	}
);

export const sendDeliveryAgain = ofEndpoint(
	async ( { db, now, onTriggers }, c, _call, endpoint ) => {
		const eventId = c.req.param( 'event' ) ?? '';
		const isSent = await sendAgain( db, endpoint, eventId, now() );
		onTriggers();
		const path = deliveryPath(
			endpointPath( endpoint.endpointId ),
			eventId
		);
		return c.redirect(
			`${ path }?told=${ isSent ? 'again' : 'not-again' }`,
			303
		);
	}
);
