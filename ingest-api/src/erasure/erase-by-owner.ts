import { setTimeout as sleep } from 'node:timers/promises';
import { sql, type Kysely } from 'kysely';
import { noteChange, type ChangeAuthor } from '../accounts/changes.ts';
import { emailHash } from '../accounts/email-hash.ts';
import type { ErasureCounts, ErasureOrigin } from '../db/element-tables.ts';
import { databaseErrorKind } from '../db/errors.ts';
import type { Database } from '../db/schema.ts';
import {
	countErasable,
	eraseContact,
	type ErasureTarget,
} from './erase-contact.ts';

const ATTEMPTS = 5;
const BACKOFF_MS = 20;

const ORIGINS = { console: 'person', api: 'api', cli: 'operator' } as const;

/** A person of the account, across all stores that know the address. */
function everythingOf(
	accountId: string,
	email: string,
	now: Date
): ErasureTarget {
	return {
		accountId,
		emailHash: emailHash( email ),
		scope: 'person',
		connectionId: null,
		userId: null,
		requestedAt: now,
	};
}

/** The counts shown to the account's owner before they confirm. */
export function previewErasure(
	db: Kysely< Database >,
	accountId: string,
	email: string,
	now: Date
): Promise< ErasureCounts > {
	return countErasable( db, everythingOf( accountId, email, now ) );
}

/** Erases an address in all stores of the account, at the owner's request. */
export async function eraseByOwner(
	db: Kysely< Database >,
	options: {
		accountId: string;
		email: string;
		requestedBy: Exclude< ErasureOrigin, 'store' >;
		/** The person who asked in the console. */
		person?: ChangeAuthor & { personId: string };
		now: Date;
	}
): Promise< ErasureCounts > {
	const { accountId, email, requestedBy, person, now } = options;
	for ( let attempt = 1; ; attempt++ ) {
		try {
			return await db.transaction().execute( async ( tx ) => {
				// Batches under way finish first; later ones see the erasure.
				await sql`
					select connection_id from connections
					where account_id = ${ accountId }
					order by connection_id
					for no key update
				`.execute( tx );
				const counts = await eraseContact(
					tx,
					{
						...everythingOf( accountId, email, now ),
						requestedBy,
						personId: person?.personId ?? null,
						version: null,
					},
					now
				);
				await noteChange(
					tx,
					person ?? { accountId, origin: ORIGINS[ requestedBy ] },
					{ kind: 'person_erased', details: { ...counts } },
					now
				);
				return counts;
			} );
		} catch ( error ) {
			if (
				databaseErrorKind( error ) !== 'retry' ||
				attempt >= ATTEMPTS
			) {
				throw error;
			}
		}
		await sleep( Math.random() * BACKOFF_MS * attempt );
	}
}

export interface PastErasure {
	emailHash: string;
	requestedBy: ErasureOrigin;
	/** The person who asked in the console; null for stores, and for people since removed. */
	person: string | null;
	/** The store that asked. */
	store: string | null;
	scope: 'person' | 'user';
	erasedAt: Date;
	counts: ErasureCounts;
}

/** Newest first. */
export async function listErasures(
	db: Kysely< Database >,
	accountId: string,
	limit: number
): Promise< PastErasure[] > {
	const rows = await db
		.selectFrom( 'erasures as e' )
		.leftJoin( 'account_people as p', ( join ) =>
			join
				.onRef( 'p.account_id', '=', 'e.account_id' )
				.onRef( 'p.person_id', '=', 'e.person_id' )
		)
		.leftJoin( 'connections as c', ( join ) =>
			join
				.onRef( 'c.account_id', '=', 'e.account_id' )
				.onRef( 'c.connection_id', '=', 'e.connection_id' )
		)
		.select( [
			'e.email_hash',
			'e.requested_by',
			'e.scope',
			'e.erased_at',
			'e.counts',
			'p.email as person',
			'c.store_url',
		] )
		.where( 'e.account_id', '=', accountId )
		.orderBy( 'e.erased_at', 'desc' )
		.orderBy( 'e.erasure_id' )
		.limit( limit )
		.execute();
	return rows.map( ( row ) => ( {
		emailHash: row.email_hash,
		requestedBy: row.requested_by,
		person: row.person,
		store: row.store_url,
		scope: row.scope,
		erasedAt: row.erased_at,
		counts: row.counts,
	} ) );
}
