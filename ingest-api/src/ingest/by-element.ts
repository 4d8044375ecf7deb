import type { RecordElement, RecordOf } from '@ivorey/shared';
import type { Candidate } from './sort.ts';

export type RecordsByElement = { [ E in RecordElement ]: RecordOf< E >[] };

export function byElement(
	candidates: readonly Candidate[]
): RecordsByElement {
	const records: RecordsByElement = {
		collections: [],
		products: [],
		contacts: [],
		orders: [],
		transactions: [],
		erasures: [],
		triggers: [],
	};
	for ( const { record } of candidates ) {
		( records[ record.element ] as Candidate[ 'record' ][] ).push( record );
	}
	return records;
}
