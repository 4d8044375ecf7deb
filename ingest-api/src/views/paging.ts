import { z } from 'zod';

/** The places of the adjacent pages in a list, from the URL. */
export interface Places {
	/** Reads the page of rows older than this place. */
	before?: string | null;
	/** Reads the page of rows newer than this place. */
	after?: string | null;
	/** Throws NoSuchPlaceError for a text that is not a place in the list; otherwise it is ignored. */
	isStrict?: boolean;
}

export class NoSuchPlaceError extends Error {
	override name = 'NoSuchPlaceError';
}

export interface ListPage< Row > {
	rows: Row[];
	/** The places of the adjacent pages; null if there is none. */
	newer: string | null;
	older: string | null;
}

/** The key to start from, and the direction; null: from the newest row. */
export type From< Key > = { direction: 'older' | 'newer'; key: Key } | null;

/** A page of a list with the newest rows first, read by key: as fast at the list's end as at its start. */
export async function readPage< Row, Key >(
	places: Places,
	list: {
		limit: number;
		/** null if the text is not a place in the list. */
		parseKey: ( text: string ) => Key | null;
		keyOf: ( row: Row ) => string;
		/** Nearest rows first. */
		read: ( from: From< Key >, limit: number ) => Promise< Row[] >;
	}
): Promise< ListPage< Row > > {
	const { limit, keyOf, read } = list;
	const parseKey = ( text: string | null | undefined ) => {
		const key = list.parseKey( text ?? '' );
		if ( key === null && ( text ?? null ) !== null && places.isStrict ) {
			throw new NoSuchPlaceError();
		}
		return key;
	};
	const keyAt = ( rows: readonly Row[], index: number ) => {
		const row = rows.at( index );
		return row === undefined ? null : keyOf( row );
	};
	const after = parseKey( places.after );
	if ( after !== null ) {
		const rows = await read(
			{ direction: 'newer', key: after },
			limit + 1
		);
		// With fewer rows this is the first page; it is then read in full below.
		if ( rows.length > limit ) {
			const shown = rows.slice( 0, limit ).reverse();
			return {
				rows: shown,
				newer: keyAt( shown, 0 ),
				older: keyAt( shown, -1 ),
			};
		}
	}
	const before = parseKey( places.before );
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

/** A time in a cursor, limited to the values that Postgres accepts: no year 0, no 31 February. */
export function isMoment( text: string, precision: 3 | 6 ): boolean {
	return (
		! text.startsWith( '0000' ) &&
		z.iso.datetime( { precision } ).safeParse( text ).success
	);
}

/** The form of WooCommerce's IDs. */
export const WOO_ID = /^[1-9]\d{0,19}$/;
