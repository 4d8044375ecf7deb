import type { Filter } from '../parts/filters.ts';
import { withoutScheme, type StoreRow } from '../../views/store-view.ts';
import { texts } from '../../texts/texts.ts';

/** Of a list: one of the account's stores. */
export function storeFilter(
	stores: readonly StoreRow[],
	value: string | null
): Filter {
	return {
		kind: 'choice',
		name: 'store',
		label: texts().common.store,
		choices: stores.map( ( { connectionId, storeUrl } ) => ( {
			value: connectionId,
			label: withoutScheme( storeUrl ),
		} ) ),
		value,
	};
}

/** Of a list that is opened from the page of a thing: one thing of a store, which can only be taken away. */
export function thingFilter(
	name: string,
	label: string,
	thing: { connectionId: string; id: string },
	title: string | null
): Filter {
	const value = `${ thing.connectionId }~${ thing.id }`;
	return {
		kind: 'choice',
		name,
		label,
		choices: [ { value, label: title ?? thing.id } ],
		value,
	};
}
