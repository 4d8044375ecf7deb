import type { Address, Contact, Order, RecordOf } from '@ivorey/shared';
import type { ContactKind } from '../db/schema.ts';
import { emailKey } from './email-key.ts';

/** What is known of a contact before the batch. */
export interface KnownContact {
	contact_id: string;
	email_key: string | null;
	kind: ContactKind;
	source_version: string | null;
}

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

export interface ContactLink {
	user_id: string;
	contact_id: string;
	email_key: string;
	version: number;
	record: Contact;
}

export interface ContactPlan {
	inserts: NewContact[];
	/** Contacts whose user has another e-mail address now. */
	rekeys: { contact_id: string; email: string; email_key: string }[];
	links: ContactLink[];
	/** Users that are another contact than before: their orders follow. */
	moved: { user_id: string; contact_id: string }[];
	/** By order id; null where the order names nobody. */
	contactOfOrder: Map< string, string | null >;
	/** Contacts whose details have to be looked at again. */
	touched: Set< string >;
}

/**
 * Which contact each record belongs to (R2, R3, R4). A contact is an e-mail address of the account:
 *
 * - A user keeps its contact when its address changes, unless the new address is another contact's:
 *   then the user, and with it the orders of that user, becomes that one, so that one address is
 *   never two contacts. What it was before stays as it stands.
 * - An order of a user who is a contact is that contact's, whatever its billing address says;
 *   any other order is the contact's with its billing address, who is made if need be.
 *
 * `known` are the contacts that the records name, by e-mail or through a link; `linked` gives the
 * contact id of each WordPress user that they name, where there is one.
 */
export function resolveContacts(
	known: readonly KnownContact[],
	linked: ReadonlyMap< string, string >,
	contacts: readonly RecordOf< 'contacts' >[],
	orders: readonly RecordOf< 'orders' >[],
	newId: () => string
): ContactPlan {
	const byId = new Map(
		known.map( ( contact ) => [ contact.contact_id, contact ] )
	);
	const byKey = new Map< string, string >();
	for ( const contact of known ) {
		if ( contact.email_key !== null ) {
			byKey.set( contact.email_key, contact.contact_id );
		}
	}
	const links = new Map( linked );
	const inserts = new Map< string, NewContact >();
	const rekeys = new Map< string, ContactPlan[ 'rekeys' ][ number ] >();
	const plan: ContactPlan = {
		inserts: [],
		rekeys: [],
		links: [],
		moved: [],
		contactOfOrder: new Map(),
		touched: new Set(),
	};

	for ( const record of [ ...contacts ].sort( byVersion ) ) {
		const key = emailKey( record.data.email );
		const before = links.get( record.id );
		let contactId = byKey.get( key ) ?? before;
		if ( contactId === undefined ) {
			contactId = newId();
			inserts.set( contactId, customer( contactId, key, record ) );
			byKey.set( key, contactId );
		} else if (
			! byKey.has( key ) &&
			isNewest( record, byId.get( contactId ) )
		) {
			const old =
				rekeys.get( contactId )?.email_key ??
				byId.get( contactId )?.email_key;
			if ( old !== undefined && old !== null ) {
				byKey.delete( old );
			}
			rekeys.set( contactId, {
				contact_id: contactId,
				email: record.data.email,
				email_key: key,
			} );
			byKey.set( key, contactId );
		}
		links.set( record.id, contactId );
		plan.links.push( {
			user_id: record.id,
			contact_id: contactId,
			email_key: key,
			version: record.version,
			record: record.data,
		} );
		plan.touched.add( contactId );
		if ( before !== contactId ) {
			plan.moved.push( { user_id: record.id, contact_id: contactId } );
			if ( before !== undefined ) {
				plan.touched.add( before );
			}
		}
	}

	for ( const record of [ ...orders ].sort( byDate ) ) {
		const { billing_email: email, customer_id: userId } = record.data;
		let contactId = userId === null ? undefined : links.get( userId );
		if ( contactId === undefined && email !== null ) {
			const key = emailKey( email );
			contactId = byKey.get( key ) ?? newId();
			// A later order's details replace an earlier one's; a customer's own are never touched (R3).
			const isOurs =
				inserts.get( contactId )?.kind ??
				( byKey.has( key ) ? null : 'guest' );
			if ( isOurs === 'guest' ) {
				inserts.set(
					contactId,
					guest( contactId, key, email, record )
				);
			}
			byKey.set( key, contactId );
		}
		plan.contactOfOrder.set( record.id, contactId ?? null );
		if ( contactId !== undefined ) {
			plan.touched.add( contactId );
		}
	}

	plan.inserts = [ ...inserts.values() ].sort( ( a, b ) =>
		compare( a.email_key, b.email_key )
	);
	plan.rekeys = [ ...rekeys.values() ];
	return plan;
}

function isNewest(
	record: RecordOf< 'contacts' >,
	contact: KnownContact | undefined
): boolean {
	return (
		contact === undefined ||
		contact.kind === 'guest' ||
		contact.source_version === null ||
		BigInt( record.version ) > BigInt( contact.source_version )
	);
}

function customer(
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

function guest(
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

function byVersion(
	a: RecordOf< 'contacts' >,
	b: RecordOf< 'contacts' >
): number {
	return a.version - b.version || compare( a.id, b.id );
}

/** As the database finds a guest's newest order: by date, then by id. */
function byDate( a: RecordOf< 'orders' >, b: RecordOf< 'orders' > ): number {
	return (
		Date.parse( a.data.date_created ) - Date.parse( b.data.date_created ) ||
		compare( a.id, b.id )
	);
}

function compare( a: string, b: string ): number {
	if ( a === b ) {
		return 0;
	}
	return a < b ? -1 : 1;
}
