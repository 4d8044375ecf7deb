import type { Filter } from '../parts/filters.ts';
import { withoutScheme, type StoreRow } from '../store-view.ts';

/** Of a list: one of the account's stores. */
export function storeFilter(
	stores: readonly StoreRow[],
	value: string | null
): Filter {
	return {
		kind: 'choice',
		name: 'store',
		label: 'Store',
		choices: stores.map( ( { connectionId, storeUrl } ) => ( {
			value: connectionId,
			label: withoutScheme( storeUrl ),
		} ) ),
		value,
	};
}
