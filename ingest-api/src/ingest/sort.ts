import {
	RECORD_ELEMENTS,
	type ExclusionReason,
	type Outcome,
	type ParsedRecord,
	type StoreRecord,
	type Switchable,
} from '@ivorey/shared';
import { exclusionOf } from './eligibility.ts';

/** A record that may be applied, and its position in the batch. */
export interface Candidate {
	index: number;
	record: StoreRecord;
}

export interface SortedBatch {
	/** By position in the batch; null for candidates, whose outcome is not known yet. */
	outcomes: ( Outcome | null )[];
	/** In the order of the elements, since an order may belong to a contact of the same batch. */
	candidates: Candidate[];
	excluded: ( Candidate & { reason: ExclusionReason } )[];
}

/** Decides everything that needs no database. */
export function sortRecords(
	records: readonly ParsedRecord[],
	on: ReadonlySet< Switchable >
): SortedBatch {
	const outcomes: ( Outcome | null )[] = [];
	const excluded: SortedBatch[ 'excluded' ] = [];
	const newest = new Map< string, Candidate >();
	for ( const [ index, parsed ] of records.entries() ) {
		if ( ! parsed.ok ) {
			const { element, id, errors } = parsed;
			outcomes.push( { element, id, outcome: 'rejected', errors } );
			continue;
		}
		const { record } = parsed;
		const { element, id } = record;
		const reason = exclusionOf( record, on );
		if ( reason !== null ) {
			outcomes.push( { element, id, outcome: 'excluded', reason } );
			excluded.push( { index, record, reason } );
			continue;
		}
		outcomes.push( null );
		const key = `${ element }:${ id }`;
		const rival = newest.get( key );
		if ( rival !== undefined && rival.record.version >= record.version ) {
			outcomes[ index ] = { element, id, outcome: 'stale' };
			continue;
		}
		if ( rival !== undefined ) {
			outcomes[ rival.index ] = { element, id, outcome: 'stale' };
		}
		newest.set( key, { index, record } );
	}
	const byElement = Map.groupBy(
		newest.values(),
		( { record } ) => record.element
	);
	return {
		outcomes,
		candidates: RECORD_ELEMENTS.flatMap(
			( element ) => byElement.get( element ) ?? []
		),
		excluded,
	};
}
