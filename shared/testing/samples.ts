import { BATCH_CONTRACT, type BatchEnvelope } from '../src/batch.ts';
import type { RecordElement } from '../src/elements.ts';
import type { Address } from '../src/records/common.ts';
import type { Collection } from '../src/records/collection.ts';
import type { Contact } from '../src/records/contact.ts';
import type { Erasure } from '../src/records/erasure.ts';
import type { Order, OrderLine } from '../src/records/order.ts';
import type { Product, Variant } from '../src/records/product.ts';
import type { RecordOf, StoreRecord } from '../src/records/record.ts';
import type { Transaction } from '../src/records/transaction.ts';
import type { Trigger } from '../src/records/trigger.ts';
import { inContractOrder } from './contract-order.ts';

/*
 * Small valid examples for tests; each call returns a new object. Overrides replace whole fields.
 * No person in them exists: the domains are reserved by RFC 2606.
 */

export function sampleAddress( overrides: Partial< Address > = {} ): Address {
	return inContractOrder( {
		first_name: 'Ada',
		last_name: 'Example',
		company: '',
		address_1: '1 Sample Street',
		address_2: '',
		city: 'Sampleton',
		state: '',
		postcode: '10115',
		country: 'DE',
		phone: '+49 30 5550100',
		...overrides,
	} );
}

export function sampleContact( overrides: Partial< Contact > = {} ): Contact {
	return inContractOrder( {
		email: 'ada@example.com',
		first_name: 'Ada',
		last_name: 'Example',
		display_name: 'Ada Example',
		roles: [ 'customer' ],
		date_registered: '2026-01-10T09:00:00Z',
		billing: sampleAddress(),
		shipping: sampleAddress( { phone: '' } ),
		...overrides,
	} );
}

export function sampleOrderLine(
	overrides: Partial< OrderLine > = {}
): OrderLine {
	return inContractOrder( {
		id: '11',
		product_id: '501',
		variation_id: null,
		name: 'Sample Mug',
		sku: 'MUG-1',
		quantity: '2',
		subtotal: '20.00',
		subtotal_tax: '3.80',
		total: '18.00',
		total_tax: '3.42',
		attributes: [ { name: 'Colour', value: 'Blue' } ],
		...overrides,
	} );
}

/** A guest's order paid by card; its totals add up. */
export function sampleOrder( overrides: Partial< Order > = {} ): Order {
	return inContractOrder( {
		number: '1001',
		status: 'processing',
		created_via: 'checkout',
		currency: 'EUR',
		prices_include_tax: false,
		date_created: '2026-01-31T08:15:00Z',
		date_modified: '2026-01-31T08:16:00Z',
		date_paid: '2026-01-31T08:16:00Z',
		date_completed: null,
		customer_id: null,
		billing_email: 'ada@example.com',
		billing: sampleAddress(),
		shipping: sampleAddress( { phone: '' } ),
		customer_note: '',
		payment_method: 'card',
		payment_method_title: 'Credit card',
		transaction_id: 'pay_1001',
		totals: {
			items: '20.00',
			discount: '2.00',
			shipping: '5.00',
			fees: '1.00',
			tax: '4.56',
			refunded: '0.00',
			total: '28.56',
		},
		line_items: [ sampleOrderLine() ],
		shipping_lines: [
			{
				id: '12',
				method_id: 'flat_rate',
				method_title: 'Flat rate',
				total: '5.00',
				total_tax: '0.95',
			},
		],
		fee_lines: [
			{ id: '13', name: 'Gift wrap', total: '1.00', total_tax: '0.19' },
		],
		coupon_lines: [
			{
				id: '14',
				code: 'welcome',
				discount: '2.00',
				discount_tax: '0.38',
			},
		],
		...overrides,
	} );
}

export function sampleTransaction(
	overrides: Partial< Transaction > = {}
): Transaction {
	return inContractOrder( {
		type: 'payment',
		order_id: '1001',
		amount: '28.56',
		currency: 'EUR',
		date: '2026-01-31T08:16:00Z',
		payment_method: 'card',
		payment_method_title: 'Credit card',
		transaction_id: 'pay_1001',
		reason: '',
		voided: false,
		...overrides,
	} );
}

export function sampleVariant( overrides: Partial< Variant > = {} ): Variant {
	return inContractOrder( {
		id: '502',
		attributes: [ { name: 'Colour', option: 'Blue' } ],
		image: null,
		price: '10.00',
		regular_price: '10.00',
		sale_price: null,
		date_on_sale_from: null,
		date_on_sale_to: null,
		sku: 'MUG-1-BLUE',
		manage_stock: false,
		stock_quantity: null,
		stock_status: 'instock',
		...overrides,
	} );
}

export function sampleProduct( overrides: Partial< Product > = {} ): Product {
	return inContractOrder( {
		type: 'simple',
		name: 'Sample Mug',
		slug: 'sample-mug',
		include_in_online_store: true,
		description: '<p>Holds tea.</p>',
		short_description: '',
		permalink: 'https://store.example/product/sample-mug/',
		virtual: false,
		downloadable: false,
		images: [ 'https://store.example/wp-content/uploads/mug.jpg' ],
		collection_ids: [ '21' ],
		attributes: [ { name: 'Colour', options: [ 'Blue', 'Green' ] } ],
		date_created: '2026-01-02T10:00:00Z',
		date_modified: '2026-01-02T10:00:00Z',
		price: '10.00',
		regular_price: '10.00',
		sale_price: null,
		date_on_sale_from: null,
		date_on_sale_to: null,
		sku: 'MUG-1',
		manage_stock: true,
		stock_quantity: '40',
		stock_status: 'instock',
		variants: [],
		...overrides,
	} );
}

export function sampleCollection(
	overrides: Partial< Collection > = {}
): Collection {
	return inContractOrder( {
		name: 'Kitchen',
		slug: 'kitchen',
		description: '',
		parent_id: null,
		image: null,
		count: 1,
		...overrides,
	} );
}

export function sampleTrigger( overrides: Partial< Trigger > = {} ): Trigger {
	return inContractOrder( {
		type: 'order_submitted',
		order_id: '1001',
		occurred_at: '2026-01-31T08:15:00Z',
		...overrides,
	} );
}

export function sampleErasure( overrides: Partial< Erasure > = {} ): Erasure {
	return inContractOrder( {
		scope: 'person',
		requested_at: '2026-01-31T08:15:00Z',
		user_id: '7',
		...overrides,
	} );
}

export interface SampleRecordOptions< Data > {
	id?: string;
	version?: number;
	data?: Partial< Data >;
}

type BuilderOf< E extends RecordElement > = (
	options?: SampleRecordOptions< RecordOf< E >[ 'data' ] >
) => RecordOf< E >;

const VERSION = 1_769_847_300_000_000;

export const sampleContactRecord: BuilderOf< 'contacts' > = (
	options = {}
) => ( {
	element: 'contacts',
	id: options.id ?? '7',
	version: options.version ?? VERSION,
	data: sampleContact( options.data ),
} );

export const sampleOrderRecord: BuilderOf< 'orders' > = ( options = {} ) => ( {
	element: 'orders',
	id: options.id ?? '1001',
	version: options.version ?? VERSION,
	data: sampleOrder( options.data ),
} );

export const sampleTransactionRecord = (
	options: SampleRecordOptions< Transaction > = {}
): RecordOf< 'transactions' > => ( {
	element: 'transactions',
	id: options.id ?? 'payment:1001',
	version: options.version ?? VERSION,
	data: sampleTransaction( options.data ),
} );

export const sampleProductRecord = (
	options: SampleRecordOptions< Product > = {}
): RecordOf< 'products' > => ( {
	element: 'products',
	id: options.id ?? '501',
	version: options.version ?? VERSION,
	data: sampleProduct( options.data ),
} );

export const sampleCollectionRecord: BuilderOf< 'collections' > = (
	options = {}
) => ( {
	element: 'collections',
	id: options.id ?? '21',
	version: options.version ?? VERSION,
	data: sampleCollection( options.data ),
} );

export const sampleTriggerRecord: BuilderOf< 'triggers' > = (
	options = {}
) => ( {
	element: 'triggers',
	id: options.id ?? 'order_submitted:1001',
	version: options.version ?? VERSION,
	data: sampleTrigger( options.data ),
} );

export const sampleErasureRecord: BuilderOf< 'erasures' > = (
	options = {}
) => ( {
	element: 'erasures',
	id:
		options.id ??
		// The hash of ada@example.com.
		'b5fc85e55755f9e0d030a10ab4429b6b2944855f9a0d60077fe832becbc41d72',
	version: options.version ?? VERSION,
	data: sampleErasure( options.data ),
} );

/** One valid record of each element, in the order in which they are applied. */
export function sampleRecords(): StoreRecord[] {
	return [
		sampleCollectionRecord(),
		sampleProductRecord(),
		sampleContactRecord(),
		sampleOrderRecord(),
		sampleTransactionRecord(),
		sampleErasureRecord(),
		sampleTriggerRecord(),
	];
}

/** @param records May contain broken ones; the envelope does not check them. */
export function sampleBatch(
	records: unknown[] = sampleRecords(),
	overrides: Partial< BatchEnvelope > = {}
): BatchEnvelope {
	return {
		contract: BATCH_CONTRACT,
		environment: {
			plugin: '0.1.0',
			wordpress: '7.0.4',
			woocommerce: '10.2.4',
			php: '8.2.29',
		},
		settings_version: 1,
		records,
		...overrides,
	};
}
