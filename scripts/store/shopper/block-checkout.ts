import type { Site, Store } from '../types.ts';
import { Browser, ShopError, newRequestId, type Page } from './browser.ts';
import {
	billingOf,
	shippingOf,
	type Login,
	type PlacedOrder,
	type Purchase,
} from './buyer.ts';
import { signIn } from './account.ts';

export interface BlockCheckoutOptions extends Purchase {
	/** Buys while signed in. */
	customer?: Login;
	/** Creates an account at the checkout. */
	createAccount?: { password: string };
	site?: Site;
	/** Whether the store reports on the request (default: true). */
	report?: boolean;
}

const API = '/wp-json/wc/store/v1';

/** Places an order like the checkout block: through the Store API. */
export async function blockCheckout(
	store: Pick< Store, 'url' >,
	options: BlockCheckoutOptions
): Promise< PlacedOrder > {
	const browser = new Browser( ( options.site ?? store ).url );
	if ( options.customer ) {
		await signIn( browser, options.customer );
	}
	const cart = await browser.visit( `${ API }/cart` );
	// A token identifies a guest's cart; a signed-in user has cookies, and a nonce proves that the page is theirs.
	const name = options.customer ? 'nonce' : 'cart-token';
	const token = cart.headers.get( name );
	if ( ! token ) {
		throw new ShopError( `There is no ${ name }`, cart );
	}
	const post = async ( path: string, json: unknown, requestId?: string ) => {
		const page = await browser.visit( API + path, {
			json,
			headers: { [ name ]: token },
			requestId,
		} );
		return page.status < 300 ? page : fail( path, page );
	};
	for ( const { id, quantity = 1 } of options.items ) {
		await post( '/cart/add-item', { id, quantity } );
	}
	if ( options.coupon ) {
		await post( '/cart/apply-coupon', { code: options.coupon } );
	}
	const requestId = options.report === false ? null : newRequestId();
	const page = await post(
		'/checkout',
		{
			billing_address: billingOf( options ),
			shipping_address: shippingOf( options ),
			payment_method: options.paymentMethod ?? 'cod',
			customer_note: options.note ?? '',
			...( options.boxes ? { additional_fields: options.boxes } : {} ),
			...( options.createAccount
				? {
						create_account: true,
						customer_password: options.createAccount.password,
					}
				: {} ),
		},
		requestId ?? undefined
	);
	const { order_id: orderId } = JSON.parse( page.text ) as {
		order_id: number;
	};
	return {
		orderId,
		requestId,
		sentAt: page.sentAt,
		respondedAt: page.respondedAt,
		ms: page.respondedAt - page.sentAt,
	};
}

/** The draft order that the checkout block creates as soon as it is shown, before anything is bought. */
export async function blockCheckoutDraft(
	store: Store,
	options: BlockCheckoutOptions
): Promise< { orderId: number } > {
	const browser = new Browser( ( options.site ?? store ).url );
	const cart = await browser.visit( `${ API }/cart` );
	const headers = { 'cart-token': cart.headers.get( 'cart-token' ) ?? '' };
	for ( const { id, quantity = 1 } of options.items ) {
		const added = await browser.visit( `${ API }/cart/add-item`, {
			json: { id, quantity },
			headers,
		} );
		if ( added.status >= 300 ) {
			fail( '/cart/add-item', added );
		}
	}
	const page = await browser.visit( `${ API }/checkout`, { headers } );
	if ( page.status >= 300 ) {
		fail( '/checkout', page );
	}
	const { order_id: orderId } = JSON.parse( page.text ) as {
		order_id: number;
	};
	return { orderId };
}

function fail( path: string, page: Page ): never {
	throw new ShopError( `The Store API refused ${ path }`, page );
}
