import type { Kysely } from 'kysely';
import type { Database } from '../db/schema.ts';
import type { RequestContext } from '../http/request.ts';
import type { Direction, Sorting } from '../views/listing.ts';
import type { ListPage } from '../views/paging.ts';
import { CSV_ROWS, csvResponse, type CsvColumn } from './csv.ts';
import { readSortingOf } from './read-filters.ts';
import type { SessionHandler } from './services.ts';

/** A list as on its page, and its columns as a file. */
interface ExportedList< Name extends string, Facts, Filters, Row > {
	/** The file's name, without the extension. */
	name: string;
	sorts: Readonly< Record< Name, Direction > >;
	/** Reads the data that the filters and columns depend on. */
	readFacts: (
		db: Kysely< Database >,
		accountId: string
	) => Promise< Facts >;
	readFilters: ( c: RequestContext, facts: Facts ) => Filters;
	columns: ( facts: Facts ) => readonly CsvColumn< Row >[];
	list: (
		db: Kysely< Database >,
		accountId: string,
		query: Filters & {
			sorting: Sorting< Name >;
			before: string | null;
			limit: number;
		}
	) => Promise< ListPage< Row > >;
}

/** R39: a list as a file, with the filters and the sorting of the page that links to it. */
export function exportOf< Name extends string, Facts, Filters, Row >( {
	name,
	sorts,
	readFacts,
	readFilters,
	columns,
	list,
}: ExportedList< Name, Facts, Filters, Row > ): SessionHandler {
	return async ( { db, log }, c, { viewer: { accountId } } ) => {
		const facts = await readFacts( db, accountId );
		const filters = readFilters( c, facts );
		const sorting = readSortingOf( c, sorts );
		return csvResponse( c, log, name, columns( facts ), ( before ) =>
			list( db, accountId, {
				...filters,
				sorting,
				before,
				limit: CSV_ROWS,
			} )
		);
	};
}
