import type {
	Collection,
	Contact,
	Order,
	Product,
	RecordOf,
	Transaction,
	Trigger,
} from '@ivorey/shared';
import {
	sampleCollection,
	sampleContact,
	sampleOrder,
	sampleProduct,
	sampleTransaction,
	sampleTrigger,
} from '@ivorey/shared/testing';

export function orderRecord(
	id: string,
	version: number,
	data: Partial< Order > = {}
): RecordOf< 'orders' > {
	return {
		element: 'orders',
		id,
		version,
		data: sampleOrder( { number: id, ...data } ),
	};
}

export function contactRecord(
	id: string,
	version: number,
	data: Partial< Contact > = {}
): RecordOf< 'contacts' > {
	return { element: 'contacts', id, version, data: sampleContact( data ) };
}

export function productRecord(
	id: string,
	version: number,
	data: Partial< Product > = {}
): RecordOf< 'products' > {
	return { element: 'products', id, version, data: sampleProduct( data ) };
}

export function collectionRecord(
	id: string,
	version: number,
	data: Partial< Collection > = {}
): RecordOf< 'collections' > {
	return {
		element: 'collections',
		id,
		version,
		data: sampleCollection( data ),
	};
}

/** The payment of an order. */
export function paymentRecord(
	orderId: string,
	version: number,
	data: Partial< Transaction > = {}
): RecordOf< 'transactions' > {
	return {
		element: 'transactions',
		id: `payment:${ orderId }`,
		version,
		data: sampleTransaction( { order_id: orderId, ...data } ),
	};
}

export function refundRecord(
	refundId: string,
	orderId: string,
	version: number,
	data: Partial< Transaction > = {}
): RecordOf< 'transactions' > {
	return {
		element: 'transactions',
		id: `refund:${ refundId }`,
		version,
		data: sampleTransaction( {
			type: 'refund',
			order_id: orderId,
			reason: 'Broken',
			...data,
		} ),
	};
}

export function triggerRecord(
	type: Trigger[ 'type' ],
	orderId: string,
	version: number,
	data: Partial< Trigger > = {}
): RecordOf< 'triggers' > {
	return {
		element: 'triggers',
		id: `${ type }:${ orderId }`,
		version,
		data: sampleTrigger( { type, order_id: orderId, ...data } ),
	};
}
