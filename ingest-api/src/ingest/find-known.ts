import { sql, type Kysely } from 'kysely';
import type { RecordElement } from '@ivorey/shared';
import type { ConnectionKey } from '../db/identifiers.ts';
import type { Database } from '../db/schema.ts';
import type { Candidate } from './sort.ts';

/** The column with the wire ID in the table of the same name. */
const ID_COLUMNS = {
	collections: 'collection_id',
	products: 'product_id',
	transactions: 'transaction_id',
} as const satisfies Partial< Record< RecordElement, string > >;

/** Elements whose records may be accepted only if they are known. */
export type Revocable = keyof typeof ID_COLUMNS;

export function isRevocable( element: RecordElement ): element is Revocable {
	return Object.hasOwn( ID_COLUMNS, element );
}

/** @return The records that are stored in any version, by position in the batch. */
export async function findKnown(
	tx: Kysely< Database >,
	{ accountId, connectionId }: ConnectionKey,
	candidates: readonly Candidate[]
): Promise< Set< number > > {
	const known = new Set< number >();
	for ( const [ element, some ] of Map.groupBy(
		candidates,
		( { record } ) => record.element
	) ) {
		if ( ! isRevocable( element ) ) {
			continue;
		}
		const id = sql.ref( ID_COLUMNS[ element ] );
		const ids = some.map( ( { record } ) => record.id );
		const { rows } = await sql< { id: string } >`
			select ${ id } as id from ${ sql.table( element ) }
			where account_id = ${ accountId } and connection_id = ${ connectionId } and ${ id } = any( ${ ids }::text[] )
		`.execute( tx );
		const found = new Set( rows.map( ( row ) => row.id ) );
		for ( const { index, record } of some ) {
			if ( found.has( record.id ) ) {
				known.add( index );
			}
		}
	}
	return known;
}
