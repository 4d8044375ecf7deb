import type { Kysely } from 'kysely';
import { findPeople, type Person } from '../accounts/people.ts';
import type { Database } from '../db/schema.ts';

/** A link to a new account may appear this much later. */
const KEPT_MS = 60_000;
/** People whose accounts are cached; the least recently read ones are dropped first. */
const MOST_KEPT = 1_000;

/** Caches the accounts of people who are signed in: every page links to the others, and need not query them again. */
export class AccountsOfPeople {
	readonly #kept = new Map<
		string,
		{ accounts: readonly Person[]; until: number }
	>();

	/** With `isNamed`, reads the accounts anew, for pages that name them and requests that may change them. */
	async of(
		db: Kysely< Database >,
		{ accountId, personId, email }: Person,
		now: Date,
		isNamed: boolean
	): Promise< readonly Person[] > {
		const key = `${ accountId } ${ personId }`;
		const known = this.#kept.get( key );
		if ( ! isNamed && known !== undefined && now.getTime() < known.until ) {
			return known.accounts;
		}
		const accounts = await findPeople( db, email );
		// Move it to the end, as the most recently read one.
		this.#kept.delete( key );
		this.#kept.set( key, { accounts, until: now.getTime() + KEPT_MS } );
		for ( const oldest of this.#kept.keys() ) {
			if ( this.#kept.size <= MOST_KEPT ) {
				break;
			}
			this.#kept.delete( oldest );
		}
		return accounts;
	}
}
