import type { Element, ImportProgress, ImportReport } from '@ivorey/shared';

export function isImporting(
	state: ImportReport[ 'state' ] | undefined
): boolean {
	return state === 'waiting' || state === 'running';
}

/** The order in which elements are imported. */
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

/** While the sync does not run (`isActive` is false), no step has a rate or a remaining time. */
export function importSteps(
	report: ImportReport,
	isActive: boolean
): ImportStep[] {
	return ORDER.flatMap( ( element ) => {
		const found = report.elements[ element ];
		if ( ! found ) {
			return [];
		}
		const progress = isActive
			? found
			: { ...found, rate: null, seconds_left: null };
		return [ { element, progress, excluded: sumOf( found.excluded ) } ];
	} );
}

function sumOf( counts: ImportProgress[ 'excluded' ] ): number {
	return Object.values( counts ).reduce( ( sum, n ) => sum + n, 0 );
}
