import type { RecordOf } from '@ivorey/shared';
import { emailKey } from '../accounts/email-key.ts';
import type { MergeReason } from '../db/element-tables.ts';
import { ContactBook, type KnownContacts } from './contact-book.ts';
import { newCustomer, newGuest, type NewContact } from './new-contact.ts';

/** A contact that is merged into another, or (`from` and `into` the same) a guest who becomes a customer. */
export interface ContactMerge {
	from: string;
	into: string;
	why: MergeReason;
}

export interface ContactLink {
	contact_id: string;
	email_key: string;
	/** Its ID is the user's. */
	record: RecordOf< 'contacts' >;
}

export interface ContactPlan {
	inserts: NewContact[];
	/** Contacts whose user has a new e-mail address. */
	rekeys: { contact_id: string; email: string; email_key: string }[];
	links: ContactLink[];
	/** R3 */
	merges: ContactMerge[];
	/** Users who now have a different contact: their orders follow. */
	moved: { user_id: string; contact_id: string }[];
	/** By order ID; null if the order names nobody. */
	contactOfOrder: Map< string, string | null >;
	/** Contacts whose details have to be projected again; new ones already have them. */
	touched: Set< string >;
}

/**
 * Resolves the contact of each record (R2, R3, R4). A contact is an e-mail address of the account:
 *
 * - A user belongs to the contact with the user's address. A guest who registers stays the same contact (R3).
 * - A user whose address changes takes the contact along, unless it has other users, too.
 *   If the new address is another contact's, the two are merged: a guest into the customer,
 *   and a customer without any users left into the other one.
 * - An order of a user who has a contact belongs to that contact, whatever its billing address says;
 *   any other order belongs to the contact with its billing address, which is created if needed.
 */
export function resolveContacts(
	known: KnownContacts,
	contacts: readonly RecordOf< 'contacts' >[],
	orders: readonly RecordOf< 'orders' >[],
	newId: () => string
): ContactPlan {
	const draft: Draft = {
		book: new ContactBook( known, contacts ),
		newId,
		inserts: new Map(),
		rekeys: new Map(),
		links: [],
		merges: [],
		moved: [],
		contactOfOrder: new Map(),
		touched: new Set(),
	};
	for ( const record of [ ...contacts ].sort( byVersion ) ) {
		resolveUser( draft, record );
	}
	for ( const record of [ ...orders ].sort( byDate ) ) {
		resolveOrder( draft, record );
	}
	return planOf( draft );
}

/** A plan in progress, with the contacts as it leaves them. */
interface Draft extends Omit<
	ContactPlan,
	'inserts' | 'rekeys' | 'customers'
> {
	book: ContactBook;
	newId: () => string;
	/** By contact ID. */
	inserts: Map< string, NewContact >;
	/** By contact ID. */
	rekeys: Map< string, ContactPlan[ 'rekeys' ][ number ] >;
}

function resolveUser( draft: Draft, record: RecordOf< 'contacts' > ): void {
	const { book, links, moved, touched } = draft;
	const key = emailKey( record.data.email );
	const before = book.contactOfUser( record.id );
	const contactId = contactFor( draft, record, key );
	book.link( record.id, contactId );
	links.push( { contact_id: contactId, email_key: key, record } );
	touched.add( contactId );
	if ( before !== contactId ) {
		moved.push( { user_id: record.id, contact_id: contactId } );
		if ( before !== undefined ) {
			touched.add( before );
		}
	}
}

function contactFor(
	draft: Draft,
	record: RecordOf< 'contacts' >,
	key: string
): string {
	const { book } = draft;
	const before = book.contactOfUser( record.id );
	const owner = book.ownerFor( record.id, key );
	/** The contact that the user takes along; a contact that also has other users is left to them. */
	const own =
		before !== undefined && book.isOnlyUser( record.id, before )
			? before
			: undefined;
	if ( owner === undefined ) {
		return own === undefined
			? makeCustomer( draft, record, key )
			: rekey( draft, own, record, key );
	}
	if ( own === undefined || own === owner ) {
		register( draft, owner );
		return owner;
	}
	if ( book.isCustomer( owner ) ) {
		merge( draft, own, owner );
		return owner;
	}
	merge( draft, owner, own );
	return rekey( draft, own, record, key );
}

function makeCustomer(
	{ book, inserts, newId }: Draft,
	record: RecordOf< 'contacts' >,
	key: string
): string {
	const made = newId();
	inserts.set( made, newCustomer( made, key, record ) );
	book.becomeCustomer( made );
	book.giveAddress( made, key );
	return made;
}

/** Gives the contact the user's new address. */
function rekey(
	{ book, rekeys }: Draft,
	contactId: string,
	{ data }: RecordOf< 'contacts' >,
	key: string
): string {
	book.giveAddress( contactId, key );
	rekeys.set( contactId, {
		contact_id: contactId,
		email: data.email,
		email_key: key,
	} );
	return contactId;
}

function merge( { book, merges }: Draft, from: string, into: string ): void {
	book.dropAddress( from );
	merges.push( { from, into, why: 'address_changed' } );
}

/** R3: a guest who now has a user is a customer. */
function register( { book, merges }: Draft, contactId: string ): void {
	if ( ! book.isCustomer( contactId ) ) {
		book.becomeCustomer( contactId );
		merges.push( { from: contactId, into: contactId, why: 'registered' } );
	}
}

function resolveOrder( draft: Draft, record: RecordOf< 'orders' > ): void {
	const { billing_email: email, customer_id: userId } = record.data;
	const ofUser =
		userId === null ? undefined : draft.book.contactOfUser( userId );
	const contactId =
		ofUser ??
		( email === null ? null : contactOfGuest( draft, record, email ) );
	draft.contactOfOrder.set( record.id, contactId );
	if ( contactId !== null ) {
		draft.touched.add( contactId );
	}
}

/** R2: the contact with this billing address, or a new guest. */
function contactOfGuest(
	{ book, inserts, newId }: Draft,
	record: RecordOf< 'orders' >,
	email: string
): string {
	const key = emailKey( email );
	const known = book.contactAt( key );
	const contactId = known ?? newId();
	// A later order's details replace an earlier one's; a customer's own are never changed (R3).
	if ( known === undefined || inserts.get( known )?.kind === 'guest' ) {
		inserts.set( contactId, newGuest( contactId, key, email, record ) );
		book.giveAddress( contactId, key );
	}
	return contactId;
}

function planOf( {
	book,
	inserts,
	rekeys,
	touched,
	...plan
}: Draft ): ContactPlan {
	// If two users have one address, the newest record counts.
	const isComplete = ( contactId: string ) =>
		inserts.has( contactId ) && book.userCount( contactId ) < 2;
	return {
		links: plan.links,
		merges: plan.merges,
		moved: plan.moved,
		contactOfOrder: plan.contactOfOrder,
		touched: new Set(
			[ ...touched ].filter( ( id ) => ! isComplete( id ) )
		),
		inserts: [ ...inserts.values() ].sort( ( a, b ) =>
			compare( a.email_key, b.email_key )
		),
		rekeys: [ ...rekeys.values() ],
	};
}

function byVersion(
	a: RecordOf< 'contacts' >,
	b: RecordOf< 'contacts' >
): number {
	return a.version - b.version || compare( a.id, b.id );
}

/** The same order as in the database query for a guest's newest order: by date, then by ID. */
function byDate( a: RecordOf< 'orders' >, b: RecordOf< 'orders' > ): number {
	return (
		Date.parse( a.data.date_created ) - Date.parse( b.data.date_created ) ||
		compare( a.id, b.id )
	);
}

/** Compares WooCommerce IDs as numbers: 99 comes before 100. */
function compare( a: string, b: string ): number {
	if ( a === b ) {
		return 0;
	}
	return a.length < b.length || ( a.length === b.length && a < b ) ? -1 : 1;
}
