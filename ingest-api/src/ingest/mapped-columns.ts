import { sql, type RawBuilder } from 'kysely';
import {
	ORDER_SUBTYPE,
	toIvoreyOrderStatus,
	type Order,
	type Product,
	type Transaction,
} from '@ivorey/shared';
import { emailHash } from '../accounts/email-hash.ts';
import { numberSort } from './number-sort.ts';

type Value = string | number | boolean | null;

/** How this version of the program maps a stored record to the columns that ingest writes beside it. */
export interface Mapping {
	table: 'orders' | 'products' | 'transactions';
	id: string;
	/** As JSON; the row's alias is `t`. */
	record: RawBuilder< unknown >;
	/** The Postgres types of the columns. */
	types: Readonly< Record< string, string > >;
	columnsOf: ( record: never ) => Record< string, Value >;
}

export type MappedElement = Mapping[ 'table' ];

function mapping< Data >(
	rest: Omit< Mapping, 'columnsOf' > & {
		columnsOf: ( record: Data ) => Record< string, Value >;
	}
): Mapping {
	return rest;
}

export const MAPPINGS: Readonly< Record< MappedElement, Mapping > > = {
	orders: mapping< Order >( {
		table: 'orders',
		id: 'order_id',
		record: sql`order_record( t )`,
		types: {
			number: 'text',
			number_sort: 'text',
			subtype: 'text',
			status: 'text',
			woocommerce_status: 'text',
			currency: 'text',
			total: 'numeric',
			total_sort: 'double precision',
			total_refunded: 'numeric',
			date_paid: 'timestamptz',
			customer_id: 'text',
			billing_email: 'text',
			email_hash: 'text',
		},
		columnsOf: ( order ) => ( {
			number: order.number,
			number_sort: numberSort( order.number ),
			subtype: ORDER_SUBTYPE,
			status: toIvoreyOrderStatus( order.status ),
			woocommerce_status: order.status,
			currency: order.currency,
			total: order.totals.total,
			total_sort: Number( order.totals.total ),
			total_refunded: order.totals.refunded,
			date_paid: order.date_paid,
			customer_id: order.customer_id,
			billing_email: order.billing_email,
			email_hash:
				order.billing_email === null
					? null
					: emailHash( order.billing_email ),
		} ),
	} ),
	products: mapping< Product >( {
		table: 'products',
		id: 'product_id',
		record: sql`t.record`,
		// R37: leaves out columns that an account owner may have edited here; edits stay until the store changes them.
		types: {
			type: 'text',
			slug: 'text',
			sku: 'text',
			stock_status: 'text',
		},
		columnsOf: ( product ) => ( {
			type: product.type,
			slug: product.slug,
			sku: product.sku,
			stock_status: product.stock_status,
		} ),
	} ),
	transactions: mapping< Transaction >( {
		table: 'transactions',
		id: 'transaction_id',
		record: sql`t.record`,
		types: {
			type: 'text',
			amount: 'numeric',
			currency: 'text',
			date: 'timestamptz',
			payment_method: 'text',
			voided: 'boolean',
		},
		columnsOf: ( transaction ) => ( {
			type: transaction.type,
			amount: transaction.amount,
			currency: transaction.currency,
			date: transaction.date,
			payment_method: transaction.payment_method,
			voided: transaction.voided,
		} ),
	} ),
};
