import { z } from 'zod';
import { isConnectionId } from '../db/identifiers.ts';
import type { RequestContext } from '../http/request.ts';
import { beginningOfDay, beginningOfNextDay } from './days.ts';

/** The places of the pages beside a page of a list, as the address has them. */
export interface Places {
	/** The page of what is older than this place. */
	before?: string | null;
	/** The page of what is newer. */
	after?: string | null;
}

export interface ListPage< Row > {
	rows: Row[];
	/** Where the pages beside this one begin; null where there is none. */
	newer: string | null;
	older: string | null;
}

/** From which key on, and in which direction; null: from the newest. */
export type From< Key > = { direction: 'older' | 'newer'; key: Key } | null;

/** A page of a list whose newest rows come first, by key: as fast at its end as at its beginning. */
export async function readPage< Row, Key >(
	places: Places,
	list: {
		limit: number;
		/** null: it is no place in the list, and left aside. */
		parseKey: ( text: string ) => Key | null;
		keyOf: ( row: Row ) => string;
		/** The nearest first. */
		read: ( from: From< Key >, limit: number ) => Promise< Row[] >;
	}
): Promise< ListPage< Row > > {
	const { limit, parseKey, keyOf, read } = list;
	const keyAt = ( rows: readonly Row[], index: number ) => {
		const row = rows.at( index );
		return row === undefined ? null : keyOf( row );
	};
	const after = parseKey( places.after ?? '' );
	if ( after !== null ) {
		const rows = await read(
			{ direction: 'newer', key: after },
			limit + 1
		);
		// Fewer: the first page, which then is a whole one.
		if ( rows.length > limit ) {
			const shown = rows.slice( 0, limit ).reverse();
			return {
				rows: shown,
				newer: keyAt( shown, 0 ),
				older: keyAt( shown, -1 ),
			};
		}
	}
	const before = parseKey( places.before ?? '' );
	const rows = await read(
		before === null ? null : { direction: 'older', key: before },
		limit + 1
	);
	const shown = rows.slice( 0, limit );
	return {
		rows: shown,
		newer:
			before === null
				? null
				: ( keyAt( shown, 0 ) ?? places.before ?? null ),
		older: rows.length > limit ? keyAt( shown, -1 ) : null,
	};
}

/** A moment of a cursor: only what Postgres takes, which knows no year 0 and no 31 February. */
export function isMoment( text: string, precision: 3 | 6 ): boolean {
	return (
		! text.startsWith( '0000' ) &&
		z.iso.datetime( { precision } ).safeParse( text ).success
	);
}

/** The ids of WooCommerce's things; Postgres refuses texts that no id can be. */
export const WOO_ID = /^[1-9]\d{0,19}$/;

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

const MAX_SEARCH = 200;

/** What is searched for, by the address. */
export function readSearch( text: string | undefined ): string {
	// Postgres refuses a NUL.
	return ( text ?? '' ).replaceAll( '\0', '' ).trim().slice( 0, MAX_SEARCH );
}
