import type { RecordOf } from '@ivorey/shared';
import { emailKey } from '../accounts/email-key.ts';
import type { ContactKind } from '../db/schema.ts';

/** A contact as it was before the batch. */
export interface KnownContact {
	contact_id: string;
	email_key: string | null;
	kind: ContactKind;
}

/** The contacts and links from before the batch. */
export interface KnownContacts {
	/** The contacts that the records reference, by e-mail or through a link. */
	contacts: readonly KnownContact[];
	/** The contact ID of each referenced WordPress user, if there is one. */
	linked: ReadonlyMap< string, string >;
	/**
	 * How many further users each contact has, of other connections or not referenced by the records; 0 if left out.
	 */
	others: ReadonlyMap< string, number >;
}

/** The account's contacts after each record of the batch: the address of each, and its users. */
export class ContactBook {
	#contactByAddress = new Map< string, string >();
	#addressByContact = new Map< string, string >();
	#contactByUser: Map< string, string >;
	#usersByContact = new Map< string, Set< string > >();
	#customers: Set< string >;
	#others: ReadonlyMap< string, number >;
	/** Users whose record, still to be processed, gives them another address than their contact's. */
	#leaving: Set< string >;

	constructor(
		{ contacts, linked, others }: KnownContacts,
		records: readonly RecordOf< 'contacts' >[]
	) {
		this.#others = others;
		this.#contactByUser = new Map( linked );
		this.#customers = new Set(
			contacts
				.filter( ( { kind } ) => kind === 'customer' )
				.map( ( { contact_id: id } ) => id )
		);
		for ( const { contact_id: id, email_key: address } of contacts ) {
			if ( address !== null ) {
				this.giveAddress( id, address );
			}
		}
		for ( const [ userId, contactId ] of linked ) {
			this.#users( contactId ).add( userId );
		}
		this.#leaving = new Set(
			records
				.filter( ( { id, data } ) => {
					const contactId = linked.get( id );
					return (
						contactId !== undefined &&
						this.#addressByContact.get( contactId ) !==
							emailKey( data.email )
					);
				} )
				.map( ( { id } ) => id )
		);
	}

	contactOfUser( userId: string ): string | undefined {
		return this.#contactByUser.get( userId );
	}

	contactAt( address: string ): string | undefined {
		return this.#contactByAddress.get( address );
	}

	/**
	 * The contact that has this address when the user takes it, unless all of its users give it up in this very batch.
	 */
	ownerFor( userId: string, address: string ): string | undefined {
		const owner = this.contactAt( address );
		if ( owner === undefined || this.#hasOthers( owner ) ) {
			return owner;
		}
		const users = [ ...this.#users( owner ) ];
		const isGivenUp =
			users.length > 0 &&
			! users.includes( userId ) &&
			users.every( ( user ) => this.#leaving.has( user ) );
		return isGivenUp ? undefined : owner;
	}

	/** Whether this contact has no other user, of this store or another. */
	isOnlyUser( userId: string, contactId: string ): boolean {
		return (
			! this.#hasOthers( contactId ) &&
			[ ...this.#users( contactId ) ].every( ( user ) => user === userId )
		);
	}

	userCount( contactId: string ): number {
		return this.#users( contactId ).size;
	}

	isCustomer( contactId: string ): boolean {
		return this.#customers.has( contactId );
	}

	becomeCustomer( contactId: string ): void {
		this.#customers.add( contactId );
	}

	/** Records that the user's record was processed. */
	link( userId: string, contactId: string ): void {
		const before = this.#contactByUser.get( userId );
		if ( before !== undefined ) {
			this.#users( before ).delete( userId );
		}
		this.#users( contactId ).add( userId );
		this.#contactByUser.set( userId, contactId );
		this.#leaving.delete( userId );
	}

	/** Replaces the contact's former address. */
	giveAddress( contactId: string, address: string ): void {
		this.dropAddress( contactId );
		this.#addressByContact.set( contactId, address );
		this.#contactByAddress.set( address, contactId );
	}

	dropAddress( contactId: string ): void {
		const address = this.#addressByContact.get( contactId );
		if (
			address !== undefined &&
			this.#contactByAddress.get( address ) === contactId
		) {
			this.#contactByAddress.delete( address );
		}
		this.#addressByContact.delete( contactId );
	}

	#users( contactId: string ): Set< string > {
		const users = this.#usersByContact.get( contactId ) ?? new Set();
		this.#usersByContact.set( contactId, users );
		return users;
	}

	#hasOthers( contactId: string ): boolean {
		return Boolean( this.#others.get( contactId ) );
	}
}
