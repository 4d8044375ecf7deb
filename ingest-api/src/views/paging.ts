import { z } from 'zod';

/** The places of the pages beside a page of a list, as the address has them. */
export interface Places {
	/** The page of what is older than this place. */
	before?: string | null;
	/** The page of what is newer. */
	after?: string | null;
	/** Throws NoSuchPlaceError where one of them is no place in the list; else it is left aside. */
	isStrict?: boolean;
}

export class NoSuchPlaceError extends Error {
	override name = 'NoSuchPlaceError';
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
		/** null: it is no place in the list. */
		parseKey: ( text: string ) => Key | null;
		keyOf: ( row: Row ) => string;
		/** The nearest first. */
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

/** A moment of a cursor: only what Postgres takes, which knows no year 0 and no 31 February. */
export function isMoment( text: string, precision: 3 | 6 ): boolean {
	return (
		! text.startsWith( '0000' ) &&
		z.iso.datetime( { precision } ).safeParse( text ).success
	);
}

/** The ids of WooCommerce's things; Postgres refuses texts that no id can be. */
export const WOO_ID = /^[1-9]\d{0,19}$/;
