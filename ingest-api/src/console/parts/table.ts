import { html } from 'hono/html';
import { attributes, type Content, type Html } from './html.ts';

export interface Column< Row > {
	label: string;
	cell: ( row: Row ) => Content;
	/**
	 * `title`: the row's name, one in each table. `number`: aligned to the end, in figures of equal width. `clip`: one
	 * line, cut off with an ellipsis.
	 */
	kind?: 'title' | 'number' | 'clip';
	/** On narrow screens, a row has two lines: `first` and `second` (the default). `hidden` leaves the column out. */
	narrow?: 'first' | 'second' | 'hidden';
	/** Turns the heading into a link that sorts. */
	sort?: { path: string; direction: 'ascending' | 'descending' | null };
}

interface TableOptions< Row > {
	/** The name of the list, for screen readers. */
	label: string;
	columns: readonly Column< Row >[];
	rows: readonly Row[];
	/** The page of a row. Its title links there, and so does the whole row. */
	href?: ( row: Row ) => string;
}

/** A list. The roles keep it a table for screen readers when narrow screens change its `display`. */
export function table< Row >( options: TableOptions< Row > ): Html {
	const { label, columns, rows, href } = options;
	return html`<div
		class="table"
		tabindex="0"
		role="region"
		aria-label="${ label }"
	>
		<table role="table">
			<thead role="rowgroup">
				<tr role="row">
					${ columns.map( heading ) }
				</tr>
			</thead>
			<tbody role="rowgroup">
				${ rows.map(
					( row ) =>
						html`<tr
							role="row"
							${ href === undefined ? '' : html`class="leads"` }
						>
							${ columns.map( ( column ) => cell( column, row, href ) ) }
						</tr>`
				) }
			</tbody>
		</table>
	</div>`;
}

const LINES = {
	first: 'first',
	second: 'second',
	hidden: 'wide-only',
} as const;

function classesOf< Row >( { kind, narrow }: Column< Row > ): string {
	const line = narrow ?? ( kind === 'title' ? 'first' : 'second' );
	return kind === undefined ? LINES[ line ] : `${ kind } ${ LINES[ line ] }`;
}

function heading< Row >( column: Column< Row > ): Html {
	const { label, sort } = column;
	return html`<th
		scope="col"
		role="columnheader"
		class="${ classesOf( column ) }"
		${ attributes( { 'aria-sort': sort?.direction ?? undefined } ) }
	>
		${ sort === undefined ? label : html`<a href="${ sort.path }">${ label }</a>` }
	</th>`;
}

function cell< Row >(
	column: Column< Row >,
	row: Row,
	href: TableOptions< Row >[ 'href' ]
): Html {
	const content = column.cell( row );
	return column.kind === 'title'
		? html`<th
				scope="row"
				role="rowheader"
				class="${ classesOf( column ) }"
			>
				${ href === undefined ? content : html`<a href="${ href( row ) }">${ content }</a>` }
			</th>`
		: html`<td role="cell" class="${ classesOf( column ) }">
				${ content }
			</td>`;
}
