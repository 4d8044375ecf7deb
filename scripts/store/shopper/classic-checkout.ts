import type { Site, Store } from '../types.ts';
import { signIn } from './account.ts';
import {
	Browser,
	ShopError,
	fillIn,
	formFields,
	newRequestId,
	scriptValue,
} from './browser.ts';
import {
	billingOf,
	shippingOf,
	type Login,
	type PlacedOrder,
	type Purchase,
} from './buyer.ts';

export interface ClassicCheckoutOptions extends Purchase {
	/** Buys while signed in. */
	customer?: Login;
	/** Creates an account at the checkout. */
	createAccount?: { password: string };
	site?: Site;
	/** Whether the store reports on the request (default: true). */
	report?: boolean;
}

/** Places an order like the page with `[woocommerce_checkout]`: the form, with its nonce, sent by AJAX. */
export async function classicCheckout(
	store: Store,
	options: ClassicCheckoutOptions
): Promise< PlacedOrder > {
	const browser = new Browser( ( options.site ?? store ).url );
	if ( options.customer ) {
		await signIn( browser, options.customer );
	}
	for ( const { id, quantity = 1 } of options.items ) {
		const added = await browser.visit( '/?wc-ajax=add_to_cart', {
			form: [
				[ 'product_id', String( id ) ],
				[ 'quantity', String( quantity ) ],
			],
		} );
		if ( added.status !== 200 || 'error' in JSON.parse( added.text ) ) {
			throw new ShopError( `Product ${ id } cannot be bought`, added );
		}
	}
	if ( options.coupon ) {
		const checkout = await browser.visit( '/classic-checkout/' );
		await browser.visit( '/?wc-ajax=apply_coupon', {
			form: [
				[ 'security', scriptValue( checkout, 'apply_coupon_nonce' ) ],
				[ 'coupon_code', options.coupon ],
			],
		} );
	}
	const checkout = await browser.visit( '/classic-checkout/' );
	const requestId = options.report === false ? null : newRequestId();
	const page = await browser.visit( '/?wc-ajax=checkout', {
		form: fillIn(
			formFields( checkout, 'form.checkout' ).fields,
			filledIn( options )
		),
		requestId: requestId ?? undefined,
	} );
	const answer = JSON.parse( page.text ) as {
		result: string;
		order_id?: number;
	};
	if ( answer.result !== 'success' || answer.order_id === undefined ) {
		throw new ShopError( 'The checkout failed', page );
	}
	return {
		orderId: answer.order_id,
		requestId,
		sentAt: page.sentAt,
		respondedAt: page.respondedAt,
		ms: page.respondedAt - page.sentAt,
	};
}

function filledIn( options: ClassicCheckoutOptions ): Record< string, string > {
	return {
		...prefixed( 'billing', billingOf( options ) ),
		...( options.shipping
			? {
					ship_to_different_address: '1',
					...prefixed( 'shipping', shippingOf( options ) ),
				}
			: {} ),
		payment_method: options.paymentMethod ?? 'cod',
		order_comments: options.note ?? '',
		...Object.fromEntries(
			Object.entries( options.boxes ?? {} )
				.filter( ( [ , isTicked ] ) => isTicked )
				.map( ( [ name ] ) => [ name, '1' ] )
		),
		...( options.createAccount
			? {
					createaccount: '1',
					account_password: options.createAccount.password,
				}
			: {} ),
	};
}

export function prefixed(
	prefix: string,
	address: object
): Record< string, string > {
	return Object.fromEntries(
		Object.entries( address ).map( ( [ name, value ] ) => [
			`${ prefix }_${ name }`,
			String( value ),
		] )
	);
}
