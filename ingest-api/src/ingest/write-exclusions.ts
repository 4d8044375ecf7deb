import { sql, type Kysely } from 'kysely';
import type { ExclusionReason, RecordElement } from '@ivorey/shared';
import type { ConnectionKey } from '../db/identifiers.ts';
import type { Database } from '../db/schema.ts';
import { isRevocable } from './find-known.ts';
import type { Candidate } from './sort.ts';

export interface KeptOut {
	element: RecordElement;
	id: string;
	version: number;
	reason: ExclusionReason;
}

/** R18: writes the newest excluded version of each record. */
export async function writeExclusions(
	tx: Kysely< Database >,
	{ accountId, connectionId }: ConnectionKey,
	keptOut: readonly KeptOut[],
	now: Date
): Promise< void > {
	if ( keptOut.length === 0 ) {
		return;
	}
	// The newest of several versions in one batch counts.
	const newest = new Map(
		[ ...keptOut ]
			.sort( ( a, b ) => a.version - b.version )
			.map( ( row ) => [ `${ row.element }:${ row.id }`, row ] )
	);
	await sql`
		insert into exclusions ( account_id, connection_id, element, record_id, version, reason, excluded_at )
		select ${ accountId }, ${ connectionId }, r.element, r.id, r.version, r.reason, ${ now }::timestamptz
		from json_to_recordset( ${ JSON.stringify( [ ...newest.values() ] ) } )
			as r ( element text, id text, version bigint, reason text )
		order by r.element collate "C", r.id collate "C"
		on conflict ( account_id, connection_id, element, record_id ) do update set
			version = excluded.version, reason = excluded.reason, excluded_at = excluded.excluded_at
		where exclusions.version < excluded.version
	`.execute( tx );
}

/**
 * Finds older records that arrive late and must not undo an exclusion: of a product that left the online store (R14), a
 * payment that was voided (R8), a collection that was emptied (R17).
 *
 * @return The positions of these records in the batch.
 */
export async function findOvertaken(
	tx: Kysely< Database >,
	{ accountId, connectionId }: ConnectionKey,
	candidates: readonly Candidate[]
): Promise< Set< number > > {
	const revocable = candidates.filter( ( { record } ) =>
		isRevocable( record.element )
	);
	if ( revocable.length === 0 ) {
		return new Set();
	}
	const { rows } = await sql< {
		element: RecordElement;
		record_id: string;
		version: string;
	} >`
		select element, record_id, version from exclusions
		where account_id = ${ accountId } and connection_id = ${ connectionId } and reason <> 'element_off'
			and ( element, record_id ) in (
				select * from unnest(
					${ revocable.map( ( { record } ) => record.element ) }::text[],
					${ revocable.map( ( { record } ) => record.id ) }::text[]
				)
			)
	`.execute( tx );
	const keptOut = new Map(
		rows.map( ( { element, record_id: id, version } ) => [
			`${ element }:${ id }`,
			Number( version ),
		] )
	);
	return new Set(
		revocable
			.filter(
				( { record: { element, id, version } } ) =>
					( keptOut.get( `${ element }:${ id }` ) ?? 0 ) > version
			)
			.map( ( { index } ) => index )
	);
}

/** Deletes the exclusions of records that are accepted now. @return The deleted exclusions. */
export async function forgetExclusions(
	tx: Kysely< Database >,
	{ accountId, connectionId }: ConnectionKey,
	applied: readonly { element: RecordElement; id: string }[]
): Promise< KeptOut[] > {
	if ( applied.length === 0 ) {
		return [];
	}
	const { rows } = await sql<
		Omit< KeptOut, 'version' > & { version: string }
	>`
		delete from exclusions
		where account_id = ${ accountId } and connection_id = ${ connectionId } and ( element, record_id ) in (
			select * from unnest(
				${ applied.map( ( { element } ) => element ) }::text[],
				${ applied.map( ( { id } ) => id ) }::text[]
			)
		)
		returning element, record_id as id, version, reason
	`.execute( tx );
	return rows.map( ( row ) => ( {
		...row,
		version: Number( row.version ),
	} ) );
}
