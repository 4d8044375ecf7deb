import {
	isContactRole,
	isUnplaced,
	type ExclusionReason,
	type StoreRecord,
	type Switchable,
} from '@ivorey/shared';

/**
 * The store decides first; what is not wanted and comes all the same is kept out here.
 *
 * @param record
 * @param on     What the connection has ever switched on: what the store captured while it was on is
 *               wanted (R25), also where it arrives after the switch was flipped.
 * @return null for what is wanted.
 */
export function exclusionOf(
	record: StoreRecord,
	on: ReadonlySet< Switchable >
): ExclusionReason | null {
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
		default:
			return null;
	}
}
