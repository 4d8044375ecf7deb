import type { Element, ImportProgress, ImportReport } from '@ivorey/shared';

export function isImporting( report: ImportReport | null ): boolean {
	return report?.state === 'waiting' || report?.state === 'running';
}

/** In the order in which they are imported. */
const ORDER: readonly Element[] = [
	'collections',
	'products',
	'contacts',
	'orders',
	'transactions',
];

export interface ImportStep {
	element: Element;
	progress: ImportProgress;
	excluded: number;
}

export function importSteps( report: ImportReport ): ImportStep[] {
	return ORDER.flatMap( ( element ) => {
		const progress = report.elements[ element ];
		return progress
			? [ { element, progress, excluded: sumOf( progress.excluded ) } ]
			: [];
	} );
}

function sumOf( counts: ImportProgress[ 'excluded' ] ): number {
	return Object.values( counts ).reduce( ( sum, n ) => sum + n, 0 );
}
