import type { Address, Order, RecordOf } from '@ivorey/shared';
import type { ContactKind } from '../db/schema.ts';

/** A contact that the batch creates. */
export interface NewContact {
	contact_id: string;
	email: string;
	email_key: string;
	kind: ContactKind;
	first_name: string;
	last_name: string;
	display_name: string;
	company: string;
	phone: string;
	billing: Address;
	shipping: Address;
	date_registered: string | null;
	source_id: string;
	source_version: number;
}

/** The contact for a user's record. */
export function newCustomer(
	contactId: string,
	key: string,
	{ id, version, data }: RecordOf< 'contacts' >
): NewContact {
	return {
		contact_id: contactId,
		email: data.email,
		email_key: key,
		kind: 'customer',
		first_name: data.first_name,
		last_name: data.last_name,
		display_name: data.display_name,
		company: data.billing.company,
		phone: data.billing.phone,
		billing: data.billing,
		shipping: data.shipping,
		date_registered: data.date_registered,
		source_id: id,
		source_version: version,
	};
}

/** R3: a contact with the order's own details. */
export function newGuest(
	contactId: string,
	key: string,
	email: string,
	{ id, version, data }: RecordOf< 'orders' >
): NewContact {
	const { billing, shipping } = data satisfies Order;
	return {
		contact_id: contactId,
		email,
		email_key: key,
		kind: 'guest',
		first_name: billing.first_name,
		last_name: billing.last_name,
		display_name: '',
		company: billing.company,
		phone: billing.phone,
		billing,
		shipping,
		date_registered: null,
		source_id: id,
		source_version: version,
	};
}
