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
	/** Names the column in the address when it is hidden. */
	id: string;
	/** The sorting that the column's heading selects. */
	sortBy?: string;
};

/** The data of a list's page. */
export interface Listed< Row, Filters > extends ListPage< Row > {
	/** The filters in the address. */
	wanted: Filters;
	sorting: Sorting;
	/** Columns that the viewer has hidden, as readHidden() returns them. */
	hidden: readonly string[];
}

/** The filters that all lists have. */
interface ListFilters {
	search: string;
}

/** The catalogue's words for the rows of a list. */
interface ListWords {
	count: ( rows: number ) => string;
	/** For a count that stopped at the limit of countRows(). */
	cappedCount: ( rows: number ) => string;
	noneMatch: string;
	showAll: string;
	noneYet: string;
}

export interface ListPageOptions< Row > extends Listed< Row, ListFilters > {
	title: string;
	section: Section;
	words: ListWords;
	/**
	 * A count by countRows(); null if the rows are not counted, since counting would take longer than everything else.
	 */
	total: number | null;
	/** The first direction of each sorting; the first entry is the list's default. */
	sorts: Readonly< Record< string, Direction > >;
	path: string;
	/** Names the searchable fields. */
	searchLabel: string;
	/** Shown beside the search. */
	filters: readonly Filter[];
	columns: readonly ListColumn< Row >[];
	href: ( row: Row ) => string;
	/** Shown if there are no rows at all yet. */
	empty: { icon: IconName; text: Content };
}

/** A list with its filters, its sorting and links to its other pages, all of which are in the address (R34). */
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

/** The title cannot be hidden: it leads to the row's page. */
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

/** R39: links to the same list as a file. */
export function exportButton( address: string ): Html {
	return linkButton( texts().lists.exportCsv, csvPath( address ), {
		small: true,
	} );
}

/** Turns a heading into a link to the list in its order; the heading in use reverses the order. */
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

/** The address's parameter for a sorting; none for the list's default. */
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
