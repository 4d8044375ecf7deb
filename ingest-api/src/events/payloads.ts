import type {
	ConnectionState,
	IvoreyOrderStatus,
	Order,
	Product,
	Transaction,
	WebhookContact,
	WebhookOrder,
	WebhookProduct,
	WebhookTransaction,
} from '@ivorey/shared';
import { formatConnection, type ConnectionKey } from '../db/identifiers.ts';

/** The part about the store, the same in each of its events. */
export function storePayload(
	key: ConnectionKey,
	storeUrl: string
): { connection: string; store_url: string } {
	return { connection: formatConnection( key ), store_url: storeUrl };
}

export interface OrderRow {
	order_id: string;
	contact_id: string | null;
	status: IvoreyOrderStatus;
	subtype: string;
	record: Order;
}

export function orderPayload( row: OrderRow ): WebhookOrder {
	const { status, ...order } = row.record;
	return {
		id: row.order_id,
		contact_id: row.contact_id,
		status: row.status,
		woocommerce_status: status,
		subtype: row.subtype,
		...order,
	};
}

export function productPayload( row: {
	product_id: string;
	record: Product;
} ): WebhookProduct {
	return { id: row.product_id, ...row.record };
}

export function transactionPayload( row: {
	transaction_id: string;
	record: Transaction;
} ): WebhookTransaction {
	return { id: row.transaction_id, ...row.record };
}

export interface ContactRow extends Omit<
	WebhookContact,
	'id' | 'date_registered'
> {
	contact_id: string;
	date_registered: Date | null;
}

export function contactPayload( row: ContactRow ): WebhookContact {
	return {
		id: row.contact_id,
		kind: row.kind,
		email: row.email,
		first_name: row.first_name,
		last_name: row.last_name,
		display_name: row.display_name,
		company: row.company,
		phone: row.phone,
		billing: row.billing,
		shipping: row.shipping,
		date_registered: row.date_registered?.toISOString() ?? null,
	};
}

/** @return null for a transition that is not published. */
export function connectionEventType(
	from: ConnectionState,
	to: ConnectionState
) {
	switch ( to ) {
		case 'active':
			return from === 'pending'
				? 'connection.activated'
				: 'connection.resumed';
		case 'paused':
			return 'connection.paused';
		case 'disconnected':
			return 'connection.disconnected';
		case 'pending':
			return null;
	}
}
