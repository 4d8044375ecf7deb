import { html } from 'hono/html';
import type { Address } from '@ivorey/shared';
import { linkButton } from '../parts/button.ts';
import { card } from '../parts/card.ts';
import { definitions } from '../parts/definitions.ts';
import type { Content, Html } from '../parts/html.ts';
import { count } from '../parts/numbers.ts';
import { time } from '../parts/time.ts';
import { timeline } from '../parts/timeline.ts';
import { notice } from '../parts/verdict.ts';
import { connectionPath, contactPath, PATHS } from '../paths.ts';
import type { OrderView } from '../../views/order-view.ts';
import { withoutScheme } from '../../views/store-view.ts';
import type { Viewer } from '../viewer.ts';
import { page } from './layout.ts';
import { itemsCard } from './order-items.ts';
import { runsCard, transactionsCard, triggersCard } from './order-activity.ts';
import { orderMoments } from './order-timeline.ts';
import { statusOf } from './orders.ts';

/** R35 */
export function orderPage( viewer: Viewer, order: OrderView ): Html {
	const { record, connectionId, orderId, storeUrl } = order;
	return page( {
		title: `Order ${ record.number }`,
		viewer,
		section: 'orders',
		back: { label: 'Orders', path: PATHS.orders },
		badge: statusOf( {
			status: order.status,
			woocommerceStatus: record.status,
		} ),
		intro: html`Placed ${ time( record.date_created ) } in
			<a href="${ connectionPath( connectionId ) }"
				>${ withoutScheme( storeUrl ) }</a
			>.`,
		actions: linkButton(
			'Open in WooCommerce',
			// Leads to the order wherever the store keeps its orders: WooCommerce redirects.
			`${ storeUrl }/wp-admin/post.php?post=${ orderId }&action=edit`,
			{ external: true }
		),
		body: html`${ states( order ) }
			<div class="columns">
				<div class="stack">
					${ itemsCard( order ) } ${ transactionsCard( order ) }
					${ runsCard( order ) }
					${ card( {
						title: 'Timeline',
						body: timeline( orderMoments( order ) ),
					} ) }
				</div>
				<div class="stack">
					${ buyerCard( order ) } ${ addressesCard( order ) }
					${
						record.customer_note === ''
							? ''
							: card( {
									title: 'Note of the buyer',
									body: linesOfText( record.customer_note ),
								} )
					}
					${ detailsCard( order ) } ${ triggersCard( order ) }
				</div>
			</div>`,
	} );
}

function states( { isTrashed, erasedAt }: OrderView ): Html {
	return html`${
		isTrashed
			? notice(
					'warn',
					'This order is in the trash of its store, or was deleted there. Ivorey keeps it as it was before.'
				)
			: ''
	}${
		erasedAt === null
			? ''
			: notice(
					'none',
					html`The buyer’s personal data was erased
					${ time( erasedAt ) }. The order stays, without it.`
				)
	}`;
}

function buyerCard( { buyer, record, erasedAt }: OrderView ): Html {
	const { first_name: first, last_name: last } = record.billing;
	const named = `${ first } ${ last }`.trim();
	const name = named || buyer?.name || '';
	const email = record.billing_email ?? buyer?.email ?? null;
	return card( {
		title: 'Buyer',
		body:
			name === '' && email === null
				? html`<p class="footnote">
						${
							erasedAt === null
								? 'The order names nobody, and has no e-mail address.'
								: 'Erased.'
						}
					</p>`
				: definitions( [
						[ 'Name', name || '–' ],
						[ 'E-mail', email ?? 'No e-mail address' ],
						...( buyer === null
							? []
							: ( [
									[
										'Contact',
										html`<a
												href="${ contactPath( buyer.contactId ) }"
												>${ buyer.kind === 'guest' ? 'Guest' : 'Customer' }</a
											>,
											${ count( buyer.orders, 'order' ) }`,
									],
								] as const ) ),
					] ),
	} );
}

function addressesCard( { record, erasedAt }: OrderView ): Html {
	const none = erasedAt === null ? 'None' : 'Erased';
	return card( {
		title: 'Addresses',
		body: definitions( [
			[ 'Billing', addressText( record.billing, none ) ],
			[ 'Shipping', addressText( record.shipping, none ) ],
		] ),
	} );
}

const COUNTRIES = new Intl.DisplayNames( 'en', {
	type: 'region',
	fallback: 'code',
} );

function addressText( address: Address, none: string ): Html {
	const lines = [
		`${ address.first_name } ${ address.last_name }`,
		address.company,
		address.address_1,
		address.address_2,
		`${ address.postcode } ${ address.city }`,
		address.state,
		address.country === '' ? '' : ( COUNTRIES.of( address.country ) ?? '' ),
		address.phone,
	]
		.map( ( line ) => line.trim() )
		.filter( ( line ) => line !== '' );
	return lines.length === 0
		? html`${ none }`
		: linesOfText( lines.join( '\n' ) );
}

function linesOfText( text: string ): Html {
	return html`<span class="lines-of-text">${ text }</span>`;
}

function detailsCard( order: OrderView ): Html {
	const { record, storeUrl, orderId, subtype, connectionId } = order;
	const entries: ( readonly [ string, Content ] )[] = [
		[
			'Store',
			html`<a href="${ connectionPath( connectionId ) }"
				>${ withoutScheme( storeUrl ) }</a
			>`,
		],
		[ 'Subtype', subtype ],
		[ 'Order id', orderId ],
		[
			'Payment method',
			record.payment_method_title || record.payment_method || '–',
		],
	];
	if ( record.transaction_id !== '' ) {
		entries.push( [ 'Payment id', record.transaction_id ] );
	}
	if ( record.created_via !== '' ) {
		entries.push( [ 'Made by', record.created_via ] );
	}
	entries.push(
		[ 'Changed', time( record.date_modified ) ],
		[ 'Received', time( order.receivedAt ) ]
	);
	return card( { title: 'Details', body: definitions( entries ) } );
}
