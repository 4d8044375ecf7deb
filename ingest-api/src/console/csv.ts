import { stringify } from 'csv-stringify/sync';
import type { RequestContext } from '../http/request.ts';
import type { ListPage } from './paging.ts';

/** Its heading, and what stands below it. */
export type CsvColumn< Row > = readonly [
	heading: string,
	cell: ( row: Row ) => string | number | null,
];

/** Rows that are read at once: memory holds no more of them. */
export const CSV_ROWS = 2_000;

/** So that spreadsheets take it for UTF-8. */
const BYTE_ORDER_MARK = '\uFEFF';

/**
 * R39: a list as a file, which is written as it is read, so that a client that reads slowly, or not to its end, costs
 * nothing more.
 *
 * @param c
 * @param name    Of the file, without its ending.
 * @param columns
 * @param read    The page from this place on, with CSV_ROWS rows.
 */
export function csvResponse< Row >(
	c: RequestContext,
	name: string,
	columns: readonly CsvColumn< Row >[],
	read: ( before: string | null ) => Promise< ListPage< Row > >
): Response {
	let before: string | null = null;
	let isBegun = false;
	const encoder = new TextEncoder();
	const body = new ReadableStream< Uint8Array >(
		{
			async pull( controller ) {
				const page: ListPage< Row > = await read( before );
				const lines = csvLines( page.rows, columns );
				const head = isBegun
					? ''
					: `${ BYTE_ORDER_MARK }${ textOf( [ columns.map( ( [ heading ] ) => heading ) ] ) }`;
				isBegun = true;
				controller.enqueue( encoder.encode( head + lines ) );
				before = page.older;
				if ( before === null ) {
					controller.close();
				}
			},
		},
		{ highWaterMark: 1 }
	);
	c.header( 'content-type', 'text/csv; charset=utf-8' );
	c.header(
		'content-disposition',
		`attachment; filename="${ name }-${ new Date().toISOString().slice( 0, 10 ) }.csv"`
	);
	return c.body( body );
}

/** Lines without the heading. */
export function csvLines< Row >(
	rows: readonly Row[],
	columns: readonly CsvColumn< Row >[]
): string {
	return textOf(
		rows.map( ( row ) => columns.map( ( [ , cell ] ) => cell( row ) ) )
	);
}

/** A cell that a spreadsheet would take for a formula begins with an apostrophe. */
function textOf(
	rows: readonly ( readonly ( string | number | null )[] )[]
): string {
	return stringify( rows as ( string | number | null )[][], {
		escape_formulas: true,
		record_delimiter: 'windows',
	} );
}
