import { sql, type Kysely } from 'kysely';
import { z } from 'zod';
import {
	CHANGE_KINDS,
	SUBJECT_KINDS,
	type ChangeKind,
	type SubjectKind,
} from '../accounts/changes.ts';
import type { AccountChangesTable } from '../db/console-tables.ts';
import type { Database } from '../db/schema.ts';
import { isMoment, readPage, type ListPage, type Places } from './paging.ts';

export interface ChangeRow {
	id: string;
	at: Date;
	origin: AccountChangesTable[ 'origin' ];
	personId: string | null;
	/** The person's name at that time, or the token's; null if it was erased, or if nobody made the change. */
	name: string | null;
	email: string | null;
	/** null: a kind from a later version of the program. */
	kind: ChangeKind | null;
	subject: { kind: SubjectKind; id: string; label: string } | null;
	details: Readonly< Record< string, unknown > >;
}

export interface ChangeFilters {
	personId: string | null;
	/** Any of these kinds; null: all. */
	kinds: readonly ChangeKind[] | null;
}

export const CHANGES_A_PAGE = 50;

interface Row {
	change_id: string;
	at: Date;
	/** With microseconds, as a cursor needs it. */
	at_text: string;
	origin: ChangeRow[ 'origin' ];
	person_id: string | null;
	person_name: string | null;
	person_email: string | null;
	kind: string;
	subject_kind: string | null;
	subject_id: string | null;
	subject_label: string | null;
	details: Record< string, unknown >;
}

interface Key {
	at: string;
	id: string;
}

/** R40: who changed what, newest first. */
export async function listChanges(
	db: Kysely< Database >,
	accountId: string,
	{ personId, kinds, ...places }: ChangeFilters & Places,
	limit = CHANGES_A_PAGE
): Promise< ListPage< ChangeRow > > {
	const page = await readPage< Row, Key >( places, {
		limit,
		parseKey,
		keyOf: ( row ) => `${ row.at_text }~${ row.change_id }`,
		read: async ( from, most ) => {
			const isNewer = from?.direction === 'newer';
			const { rows } = await sql< Row >`
				select change_id, at, to_char( at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"' ) as at_text,
					origin, person_id, person_name, person_email, kind, subject_kind, subject_id, subject_label, details
				from account_changes
				where account_id = ${ accountId }
					${ personId === null ? sql`` : sql`and person_id = ${ personId }` }
					${ kinds === null ? sql`` : sql`and kind = any( ${ [ ...kinds ] }::text[] )` }
					${ from === null ? sql`` : sql`and ( at, change_id ) ${ isNewer ? sql`>` : sql`<` } ( ${ from.key.at }::timestamptz, ${ from.key.id }::uuid )` }
				order by at ${ isNewer ? sql`` : sql`desc` }, change_id ${ isNewer ? sql`` : sql`desc` }
				limit ${ most }
			`.execute( db );
			return rows;
		},
	} );
	return { ...page, rows: page.rows.map( toChange ) };
}

/** @return null if the text is not a place in the list; it is ignored then. */
function parseKey( text: string ): Key | null {
	const [ at = '', id = '' ] = text.split( '~' );
	return isMoment( at, 6 ) && z.guid().safeParse( id ).success
		? { at, id }
		: null;
}

function toChange( row: Row ): ChangeRow {
	const subjectKind = SUBJECT_KINDS.find(
		( kind ) => kind === row.subject_kind
	);
	return {
		id: row.change_id,
		at: row.at,
		origin: row.origin,
		personId: row.person_id,
		name: row.person_name,
		email: row.person_email,
		kind: CHANGE_KINDS.find( ( kind ) => kind === row.kind ) ?? null,
		subject:
			subjectKind === undefined ||
			row.subject_id === null ||
			row.subject_label === null
				? null
				: {
						kind: subjectKind,
						id: row.subject_id,
						label: row.subject_label,
					},
		details: row.details,
	};
}

const MOST_AUTHORS = 200;

/** Everyone who has changed something, former members included, with their latest names. */
export async function listChangeAuthors(
	db: Kysely< Database >,
	accountId: string
): Promise<
	{ personId: string; name: string | null; email: string | null }[]
> {
	const { rows } = await sql< {
		person_id: string;
		person_name: string | null;
		person_email: string | null;
	} >`
		select distinct on ( person_id ) person_id, person_name, person_email
		from account_changes
		where account_id = ${ accountId } and person_id is not null
		order by person_id, at desc, change_id desc
		limit ${ sql.lit( MOST_AUTHORS ) }
	`.execute( db );
	return rows.map( ( row ) => ( {
		personId: row.person_id,
		name: row.person_name,
		email: row.person_email,
	} ) );
}
