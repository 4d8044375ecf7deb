import type { Kysely } from 'kysely';
import { findPeople, type Person } from '../accounts/people.ts';
import type { Database } from '../db/schema.ts';

/** A link to another account may be there so much later, or longer. */
const KEPT_MS = 60_000;
/** People whose accounts are kept; those asked for longest ago are forgotten first. */
const MOST_KEPT = 1_000;

/** The accounts of whoever is signed in: every page has a link to the others, and none has to ask for them again. */
export class AccountsOfPeople {
	readonly #kept = new Map<
		string,
		{ accounts: readonly Person[]; until: number }
	>();

	/** As they are, where they are named or may change. */
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
		// Again at the end, as the one that was asked last.
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
