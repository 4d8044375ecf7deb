import { z } from 'zod';
import { isConnectionId } from '../db/identifiers.ts';
import type { RequestContext } from '../http/request.ts';
import { beginningOfDay, beginningOfNextDay } from '../views/days.ts';
import { readSorting, type Direction, type Sorting } from '../views/listing.ts';
import type { StoreRow } from '../views/store-view.ts';
import { WOO_ID } from '../views/paging.ts';

/** The value of a parameter if it is among the choices; any other value is ignored. */
export function readChoice< Name extends string >(
	c: RequestContext,
	parameter: string,
	names: readonly Name[]
): Name | null {
	return names.find( ( name ) => name === c.req.query( parameter ) ) ?? null;
}

/** The ID of a thing in a store, like "con_…~501", as filters write it. */
export function readThing(
	c: RequestContext,
	parameter: string
): { connectionId: string; id: string } | null {
	const [ connectionId = '', id = '' ] = (
		c.req.query( parameter ) ?? ''
	).split( '~' );
	return isConnectionId( connectionId ) && WOO_ID.test( id )
		? { connectionId, id }
		: null;
}

export interface DateFilter {
	/** The text in the address; null if it is no date. */
	text: string | null;
	/** The moment at which the range begins or ends. */
	at: Date | null;
}

/** The range of days of a filter, in the account's time zone, both days included. */
export function readDates(
	c: RequestContext,
	name: string,
	timeZone: string
): { from: DateFilter; to: DateFilter } {
	const day = (
		parameter: string,
		momentOf: typeof beginningOfDay
	): DateFilter => {
		const text = c.req.query( parameter ) ?? '';
		return text.startsWith( '0000' ) ||
			! z.iso.date().safeParse( text ).success
			? { text: null, at: null }
			: { text, at: momentOf( text, timeZone ) };
	};
	return {
		from: day( `${ name }_from`, beginningOfDay ),
		to: day( `${ name }_to`, beginningOfNextDay ),
	};
}

/** The sorting that the address asks for, if the list has it. */
export function readSortingOf< Name extends string >(
	c: RequestContext,
	sorts: Readonly< Record< Name, Direction > >
): Sorting< Name > {
	return readSorting( c.req.query( 'sort' ), sorts );
}

/** The page of a list that the address asks for, and its sorting. */
export function readPlace< Name extends string >(
	c: RequestContext,
	sorts: Readonly< Record< Name, Direction > >
): { sorting: Sorting< Name >; before: string | null; after: string | null } {
	return {
		sorting: readSortingOf( c, sorts ),
		before: c.req.query( 'before' ) ?? null,
		after: c.req.query( 'after' ) ?? null,
	};
}

/** The store that the address names, if it is one of the account's. */
export function readStore(
	c: RequestContext,
	stores: readonly StoreRow[]
): string | null {
	return readChoice(
		c,
		'store',
		stores.map( ( { connectionId } ) => connectionId )
	);
}

export const HIDE = 'hide';

/** The IDs of hidden columns. */
export function readHidden( c: RequestContext ): string[] {
	return c.req.queries( HIDE ) ?? [];
}

const MAX_SEARCH = 200;

/** The search text in the address. */
export function readSearch( text: string | undefined ): string {
	// Postgres refuses a NUL.
	return ( text ?? '' ).replaceAll( '\0', '' ).trim().slice( 0, MAX_SEARCH );
}
