import { html } from 'hono/html';
import type { Address } from '@ivorey/shared';
import { linkButton } from '../parts/button.ts';
import { card } from '../parts/card.ts';
import { definitions } from '../parts/definitions.ts';
import type { Content, Html } from '../parts/html.ts';
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
import { currentLanguage, texts } from '../../texts/texts.ts';

/** R35 */
export function orderPage( viewer: Viewer, order: OrderView ): Html {
	const { record, connectionId, orderId, storeUrl } = order;
	return page( {
		title: texts().orders.one( { number: record.number } ),
		viewer,
		section: 'orders',
		back: { label: texts().orders.title, path: PATHS.orders },
		badge: statusOf( {
			status: order.status,
			woocommerceStatus: record.status,
		} ),
		intro: html`${ texts().orders.placedIn( { at: time( record.date_created ), storePath: connectionPath( connectionId ), store: withoutScheme( storeUrl ) } ) }`,
		actions: linkButton(
			texts().common.openInWooCommerce,
			// Works wherever the store keeps its orders, because WooCommerce redirects.
			`${ storeUrl }/wp-admin/post.php?post=${ orderId }&action=edit`,
			{ external: true }
		),
		body: html`${ states( order ) }
			<div class="columns">
				<div class="stack">
					${ itemsCard( order ) } ${ transactionsCard( order ) }
					${ runsCard( order ) }
					${ card( {
						title: texts().orders.timeline,
						body: timeline( orderMoments( order ) ),
					} ) }
				</div>
				<div class="stack">
					${ buyerCard( order ) } ${ addressesCard( order ) }
					${
						record.customer_note === ''
							? ''
							: card( {
									title: texts().orders.buyersNote,
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
		isTrashed ? notice( 'warn', texts().orders.isTrashed ) : ''
	}${
		erasedAt === null
			? ''
			: notice(
					'none',
					html`${ texts().orders.isErased( { at: time( erasedAt ) } ) }`
				)
	}`;
}

function buyerCard( { buyer, record, erasedAt }: OrderView ): Html {
	const { first_name: first, last_name: last } = record.billing;
	const named = `${ first } ${ last }`.trim();
	const name = named || buyer?.name || '';
	const email = record.billing_email ?? buyer?.email ?? null;
	return card( {
		title: texts().orders.buyer,
		body:
			name === '' && email === null
				? html`<p class="footnote">
						${
							erasedAt === null
								? texts().orders.noBuyer
								: texts().orders.erasedSentence
						}
					</p>`
				: definitions( [
						[ texts().common.name, name || '–' ],
						[
							texts().common.email,
							email ?? texts().orders.noEmail,
						],
						...( buyer === null
							? []
							: ( [
									[
										texts().common.contact,
										html`<a
												href="${ contactPath( buyer.contactId ) }"
												>${ texts().contacts.kinds[ buyer.kind ] }</a
											>,
											${ texts().orders.count( buyer.orders ) }`,
									],
								] as const ) ),
					] ),
	} );
}

function addressesCard( { record, erasedAt }: OrderView ): Html {
	const none =
		erasedAt === null ? texts().common.none : texts().orders.erased;
	return card( {
		title: texts().orders.addresses,
		body: definitions( [
			[ texts().orders.billing, addressText( record.billing, none ) ],
			[ texts().orders.shipping, addressText( record.shipping, none ) ],
		] ),
	} );
}

function addressText( address: Address, none: string ): Html {
	const countries = new Intl.DisplayNames( currentLanguage(), {
		type: 'region',
		fallback: 'code',
	} );
	const lines = [
		`${ address.first_name } ${ address.last_name }`,
		address.company,
		address.address_1,
		address.address_2,
		`${ address.postcode } ${ address.city }`,
		address.state,
		address.country === '' ? '' : ( countries.of( address.country ) ?? '' ),
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
			texts().common.store,
			html`<a href="${ connectionPath( connectionId ) }"
				>${ withoutScheme( storeUrl ) }</a
			>`,
		],
		[ texts().orders.subtype, subtype ],
		[ texts().orders.orderId, orderId ],
		[
			texts().orders.paymentMethod,
			record.payment_method_title || record.payment_method || '–',
		],
	];
	if ( record.transaction_id !== '' ) {
		entries.push( [ texts().orders.paymentId, record.transaction_id ] );
	}
	if ( record.created_via !== '' ) {
		entries.push( [ texts().orders.createdVia, record.created_via ] );
	}
	entries.push(
		[ texts().common.changed, time( record.date_modified ) ],
		[ texts().common.received, time( order.receivedAt ) ]
	);
	return card( {
		title: texts().common.details,
		body: definitions( entries ),
	} );
}
