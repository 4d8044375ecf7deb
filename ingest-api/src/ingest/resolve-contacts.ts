import type { Address, Order, RecordOf } from '@ivorey/shared';
import type { MergeReason } from '../db/element-tables.ts';
import type { ContactKind } from '../db/schema.ts';
import { emailKey } from '../accounts/email-key.ts';

/** What is known of a contact before the batch. */
export interface KnownContact {
	contact_id: string;
	email_key: string | null;
	kind: ContactKind;
}

/** A contact that becomes another, or (`from` and `into` the same) a guest who becomes a customer. */
export interface ContactMerge {
	from: string;
	into: string;
	why: MergeReason;
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
	contact_id: string;
	email_key: string;
	/** Its id is the user's. */
	record: RecordOf< 'contacts' >;
}

export interface ContactPlan {
	inserts: NewContact[];
	/** Contacts whose user has another e-mail address now. */
	rekeys: { contact_id: string; email: string; email_key: string }[];
	links: ContactLink[];
	/** R3 */
	merges: ContactMerge[];
	/** Users that are another contact than before: their orders follow. */
	moved: { user_id: string; contact_id: string }[];
	/** By order id; null where the order names nobody. */
	contactOfOrder: Map< string, string | null >;
	/** Contacts whose details have to be looked at again; new ones have them already. */
	touched: Set< string >;
}

/** What is known before the batch. */
export interface KnownContacts {
	/** Whom the records name, by e-mail or through a link. */
	contacts: readonly KnownContact[];
	/** The contact id of each WordPress user that the records name, where there is one. */
	linked: ReadonlyMap< string, string >;
	/** How many users of other connections, or whom the records do not name, these contacts are; 0 where left out. */
	others: ReadonlyMap< string, number >;
}

/**
 * Which contact each record belongs to (R2, R3, R4). A contact is an e-mail address of the account:
 *
 * - A user is the contact with the user's address. A guest who registers is the same contact (R3).
 * - A user whose address changes takes the contact along, unless other users are that contact, too.
 *   Where the new address is another contact's, the two become one: a guest goes into the customer,
 *   a customer whom no user is any more goes into the other one.
 * - An order of a user who is a contact is that contact's, whatever its billing address says;
 *   any other order is the contact's with its billing address, who is made if need be.
 */
export function resolveContacts(
	known: KnownContacts,
	contacts: readonly RecordOf< 'contacts' >[],
	orders: readonly RecordOf< 'orders' >[],
	newId: () => string
): ContactPlan {
	const byKey = new Map< string, string >();
	const keyOf = new Map< string, string >();
	const customers = new Set< string >();
	for ( const contact of known.contacts ) {
		if ( contact.email_key !== null ) {
			byKey.set( contact.email_key, contact.contact_id );
			keyOf.set( contact.contact_id, contact.email_key );
		}
		if ( contact.kind === 'customer' ) {
			customers.add( contact.contact_id );
		}
	}
	const links = new Map( known.linked );
	const holders = new Map< string, Set< string > >();
	for ( const [ userId, contactId ] of links ) {
		holdersOf( contactId ).add( userId );
	}
	const leaving = new Set(
		contacts
			.filter( ( { id, data } ) => {
				const before = links.get( id );
				return (
					before !== undefined &&
					keyOf.get( before ) !== emailKey( data.email )
				);
			} )
			.map( ( { id } ) => id )
	);
	const inserts = new Map< string, NewContact >();
	const rekeys = new Map< string, ContactPlan[ 'rekeys' ][ number ] >();
	const plan: ContactPlan = {
		inserts: [],
		rekeys: [],
		links: [],
		merges: [],
		moved: [],
		contactOfOrder: new Map(),
		touched: new Set(),
	};

	for ( const record of [ ...contacts ].sort( byVersion ) ) {
		const key = emailKey( record.data.email );
		const before = links.get( record.id );
		const contactId = contactOf( record, key, before );
		leaving.delete( record.id );
		if ( before !== undefined ) {
			holdersOf( before ).delete( record.id );
		}
		holdersOf( contactId ).add( record.id );
		links.set( record.id, contactId );
		plan.links.push( {
			contact_id: contactId,
			email_key: key,
			record,
		} );
		plan.touched.add( contactId );
		if ( before !== contactId ) {
			plan.moved.push( { user_id: record.id, contact_id: contactId } );
			if ( before !== undefined ) {
				plan.touched.add( before );
			}
		}
	}

	function contactOf(
		record: RecordOf< 'contacts' >,
		key: string,
		before: string | undefined
	): string {
		const owner = ownerOf( key, record.id );
		const takesAlong = before !== undefined && isAlone( before, record.id );
		if ( owner === undefined ) {
			if ( takesAlong ) {
				rekey( before, record, key );
				return before;
			}
			const made = newId();
			inserts.set( made, customer( made, key, record ) );
			customers.add( made );
			setKey( made, key );
			return made;
		}
		if ( owner !== before && takesAlong ) {
			if ( ! customers.has( owner ) ) {
				merge( owner, before );
				rekey( before, record, key );
				return before;
			}
			merge( before, owner );
			return owner;
		}
		if ( ! customers.has( owner ) ) {
			customers.add( owner );
			plan.merges.push( { from: owner, into: owner, why: 'registered' } );
		}
		return owner;
	}

	/** Not one who gives the address up in this very batch. */
	function ownerOf( key: string, userId: string ): string | undefined {
		const owner = byKey.get( key );
		if ( owner === undefined || known.others.get( owner ) ) {
			return owner;
		}
		const users = [ ...holdersOf( owner ) ];
		return users.length > 0 &&
			! users.includes( userId ) &&
			users.every( ( user ) => leaving.has( user ) )
			? undefined
			: owner;
	}

	function isAlone( contactId: string, userId: string ): boolean {
		return (
			! known.others.get( contactId ) &&
			[ ...holdersOf( contactId ) ].every( ( user ) => user === userId )
		);
	}

	function holdersOf( contactId: string ): Set< string > {
		const users = holders.get( contactId ) ?? new Set();
		holders.set( contactId, users );
		return users;
	}

	function setKey( contactId: string, key: string | null ): void {
		const old = keyOf.get( contactId );
		if ( old !== undefined && byKey.get( old ) === contactId ) {
			byKey.delete( old );
		}
		if ( key === null ) {
			keyOf.delete( contactId );
			return;
		}
		keyOf.set( contactId, key );
		byKey.set( key, contactId );
	}

	function rekey(
		contactId: string,
		{ data }: RecordOf< 'contacts' >,
		key: string
	): void {
		setKey( contactId, key );
		rekeys.set( contactId, {
			contact_id: contactId,
			email: data.email,
			email_key: key,
		} );
	}

	function merge( from: string, into: string ): void {
		setKey( from, null );
		plan.merges.push( { from, into, why: 'address_changed' } );
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

	for ( const [ contactId ] of inserts ) {
		// Of two users with one address, the newest record counts.
		if ( holdersOf( contactId ).size < 2 ) {
			plan.touched.delete( contactId );
		}
	}
	plan.inserts = [ ...inserts.values() ].sort( ( a, b ) =>
		compare( a.email_key, b.email_key )
	);
	plan.rekeys = [ ...rekeys.values() ];
	return plan;
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

/** Of WooCommerce's ids, which are numbers: 99 comes before 100. */
function compare( a: string, b: string ): number {
	if ( a === b ) {
		return 0;
	}
	return a.length < b.length || ( a.length === b.length && a < b ) ? -1 : 1;
}
