import type { Site, Store } from '../types.ts';
import { now } from './browser.ts';
import {
	billingOf,
	shippingOf,
	type PlacedOrder,
	type Purchase,
} from './buyer.ts';

export interface CliOrderOptions extends Purchase {
	/** WooCommerce's status, without `wc-` (`pending`). */
	status?: string;
	customerId?: number;
	site?: Site;
}

/** Places an order like a script or another plugin: with `wc_create_order`, outside any request. */
export async function cliOrder(
	store: Store,
	options: CliOrderOptions
): Promise< PlacedOrder > {
	const sentAt = now();
	const orderId = await store.phpJson< number >(
		`$order = wc_create_order( array( 'customer_id' => $args['customer_id'], 'created_via' => 'cli' ) );
		foreach ( $args['items'] as $item ) {
			$order->add_product( wc_get_product( $item['id'] ), $item['quantity'] ?? 1 );
		}
		$order->set_address( $args['billing'], 'billing' );
		$order->set_address( $args['shipping'], 'shipping' );
		$order->set_payment_method( WC()->payment_gateways()->payment_gateways()[ $args['payment_method'] ] );
		$order->set_customer_note( $args['note'] );
		if ( '' !== $args['coupon'] ) {
			$order->apply_coupon( $args['coupon'] );
		}
		$order->calculate_totals();
		$order->set_status( $args['status'] );
		return $order->save();`,
		{
			...( options.site ? { site: options.site } : {} ),
			args: {
				customer_id: options.customerId ?? 0,
				items: options.items,
				billing: billingOf( options ),
				shipping: shippingOf( options ),
				payment_method: options.paymentMethod ?? 'cod',
				coupon: options.coupon ?? '',
				note: options.note ?? '',
				status: options.status ?? 'pending',
			},
		}
	);
	const respondedAt = now();
	return {
		orderId,
		requestId: null,
		sentAt,
		respondedAt,
		ms: respondedAt - sentAt,
	};
}
