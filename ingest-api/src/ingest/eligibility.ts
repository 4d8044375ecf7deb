import {
	isContactRole,
	isUnplaced,
	type ExclusionReason,
	type StoreRecord,
	type Switchable,
} from '@ivorey/shared';

/**
 * The store decides first. Records that it sends although they are not wanted are kept out here.
 *
 * @param record
 * @param on     The switches that the connection has ever had on: a record captured while its switch was on is
 *               wanted (R25), even if it arrives after the switch was flipped.
 * @return null for a wanted record.
 */
export function exclusionOf(
	record: StoreRecord,
	on: ReadonlySet< Switchable >
): ExclusionReason | null {
	if ( record.element === 'erasures' ) {
		// Erasures are independent of all switches.
		return null;
	}
	const name =
		record.element === 'triggers' ? record.data.type : record.element;
	if ( ! on.has( name ) ) {
		return 'element_off';
	}
	switch ( record.element ) {
		case 'contacts':
			return isContactRole( record.data.roles ) ? null : 'role';
		case 'orders':
			return isUnplaced( record.data.status ) ? 'draft' : null;
		case 'products':
			return record.data.type === 'variable' &&
				record.data.variants.length === 0 &&
				record.data.include_in_online_store
				? 'no_variants'
				: null;
		// R8: the schema accepts no amount of zero.
		case 'transactions':
		case 'collections':
		case 'triggers':
			return null;
	}
}

/**
 * A record that takes something back is accepted only for data that Ivorey has: a product leaves the online store
 * (R14), a transaction is voided (R8), a collection is emptied (R17). It creates nothing.
 *
 * @param record
 * @return The reason for excluding it if it is unknown; null if it may be new.
 */
export function exclusionWhereUnknown(
	record: StoreRecord
): ExclusionReason | null {
	switch ( record.element ) {
		case 'products':
			return record.data.include_in_online_store ? null : 'unpublished';
		case 'transactions': {
			const { data } = record;
			if ( data.type !== 'voided' && ! data.voided ) {
				return null;
			}
			return data.type === 'refund' ? 'deleted' : 'no_money_moved';
		}
		case 'collections':
			return record.data.count > 0 ? null : 'unused';
		case 'contacts':
		case 'orders':
		case 'erasures':
		case 'triggers':
			return null;
	}
}
