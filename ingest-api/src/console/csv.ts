import { stringify } from 'csv-stringify/sync';
import type { RequestContext } from '../http/request.ts';
import { describeError, type Log } from '../ops/log.ts';
import type { ListPage } from '../views/paging.ts';

/** A heading, and the cell below it for each row. */
export type CsvColumn< Row > = readonly [
	heading: string,
	cell: ( row: Row ) => string | number | null,
];

/** Rows per query, so that memory holds no more than two pages at a time. */
export const CSV_ROWS = 1_000;

/** Makes spreadsheets read the file as UTF-8. */
const BYTE_ORDER_MARK = '\uFEFF';

/**
 * R39: a list as a file. It is written while it is read, so a client that reads slowly, or stops early, costs nothing
 * more. The first page is read before the response starts. A later failure ends the connection, since a file that only
 * seems complete would be worse than none.
 *
 * @param c
 * @param log
 * @param name    The file's name, without the extension.
 * @param columns
 * @param read    Reads a page of CSV_ROWS rows from this position on.
 * @throws Error If the first page cannot be read.
 */
export async function csvResponse< Row >(
	c: RequestContext,
	log: Log,
	name: string,
	columns: readonly CsvColumn< Row >[],
	read: ( before: string | null ) => Promise< ListPage< Row > >
): Promise< Response > {
	const encoder = new TextEncoder();
	const linesOf = ( { rows }: ListPage< Row > ) =>
		encoder.encode( csvLines( rows, columns ) );
	const first = await read( null );
	// Finds rows that cannot be written before the response starts.
	const firstLines = linesOf( first );
	let reading: Promise< ListPage< Row > > | null = null;
	/** The database reads the next rows while the current ones are written. */
	const readNext = ( { older }: ListPage< Row > ) => {
		reading = older === null ? null : read( older );
		// The next pull() handles the failure.
		reading?.catch( () => undefined );
	};
	const body = new ReadableStream< Uint8Array >(
		{
			start( controller ) {
				controller.enqueue(
					encoder.encode(
						BYTE_ORDER_MARK +
							textOf( [
								columns.map( ( [ heading ] ) => heading ),
							] )
					)
				);
				controller.enqueue( firstLines );
				readNext( first );
				if ( reading === null ) {
					controller.close();
				}
			},
			async pull( controller ) {
				try {
					const page = await reading!;
					readNext( page );
					controller.enqueue( linesOf( page ) );
					if ( reading === null ) {
						controller.close();
					}
				} catch ( error ) {
					log.error( 'request failed', {
						route: `/${ name }.csv`,
						...describeError( error ),
					} );
					// The server logs this error: the database's own message might name a person.
					controller.error( new Error( 'A file broke off' ) );
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

function textOf(
	rows: readonly ( readonly ( string | number | null )[] )[]
): string {
	return stringify(
		rows.map( ( cells ) => cells.map( withoutFormula ) ),
		{ record_delimiter: 'windows' }
	);
}

/** Characters with which a formula begins in spreadsheets, full-width ones included. */
const FORMULA = /^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;
const DECIMAL = /^-?\d+(?:\.\d+)?$/;

/** Puts an apostrophe before a cell that would be a formula. A negative number is a number, and stays unchanged. */
function withoutFormula(
	cell: string | number | null
): string | number | null {
	return typeof cell === 'string' &&
		FORMULA.test( cell ) &&
		! DECIMAL.test( cell )
		? `'${ cell }`
		: cell;
}
