import { stringify } from 'csv-stringify/sync';
import type { RequestContext } from '../http/request.ts';
import { describeError, type Log } from '../ops/log.ts';
import type { ListPage } from '../views/paging.ts';

/** Its heading, and what stands below it. */
export type CsvColumn< Row > = readonly [
	heading: string,
	cell: ( row: Row ) => string | number | null,
];

/** Rows that are read at once: memory holds no more of them. */
export const CSV_ROWS = 1_000;

/** So that spreadsheets take it for UTF-8. */
const BYTE_ORDER_MARK = '\uFEFF';

/**
 * R39: a list as a file, which is written as it is read, so that a client that reads slowly, or not to its end, costs
 * nothing more. The first page is read before anything is answered. What fails later ends the connection: a file that
 * only seems complete would be worse than none.
 *
 * @param c
 * @param log
 * @param name    Of the file, without its ending.
 * @param columns
 * @param read    The page from this place on, with CSV_ROWS rows.
 * @throws What reading the first page throws.
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
	// Such as cannot be written are found before anything is answered.
	const firstLines = linesOf( first );
	let reading: Promise< ListPage< Row > > | null = null;
	/** The database reads the next rows while these are written. */
	const readNext = ( { older }: ListPage< Row > ) => {
		reading = older === null ? null : read( older );
		// Whoever pulls next learns of it.
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
					// The server writes this one out: what a database says may name a person.
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

/** What spreadsheets take for the beginning of a formula, also as characters of full width. */
const FORMULA = /^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;
const DECIMAL = /^-?\d+(?:\.\d+)?$/;

/** A cell that would be a formula begins with an apostrophe; one below zero is a number, and stays one. */
function withoutFormula(
	cell: string | number | null
): string | number | null {
	return typeof cell === 'string' &&
		FORMULA.test( cell ) &&
		! DECIMAL.test( cell )
		? `'${ cell }`
		: cell;
}
