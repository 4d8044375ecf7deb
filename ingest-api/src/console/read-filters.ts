import { z } from 'zod';
import { isConnectionId } from '../db/identifiers.ts';
import type { RequestContext } from '../http/request.ts';
import { beginningOfDay, beginningOfNextDay } from '../views/days.ts';
import { readSorting, type Direction, type Sorting } from '../views/listing.ts';
import type { StoreRow } from '../views/store-view.ts';
import { WOO_ID } from '../views/paging.ts';

/** One of some that the address names; what is no such choice is left aside. */
export function readChoice< Name extends string >(
	c: RequestContext,
	parameter: string,
	names: readonly Name[]
): Name | null {
	return names.find( ( name ) => name === c.req.query( parameter ) ) ?? null;
}

/** A thing of a store, like "con_…~501", as filters name it. */
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
	/** As the address has it; null where it is none. */
	text: string | null;
	/** The moment from or before which. */
	at: Date | null;
}

/** Days of a filter, in the account's time zone, both of them included. */
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

/** The order that the address asks for, of those that a list has. */
export function readSortingOf< Name extends string >(
	c: RequestContext,
	sorts: Readonly< Record< Name, Direction > >
): Sorting< Name > {
	return readSorting( c.req.query( 'sort' ), sorts );
}

/** Which page of a list the address asks for, and in which order. */
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

/** One of the account's stores that the address names. */
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

/** The names of columns that a list is shown without. */
export function readHidden( c: RequestContext ): string[] {
	return c.req.queries( HIDE ) ?? [];
}

const MAX_SEARCH = 200;

/** What is searched for, by the address. */
export function readSearch( text: string | undefined ): string {
	// Postgres refuses a NUL.
	return ( text ?? '' ).replaceAll( '\0', '' ).trim().slice( 0, MAX_SEARCH );
}
