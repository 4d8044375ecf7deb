import {
	isContactRole,
	isUnplaced,
	type ExclusionReason,
	type Settings,
	type StoreRecord,
} from '@ivorey/shared';

/**
 * The store decides first; what is not wanted and comes all the same is kept out here.
 *
 * @return null for what is wanted.
 */
export function exclusionOf(
	record: StoreRecord,
	settings: Settings
): ExclusionReason | null {
	const { sync } = settings;
	switch ( record.element ) {
		case 'contacts':
			if ( ! sync.enabled || ! sync.contacts ) {
				return 'element_off';
			}
			return isContactRole( record.data.roles ) ? null : 'role';
		case 'orders':
			if ( ! sync.enabled || ! sync.orders ) {
				return 'element_off';
			}
			return isUnplaced( record.data.status ) ? 'draft' : null;
		default:
			// No account can switch these on yet.
			return 'element_off';
	}
}
