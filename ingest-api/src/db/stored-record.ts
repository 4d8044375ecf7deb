import type { StoreRecord } from '@ivorey/shared';
import { digestOf, recordJson } from '@ivorey/shared/digest';

/** The parts of a record that every row stores, besides its own columns. */
export interface StoredRecord {
	id: string;
	version: number;
	digest: string;
	/** The data as JSON text. */
	json: string;
}

/** The only place where a record becomes text, both for its digest and for its row. */
export function stored( {
	id,
	version,
	data,
}: Pick< StoreRecord, 'id' | 'version' | 'data' > ): StoredRecord {
	const json = recordJson( data );
	return { id, version, digest: digestOf( data, json ), json };
}

/**
 * A JSON array for `json_to_recordset`, with `id`, `version`, `digest` and `record` of each record, and the fields that
 * `more` adds.
 */
export function rowsOf<
	R extends Pick< StoreRecord, 'id' | 'version' | 'data' >,
>(
	records: readonly R[],
	more?: ( record: R ) => Record< string, string | number | boolean | null >
): string {
	const rows = records.map( ( record ) => {
		const { json, ...columns } = stored( record );
		const text = JSON.stringify( { ...columns, ...more?.( record ) } );
		return `${ text.slice( 0, -1 ) },"record":${ json }}`;
	} );
	return `[${ rows.join( ',' ) }]`;
}
