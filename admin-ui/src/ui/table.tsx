// If CSS turns rows into cards (`display: block`), some browsers drop the table semantics: so the roles are explicit.
/* eslint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role */
import type { ReactNode } from 'react';

export interface Column< T > {
	id: string;
	title: string;
	render: ( row: T ) => ReactNode;
	/** Right-aligned. */
	isNumber?: boolean;
	/** The cell that names the row. */
	isRowHeader?: boolean;
}

interface Props< T > {
	caption: string;
	columns: ReadonlyArray< Column< T > >;
	rows: readonly T[];
	keyOf: ( row: T ) => string;
}

/** A table whose rows become cards if there is no room for its columns. */
export function Table< T >( { caption, columns, rows, keyOf }: Props< T > ) {
	return (
		<table className="ivorey-table" role="table">
			<caption className="screen-reader-text">{ caption }</caption>
			<thead role="rowgroup">
				<tr role="row">
					{ columns.map( ( { id, title, isNumber } ) => (
						<th
							key={ id }
							scope="col"
							role="columnheader"
							className={ isNumber ? 'is-number' : undefined }
						>
							{ title }
						</th>
					) ) }
				</tr>
			</thead>
			<tbody role="rowgroup">
				{ rows.map( ( row ) => (
					<tr key={ keyOf( row ) } role="row">
						{ columns.map( ( column ) => (
							<Cell
								key={ column.id }
								column={ column }
								row={ row }
							/>
						) ) }
					</tr>
				) ) }
			</tbody>
		</table>
	);
}

function Cell< T >( {
	column: { title, render, isNumber, isRowHeader },
	row,
}: {
	column: Column< T >;
	row: T;
} ) {
	const className = isNumber ? 'is-number' : undefined;
	const content = (
		<>
			{ ! isRowHeader && (
				<span className="ivorey-table-label" aria-hidden="true">
					{ title }
				</span>
			) }
			<span className="ivorey-table-value">{ render( row ) }</span>
		</>
	);
	return isRowHeader ? (
		<th scope="row" role="rowheader" className={ className }>
			{ content }
		</th>
	) : (
		<td role="cell" className={ className }>
			{ content }
		</td>
	);
}
