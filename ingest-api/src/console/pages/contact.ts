import { html } from 'hono/html';
import type { ConsentView, ContactView } from '../../views/contact-view.ts';
import type { MessageOfOrder } from '../../views/order-view.ts';
import { card } from '../parts/card.ts';
import { definitions } from '../parts/definitions.ts';
import type { Content, Html } from '../parts/html.ts';
import { money } from '../parts/money.ts';
import { numberText } from '../../texts/numbers.ts';
import { tag } from '../parts/pill.ts';
import { table } from '../parts/table.ts';
import { time } from '../parts/time.ts';
import { timeline } from '../parts/timeline.ts';
import { automationPath, PATHS } from '../paths.ts';
import { withoutScheme } from '../../views/store-view.ts';
import type { Viewer } from '../viewer.ts';
import { page } from './layout.ts';
import { MESSAGE_TONES } from './order-timeline.ts';
import { orderColumns, pathOf } from './orders.ts';
import { texts } from '../../texts/texts.ts';

/** R36 */
export function contactPage( viewer: Viewer, contact: ContactView ): Html {
	const { name, email, kind } = contact;
	return page( {
		title: name || email,
		viewer,
		section: 'contacts',
		back: { label: texts().contacts.title, path: PATHS.contacts },
		badge: tag( texts().contacts.kinds[ kind ] ),
		body: html`<div class="columns">
			<div class="stack">
				${ ordersCard( contact ) } ${ messagesCard( contact ) }
			</div>
			<div class="stack">
				${ detailsCard( contact ) } ${ spentCard( contact ) }
				${ mergesCard( contact ) }
			</div>
		</div>`,
	} );
}

function ordersCard( { orders, orderCount }: ContactView ): Html {
	return card( {
		title: texts().common.orders,
		...( orders.length === 0
			? { body: none( texts().contacts.noOrders ) }
			: {
					flush: true,
					body: table( {
						label: texts().common.orders,
						columns: orderColumns().filter(
							( { id } ) =>
								! [ 'buyer', 'subtype' ].includes( id )
						),
						rows: orders,
						href: pathOf,
					} ),
					footer:
						orders.length < orderCount
							? texts().contacts.lastOrders( {
									shown: numberText( orders.length ),
									all: texts().orders.count( orderCount ),
								} )
							: texts().orders.count( orderCount ),
				} ),
	} );
}

/** All e-mails to this address. */
function messagesCard( { messages }: ContactView ): Html {
	return card( {
		title: texts().contacts.emails,
		body:
			messages.length === 0
				? none( texts().contacts.noEmails )
				: timeline(
						messages.map( ( message ) => ( {
							at: message.settledAt ?? message.createdAt,
							title: subjectOf( message ),
							text:
								message.reply === null
									? ''
									: texts().orders.mailServerReply( {
											reply: message.reply,
										} ),
							tone: MESSAGE_TONES[ message.state ],
						} ) )
					),
	} );
}

function subjectOf( {
	automationId,
	messageId,
	subject,
	state,
	isErased,
}: MessageOfOrder ): Content {
	const words = texts().orders.emailStates[ state ];
	return isErased || automationId === null
		? texts().orders.anEmail( { state: words } )
		: texts().contacts.email( {
				subject: html`<a
					href="${ automationPath( automationId ) }/messages/${ messageId }"
					target="_blank"
					>${ subject }</a
				>`,
				state: words,
			} );
}

function detailsCard( contact: ContactView ): Html {
	const { email, company, phone, registeredAt, users, createdAt } = contact;
	const entries: ( readonly [ string, Content ] )[] = [
		[ texts().common.email, email ],
	];
	if ( company !== '' ) {
		entries.push( [ texts().contacts.company, company ] );
	}
	if ( phone !== '' ) {
		entries.push( [ texts().contacts.phone, phone ] );
	}
	if ( registeredAt !== null ) {
		entries.push( [ texts().contacts.registered, time( registeredAt ) ] );
	}
	entries.push( [
		texts().contacts.marketingEmails,
		consentOf( contact.consent ),
	] );
	entries.push( [ texts().contacts.inIvoreySince, time( createdAt ) ] );
	for ( const { storeUrl, userId } of users ) {
		entries.push( [
			texts().contacts.userIn,
			html`<a
				href="${ storeUrl }/wp-admin/user-edit.php?user_id=${ userId }"
				target="_blank"
				rel="noopener noreferrer"
				>${ withoutScheme( storeUrl ) }</a
			>`,
		] );
	}
	return card( {
		title: texts().common.details,
		body: definitions( entries ),
	} );
}

function consentOf( { state, at, source }: ConsentView ): Content {
	const { consent, consentSources, consentBy, noConsent } = texts().contacts;
	if ( at === null || source === null ) {
		return html`${ consent[ state ] }
			<small class="muted">${ noConsent }</small>`;
	}
	const sources: Readonly< Record< string, string > > = consentSources;
	return html`${ consent[ state ] }
		<small class="muted"
			>${ consentBy( {
				at: time( at ),
				source: Object.hasOwn( sources, source )
					? sources[ source ]!
					: source,
			} ) }</small
		>`;
}

function spentCard( { spent }: ContactView ): Html {
	return card( {
		title: texts().contacts.spent,
		body:
			spent.length === 0
				? none( texts().contacts.nothingSpent )
				: definitions(
						spent.map( ( { currency, amount, orders } ) => [
							currency,
							html`${ money( amount, currency ) }
								<small class="muted"
									>${ texts().contacts.inPaidOrders( orders ) }</small
								>`,
						] )
					),
	} );
}

/** R3 */
function mergesCard( { merges }: ContactView ): Html | string {
	return merges.length === 0
		? ''
		: card( {
				title: texts().contacts.merges,
				body: timeline(
					merges.map( ( { why, storeUrl, mergedAt } ) => ( {
						at: mergedAt,
						title: texts().contacts.mergeReasons[ why ],
						text: texts().contacts.mergedBy( {
							store: withoutScheme( storeUrl ),
						} ),
					} ) )
				),
			} );
}

function none( text: string ): Html {
	return html`<p class="footnote">${ text }</p>`;
}
