import type { Site, Store } from '../types.ts';
import { signIn } from './account.ts';
import {
	Browser,
	ShopError,
	fillIn,
	formFields,
	newRequestId,
	scriptValue,
	type Page,
} from './browser.ts';
import {
	billingOf,
	shippingOf,
	type PlacedOrder,
	type Purchase,
} from './buyer.ts';
import { prefixed } from './classic-checkout.ts';

export interface AdminOrderOptions extends Purchase {
	/** WooCommerce's status, without `wc-` (`pending`). */
	status?: string;
	customerId?: number;
	site?: Site;
	/** Whether the store reports on the request that saves the order (default: true). */
	report?: boolean;
}

export async function signInAsAdmin(
	store: Store,
	site?: Site
): Promise< Browser > {
	const browser = new Browser( ( site ?? store ).url );
	await signIn( browser, {
		username: store.adminUser,
		password: store.adminPassword,
	} );
	return browser;
}

/** An order that an owner makes on wp-admin's *Add new order* screen. */
export async function adminOrder(
	store: Store,
	options: AdminOrderOptions
): Promise< PlacedOrder > {
	const browser = await signInAsAdmin( store, options.site );
	const screen = await browser.visit(
		store.hpos
			? '/wp-admin/admin.php?page=wc-orders&action=new'
			: '/wp-admin/post-new.php?post_type=shop_order'
	);
	const form = orderForm( store, screen );
	const orderId = Number(
		form.fields.find( ( [ name ] ) => name === 'post_ID' )?.[ 1 ]
	);
	if ( ! ( orderId > 0 ) ) {
		throw new ShopError( 'The screen has no order', screen );
	}
	const ajax = async ( action: string, more: Record< string, string > ) => {
		const page = await browser.visit( '/wp-admin/admin-ajax.php', {
			form: Object.entries( {
				action: `woocommerce_${ action }`,
				order_id: String( orderId ),
				security: scriptValue( screen, 'order_item_nonce' ),
				...more,
			} ),
		} );
		if (
			( JSON.parse( page.text ) as { success: boolean } ).success !== true
		) {
			throw new ShopError( `${ action } failed`, page );
		}
	};
	await ajax(
		'add_order_item',
		Object.fromEntries(
			options.items.flatMap( ( { id, quantity = 1 }, i ) => [
				[ `data[${ i }][id]`, String( id ) ],
				[ `data[${ i }][qty]`, String( quantity ) ],
			] )
		)
	);
	if ( options.coupon ) {
		await ajax( 'add_coupon_discount', { coupon: options.coupon } );
	}
	const saved = await saveOrder( browser, form, options.report !== false, {
		...prefixed( '_billing', billingOf( options ) ),
		...prefixed( '_shipping', shippingOf( options ) ),
		_payment_method: options.paymentMethod ?? 'cod',
		excerpt: options.note ?? '',
		customer_note: options.note ?? '',
		customer_user: String( options.customerId ?? '' ),
		order_status: `wc-${ options.status ?? 'pending' }`,
		save: 'Create',
	} );
	return { orderId, ...saved };
}

export interface StatusChange {
	/** For Store.requestReport; null if no report was requested. */
	requestId: string | null;
	sentAt: number;
	respondedAt: number;
	ms: number;
}

/**
 * Sets the status on the order's screen in wp-admin, like an owner after a bank transfer. The rest of the screen is
 * sent as it is.
 */
export async function updateOrderStatusInAdmin(
	store: Store,
	orderId: number,
	status: string,
	{ site, report = true }: { site?: Site; report?: boolean } = {}
): Promise< StatusChange > {
	const browser = await signInAsAdmin( store, site );
	const screen = await browser.visit(
		store.hpos
			? `/wp-admin/admin.php?page=wc-orders&action=edit&id=${ orderId }`
			: `/wp-admin/post.php?post=${ orderId }&action=edit`
	);
	return saveOrder( browser, orderForm( store, screen ), report, {
		order_status: `wc-${ status }`,
		save: 'Update',
	} );
}

type Form = ReturnType< typeof formFields >;

function orderForm( store: Store, screen: Page ): Form {
	return formFields( screen, store.hpos ? 'form#order' : 'form#post' );
}

async function saveOrder(
	browser: Browser,
	form: Form,
	report: boolean,
	values: Readonly< Record< string, string > >
): Promise< StatusChange > {
	const requestId = report ? newRequestId() : null;
	const page = await browser.visit( form.action, {
		form: fillIn( form.fields, values ),
		requestId: requestId ?? undefined,
	} );
	if ( page.status !== 200 || ! page.url.includes( 'message=' ) ) {
		throw new ShopError( 'The order was not saved', page );
	}
	return {
		requestId,
		sentAt: page.sentAt,
		respondedAt: page.respondedAt,
		ms: page.respondedAt - page.sentAt,
	};
}
