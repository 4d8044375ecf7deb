import { sql, type Kysely, type RawBuilder } from 'kysely';
import { emailKey } from '../accounts/email-key.ts';
import type { Database } from '../db/schema.ts';
import { beginsWith } from './listing.ts';

/** Up to so many, contacts are named to the database; of more, it looks through what is listed, and soon has a page. */
const FOUND = 3_000;

/** Ids; null: more than anybody names. */
export type FoundContacts = readonly string[] | null;

/** The columns of contacts that a search looks at, each with an index. */
function searched( contacts: string, search: string ): RawBuilder< boolean >[] {
	const column = ( name: string ) => `${ contacts }.${ name }`;
	const byEmail = sql< boolean >`${ sql.ref( column( 'email_key' ) ) } ^@ ${ emailKey( search ) }`;
	return search.includes( '@' )
		? [ byEmail ]
		: [
				byEmail,
				beginsWith( [ column( 'name_sort' ) ], search ),
				beginsWith( [ column( 'last_name_sort' ) ], search ),
			];
}

/**
 * Whether a contact's e-mail address, name or last name begins with a text.
 *
 * @param contacts The table, or its alias.
 */
export function isNamed(
	contacts: string,
	search: string
): RawBuilder< boolean > {
	return sql< boolean >`( ${ sql.join( searched( contacts, search ), sql` or ` ) } )`;
}

/** Whose e-mail address, name or last name begins with a text: index by index, each no further than is needed. */
export async function findContacts(
	db: Kysely< Database >,
	accountId: string,
	search: string
): Promise< FoundContacts > {
	const parts = searched( 'c', search ).map(
		( condition ) => sql`(
			select c.contact_id from contacts as c
			where c.account_id = ${ accountId } and ${ condition }
			limit ${ sql.lit( FOUND + 1 ) }
		)`
	);
	const { rows } = await sql< { contact_id: string } >`
		select contact_id from ( ${ sql.join( parts, sql` union ` ) } ) as found
		limit ${ sql.lit( FOUND + 1 ) }
	`.execute( db );
	return rows.length > FOUND ? null : rows.map( ( row ) => row.contact_id );
}
