import type { Filter } from '../parts/filters.ts';
import { withoutScheme, type StoreRow } from '../../views/store-view.ts';
import { texts } from '../../texts/texts.ts';
import type { ListColumn } from './list.ts';

/** Filters a list by one of the account's stores. */
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

/** The column of a list that has storeFilter(). */
export function storeColumn<
	Row extends { storeUrl: string | null },
>(): ListColumn< Row > {
	return {
		id: 'store',
		label: texts().common.store,
		kind: 'clip',
		narrow: 'hidden',
		cell: ( { storeUrl } ) =>
			storeUrl === null ? '–' : withoutScheme( storeUrl ),
	};
}

/** Filters a list by yes or no. */
export function yesOrNoFilter(
	name: string,
	label: string,
	words: { yes: string; no: string },
	value: boolean | null
): Filter {
	return {
		kind: 'choice',
		name,
		label,
		choices: ( [ 'yes', 'no' ] as const ).map( ( choice ) => ( {
			value: choice,
			label: words[ choice ],
		} ) ),
		value: value === null ? null : yesOrNo( value ),
	};
}

const yesOrNo = ( is: boolean ) => ( is ? 'yes' : 'no' );

/** Filters a list by one of several values, shown by their names. */
export function choiceFilter< Value extends string >(
	name: string,
	label: string,
	values: readonly Value[],
	nameOf: ( value: Value ) => string,
	value: Value | null
): Filter {
	return {
		kind: 'choice',
		name,
		label,
		choices: values.map( ( one ) => ( {
			value: one,
			label: nameOf( one ),
		} ) ),
		value,
	};
}

/** Filters a list that was opened from the page of a thing by that thing. The filter can only be removed. */
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
