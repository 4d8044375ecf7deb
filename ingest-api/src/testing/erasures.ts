import type { Order, RecordOf } from '@ivorey/shared';
import { sampleAddress, sampleErasure } from '@ivorey/shared/testing';
import { emailHash } from '../accounts/email-hash.ts';
import { startTestApi, type TestApi } from './api.ts';
import { contactRecord, orderRecord } from './records.ts';
import type { TestStore } from './store.ts';

/** The address of the person to be erased. */
export const EMAIL = 'zuleika@example.com';
/** After an erasure, none of these may be left in the database. */
export const WORDS = [ 'zuleika', 'Vandersloot', '5550199', 'Hidden Lane' ];
export const ADDRESS = sampleAddress( {
	first_name: 'Zuleika',
	last_name: 'Vandersloot',
	phone: '+31 20 5550199',
	address_1: '9 Hidden Lane',
} );
export const BEFORE = '2026-02-01T10:00:00Z';
/** When the erasure was requested. */
export const ASKED = '2026-03-01T00:00:00Z';
export const AFTER = '2026-03-02T10:00:00Z';

export function order(
	id: string,
	version: number,
	data: Partial< Order > = {}
): RecordOf< 'orders' > {
	const record = orderRecord( id, version, {
		date_created: BEFORE,
		billing_email: EMAIL,
		billing: ADDRESS,
		shipping: ADDRESS,
		customer_note: 'Zuleika is at the back door',
		...data,
	} );
	record.data.line_items[ 0 ]!.attributes = [
		{ name: 'Engraving', value: 'For Zuleika' },
	];
	return record;
}

export function user(
	id: string,
	version: number,
	data: Parameters< typeof contactRecord >[ 2 ] = {}
) {
	return contactRecord( id, version, {
		email: EMAIL,
		first_name: 'Zuleika',
		last_name: 'Vandersloot',
		display_name: 'Zuleika V.',
		date_registered: '2026-01-01T00:00:00Z',
		billing: ADDRESS,
		shipping: ADDRESS,
		...data,
	} );
}

export function erasure(
	version: number,
	data: Parameters< typeof sampleErasure >[ 0 ] = {},
	email = EMAIL
): RecordOf< 'erasures' > {
	return {
		element: 'erasures',
		id: emailHash( email ),
		version,
		data: sampleErasure( {
			requested_at: ASKED,
			user_id: null,
			...data,
		} ),
	};
}

export const outcomesOf = async (
	store: TestStore,
	records: readonly unknown[]
) =>
	( await store.send( records ) ).outcomes.map( ( outcome ) =>
		outcome.outcome === 'excluded' ? outcome.reason : outcome.outcome
	);

export const ordersOf = ( api: TestApi ) =>
	api.db.selectFrom( 'orders' ).selectAll().orderBy( 'order_id' ).execute();

export const contactsOf = ( api: TestApi ) =>
	api.db.selectFrom( 'contacts' ).selectAll().orderBy( 'email' ).execute();

export async function connected(): Promise< {
	api: TestApi;
	store: TestStore;
} > {
	const api = await startTestApi();
	return { api, store: await api.connect() };
}
