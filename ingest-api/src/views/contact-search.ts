import { sql, type RawBuilder } from 'kysely';
import { emailKey } from '../accounts/email-key.ts';
import { beginsWith } from './listing.ts';

/**
 * Whether a contact's e-mail address, name or last name begins with a text.
 *
 * @param contacts The table, or its alias.
 */
export function isNamed(
	contacts: string,
	search: string
): RawBuilder< boolean > {
	const byEmail = sql< boolean >`${ sql.ref( `${ contacts }.email_key` ) } ^@ ${ emailKey( search ) }`;
	return search.includes( '@' )
		? byEmail
		: sql< boolean >`( ${ byEmail } or ${ beginsWith(
				[ `${ contacts }.name_sort`, `${ contacts }.last_name_sort` ],
				search
			) } )`;
}
