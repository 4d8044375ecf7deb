import type { Contact, Order, RecordOf } from '@ivorey/shared';
import { sampleContact, sampleOrder } from '@ivorey/shared/testing';

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
