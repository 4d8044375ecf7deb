import type { Site, Store } from '../types.ts';
import { Browser, ShopError, newRequestId, type Page } from './browser.ts';
import {
	billingOf,
	shippingOf,
	type PlacedOrder,
	type Purchase,
} from './buyer.ts';

export interface RestOrderOptions extends Purchase {
	/** WooCommerce's status, without `wc-` (`pending`). */
	status?: string;
	setPaid?: boolean;
	customerId?: number;
	site?: Site;
	/** Whether the store reports on the request (default: true). */
	report?: boolean;
}

/** Places an order like an external program: through WooCommerce's REST API. */
export async function restOrder(
	store: Store,
	options: RestOrderOptions
): Promise< PlacedOrder > {
	const variations = await variationParents( store, options );
	const requestId = options.report === false ? null : newRequestId();
	const page = await rest(
		store,
		'POST',
		'/orders',
		{
			status: options.status ?? 'pending',
			set_paid: options.setPaid ?? false,
			customer_id: options.customerId ?? 0,
			payment_method: options.paymentMethod ?? 'cod',
			billing: billingOf( options ),
			shipping: shippingOf( options ),
			customer_note: options.note ?? '',
			line_items: options.items.map( ( { id, quantity = 1 } ) => {
				const parent = variations.get( id );
				return parent === undefined
					? { product_id: id, quantity }
					: { product_id: parent, variation_id: id, quantity };
			} ),
			...( options.coupon
				? { coupon_lines: [ { code: options.coupon } ] }
				: {} ),
		},
		{ site: options.site, requestId }
	);
	const { id: orderId } = JSON.parse( page.text ) as { id: number };
	return {
		orderId,
		requestId,
		sentAt: page.sentAt,
		respondedAt: page.respondedAt,
		ms: page.respondedAt - page.sentAt,
	};
}

/** Sets the status through WooCommerce's REST API. */
export async function updateOrderStatus(
	store: Store,
	orderId: number,
	status: string,
	{ site, report = true }: { site?: Site; report?: boolean } = {}
): Promise< { requestId: string | null; respondedAt: number } > {
	const requestId = report ? newRequestId() : null;
	const { respondedAt } = await rest(
		store,
		'PUT',
		`/orders/${ orderId }`,
		{ status },
		{ site, requestId }
	);
	return { requestId, respondedAt };
}

/** The REST API requires the product of a variation beside it. */
async function variationParents(
	store: Store,
	{ items, site }: RestOrderOptions
): Promise< Map< number, number > > {
	const parents = new Map< number, number >();
	for ( const { id } of items ) {
		const page = await rest( store, 'GET', `/products/${ id }`, undefined, {
			site,
		} );
		const product = JSON.parse( page.text ) as {
			type: string;
			parent_id: number;
		};
		if ( product.type === 'variation' ) {
			parents.set( id, product.parent_id );
		}
	}
	return parents;
}

async function rest(
	store: Store,
	method: string,
	path: string,
	json: unknown,
	{ site, requestId }: { site?: Site | undefined; requestId?: string | null }
): Promise< Page > {
	const page = await new Browser( ( site ?? store ).url ).visit(
		`/wp-json/wc/v3${ path }`,
		{
			method,
			json,
			headers: store.restHeaders( site ),
			requestId: requestId ?? undefined,
		}
	);
	if ( page.status >= 300 ) {
		throw new ShopError( `${ method } ${ path } failed`, page );
	}
	return page;
}
