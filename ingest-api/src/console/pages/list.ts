import {
	sortingText,
	type Direction,
	type Sorting,
} from '../../views/listing.ts';
import type { Section } from '../navigation.ts';
import type { ListPage } from '../../views/paging.ts';
import { linkButton } from '../parts/button.ts';
import { card } from '../parts/card.ts';
import { emptyState } from '../parts/empty-state.ts';
import {
	addressOf,
	filters,
	type Filter,
	type FiltersOptions,
} from '../parts/filters.ts';
import type { Content, Html } from '../parts/html.ts';
import type { IconName } from '../parts/icon.ts';
import { pagination } from '../parts/pagination.ts';
import { table, type Column } from '../parts/table.ts';
import { csvPath, PATHS } from '../paths.ts';
import { HIDE } from '../read-filters.ts';
import type { Viewer } from '../viewer.ts';
import { page } from './layout.ts';
import { texts } from '../../texts/texts.ts';

export type ListColumn< Row > = Column< Row > & {
	/** In the address, where the column is hidden. */
	id: string;
	/** One of the list's orders. */
	sortBy?: string;
};

/** What the page of a list is given. */
export interface Listed< Row, Filters > extends ListPage< Row > {
	/** As the address has them. */
	wanted: Filters;
	sorting: Sorting;
	/** Columns that the viewer does without, as readHidden() reads them. */
	hidden: readonly string[];
}

/** What all lists are filtered by. */
interface ListFilters {
	search: string;
}

/** How a list is spoken of, as the catalogue has it. */
interface ListWords {
	count: ( rows: number ) => string;
	/** Of a number that was counted as countRows() counts. */
	cappedCount: ( rows: number ) => string;
	noneMatch: string;
	showAll: string;
	noneYet: string;
}

export interface ListPageOptions< Row > extends Listed< Row, ListFilters > {
	title: string;
	section: Section;
	words: ListWords;
	/** As countRows() counts; null: not counted, since that takes longer than all else. */
	total: number | null;
	/** Which way each order goes at first. */
	sorts: Readonly< Record< string, Direction > >;
	path: string;
	/** Says what is searched for. */
	searchLabel: string;
	/** Beside the search. */
	filters: readonly Filter[];
	columns: readonly ListColumn< Row >[];
	href: ( row: Row ) => string;
	/** Where there is nothing at all yet. */
	empty: { icon: IconName; text: Content };
}

/** A list with its filters, its order and the pages beside it, all of which are in the address (R34). */
export function listPage< Row >(
	viewer: Viewer,
	options: ListPageOptions< Row >
): Html {
	const { title, section, words, rows, newer, older, total, path } = options;
	const ofList: FiltersOptions = {
		path,
		search: {
			name: 'search',
			label: options.searchLabel,
			value: options.wanted.search,
		},
		filters: options.filters,
	};
	const filtered = {
		...ofList,
		filters: [ ...options.filters, hiddenColumns( options ) ],
		keep: keptSorting( options.sorting, options.sorts ),
	};
	const leadTo = ( name: 'after' | 'before', place: string | null ) =>
		place === null
			? null
			: addressOf( {
					...filtered,
					keep: { ...filtered.keep, [ name ]: place },
				} );
	const isFiltered = addressOf( ofList ) !== path;
	return page( {
		title,
		viewer,
		section,
		actions: rows.length === 0 ? '' : exportButton( addressOf( filtered ) ),
		body: card( {
			flush: true,
			body: [
				filters( filtered ),
				rows.length === 0
					? none( options, isFiltered )
					: table( {
							label: title,
							columns: options.columns
								.filter(
									( column ) =>
										column.kind === 'title' ||
										! options.hidden.includes( column.id )
								)
								.map( ( column ) =>
									sortable( column, options, filtered )
								),
							rows,
							href: options.href,
						} ),
				rows.length === 0 && newer === null
					? ''
					: pagination( {
							summary:
								total === null
									? texts().lists.onThisPage( {
											rows: words.count( rows.length ),
										} )
									: words.cappedCount( total ),
							newer: leadTo( 'after', newer ),
							older: leadTo( 'before', older ),
							labels: labelsOf( options.sorting ),
						} ),
			],
		} ),
	} );
}

/** The title stays: it leads to the row's page. */
function hiddenColumns< Row >( {
	columns,
	hidden,
}: ListPageOptions< Row > ): Filter {
	const choices = columns
		.filter( ( { kind } ) => kind !== 'title' )
		.map( ( column ) => ( {
			value: column.id,
			label: column.label,
		} ) );
	return {
		kind: 'choices',
		name: HIDE,
		label: texts().lists.hiddenColumns,
		choices,
		values: choices
			.map( ( { value } ) => value )
			.filter( ( value ) => hidden.includes( value ) ),
	};
}

function labelsOf( { by, direction }: Sorting ) {
	return by === 'date' && direction === 'desc'
		? { newer: texts().common.newer, older: texts().common.older }
		: { newer: texts().common.previous, older: texts().common.next };
}

/** R39: leads to the same list as a file. */
export function exportButton( address: string ): Html {
	return linkButton( texts().lists.exportCsv, csvPath( address ), {
		small: true,
	} );
}

/** A heading leads to the list in its order; the one that is in use, to the other direction. */
function sortable< Row >(
	{ sortBy, ...column }: ListColumn< Row >,
	{ sorting, sorts }: ListPageOptions< Row >,
	filtered: FiltersOptions
): Column< Row > {
	if ( sortBy === undefined ) {
		return column;
	}
	const isUsed = sorting.by === sortBy;
	const next = isUsed ? opposite( sorting.direction ) : sorts[ sortBy ]!;
	return {
		...column,
		sort: {
			path: addressOf( {
				...filtered,
				keep: keptSorting( { by: sortBy, direction: next }, sorts ),
			} ),
			direction: isUsed ? WORDS[ sorting.direction ] : null,
		},
	};
}

/** What the address has of an order: nothing of the one that a list has by itself. */
function keptSorting(
	sorting: Sorting,
	sorts: ListPageOptions< unknown >[ 'sorts' ]
): { sort?: string } {
	const [ [ by, direction ] = [] ] = Object.entries( sorts );
	return sorting.by === by && sorting.direction === direction
		? {}
		: { sort: sortingText( sorting ) };
}

const WORDS = { asc: 'ascending', desc: 'descending' } as const;

function opposite( direction: Direction ): Direction {
	return direction === 'asc' ? 'desc' : 'asc';
}

function none< Row >(
	{ words, path, empty }: ListPageOptions< Row >,
	isFiltered: boolean
): Html {
	return isFiltered
		? emptyState( {
				title: words.noneMatch,
				icon: 'search',
				action: linkButton( words.showAll, path ),
			} )
		: emptyState( {
				title: words.noneYet,
				icon: empty.icon,
				text: empty.text,
				action: linkButton(
					texts().common.seeYourStores,
					PATHS.stores
				),
			} );
}
