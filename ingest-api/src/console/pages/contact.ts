import { html } from 'hono/html';
import type { ConsentSource } from '@ivorey/shared';
import type { MergeReason } from '../../db/element-tables.ts';
import type { ConsentView, ContactView } from '../../views/contact-view.ts';
import type { MessageOfOrder } from '../../views/order-view.ts';
import { card } from '../parts/card.ts';
import { definitions } from '../parts/definitions.ts';
import type { Content, Html } from '../parts/html.ts';
import { money } from '../parts/money.ts';
import { count } from '../parts/numbers.ts';
import { tag } from '../parts/pill.ts';
import { table } from '../parts/table.ts';
import { time } from '../parts/time.ts';
import { timeline } from '../parts/timeline.ts';
import { automationPath, PATHS } from '../paths.ts';
import { withoutScheme } from '../../views/store-view.ts';
import type { Viewer } from '../viewer.ts';
import { KIND_NAMES } from './contacts.ts';
import { page } from './layout.ts';
import { MESSAGE_WORDS } from './order-timeline.ts';
import { ORDER_COLUMNS, pathOf } from './orders.ts';

/** R36 */
export function contactPage( viewer: Viewer, contact: ContactView ): Html {
	const { name, email, kind } = contact;
	return page( {
		title: name || email,
		viewer,
		section: 'contacts',
		back: { label: 'Contacts', path: PATHS.contacts },
		badge: tag( KIND_NAMES[ kind ] ),
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
		title: 'Orders',
		...( orders.length === 0
			? { body: none( 'No orders yet.' ) }
			: {
					flush: true,
					body: table( {
						label: 'Orders',
						columns: ORDER_COLUMNS.filter(
							( { label } ) =>
								! [ 'Buyer', 'Subtype' ].includes( label )
						),
						rows: orders,
						href: pathOf,
					} ),
					footer:
						orders.length < orderCount
							? `The last ${ orders.length } of ${ count( orderCount, 'order' ) }`
							: count( orderCount, 'order' ),
				} ),
	} );
}

/** Every e-mail to this address. */
function messagesCard( { messages }: ContactView ): Html {
	return card( {
		title: 'E-mails',
		body:
			messages.length === 0
				? none( 'No e-mail was sent to this contact.' )
				: timeline(
						messages.map( ( message ) => ( {
							at: message.settledAt ?? message.createdAt,
							title: subjectOf( message ),
							text:
								message.reply === null
									? ''
									: `The mail server answered: ${ message.reply }`,
							tone: MESSAGE_WORDS[ message.state ][ 1 ],
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
	const words = MESSAGE_WORDS[ state ][ 0 ];
	return isErased || automationId === null
		? `An e-mail ${ words }`
		: html`<a
					href="${ automationPath( automationId ) }/messages/${ messageId }"
					target="_blank"
					>${ subject }</a
				>
				${ words }`;
}

function detailsCard( contact: ContactView ): Html {
	const { email, company, phone, registeredAt, users, createdAt } = contact;
	const entries: ( readonly [ string, Content ] )[] = [ [ 'E-mail', email ] ];
	if ( company !== '' ) {
		entries.push( [ 'Company', company ] );
	}
	if ( phone !== '' ) {
		entries.push( [ 'Phone', phone ] );
	}
	if ( registeredAt !== null ) {
		entries.push( [ 'Registered', time( registeredAt ) ] );
	}
	entries.push( [ 'Marketing e-mails', consentOf( contact.consent ) ] );
	entries.push( [ 'In Ivorey since', time( createdAt ) ] );
	for ( const { storeUrl, userId } of users ) {
		entries.push( [
			'User in',
			html`<a
				href="${ storeUrl }/wp-admin/user-edit.php?user_id=${ userId }"
				target="_blank"
				rel="noopener noreferrer"
				>${ withoutScheme( storeUrl ) }</a
			>`,
		] );
	}
	return card( { title: 'Details', body: definitions( entries ) } );
}

const CONSENT_WORDS: Readonly< Record< ConsentView[ 'state' ], string > > = {
	given: 'Agreed',
	refused: 'Declined',
	unknown: 'Not asked',
};

const CONSENT_SOURCE_WORDS: Readonly< Record< ConsentSource, string > > = {
	checkout_field: 'a box at the checkout',
	mailchimp: 'Mailchimp’s box in the store',
	mailpoet: 'MailPoet’s box at the checkout',
	klaviyo: 'Klaviyo’s box at the checkout',
	wp_consent_api: 'the store’s cookie banner',
	filter: 'a plugin of the store',
};

function consentOf( { state, at, source }: ConsentView ): Content {
	if ( at === null || source === null ) {
		return html`${ CONSENT_WORDS[ state ] }
			<small class="muted"
				>No store said so, so that no marketing e-mails are sent</small
			>`;
	}
	const words = Object.hasOwn( CONSENT_SOURCE_WORDS, source )
		? CONSENT_SOURCE_WORDS[ source as ConsentSource ]
		: source;
	return html`${ CONSENT_WORDS[ state ] }
		<small class="muted">${ time( at ) }, by ${ words }</small>`;
}

function spentCard( { spent }: ContactView ): Html {
	return card( {
		title: 'Spent',
		body:
			spent.length === 0
				? none( 'Nothing was paid yet.' )
				: definitions(
						spent.map( ( { currency, amount, orders } ) => [
							currency,
							html`${ money( amount, currency ) }
								<small class="muted"
									>in ${ count( orders, 'paid order' ) }, less
									refunds</small
								>`,
						] )
					),
	} );
}

const MERGE_WORDS: Readonly< Record< MergeReason, string > > = {
	registered: 'The guest became a customer',
	address_changed:
		'A customer’s new e-mail address was another contact’s: the two became one',
	orders_moved:
		'The last order of a guest turned out to be this contact’s: the two became one',
};

/** R3 */
function mergesCard( { merges }: ContactView ): Html | string {
	return merges.length === 0
		? ''
		: card( {
				title: 'How it became one contact',
				body: timeline(
					merges.map( ( { why, storeUrl, mergedAt } ) => ( {
						at: mergedAt,
						title: MERGE_WORDS[ why ],
						text: `By a record of ${ withoutScheme( storeUrl ) }`,
					} ) )
				),
			} );
}

function none( text: string ): Html {
	return html`<p class="footnote">${ text }</p>`;
}
