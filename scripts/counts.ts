import { z } from 'zod';

export interface Counts {
	passed: number;
	failed: number;
	skipped: number;
}

export const NO_COUNTS: Counts = { passed: 0, failed: 0, skipped: 0 };

export function addCounts( a: Counts, b: Counts ): Counts {
	return {
		passed: a.passed + b.passed,
		failed: a.failed + b.failed,
		skipped: a.skipped + b.skipped,
	};
}

const vitestReport = z.object( {
	numPassedTests: z.number(),
	numFailedTests: z.number(),
	numPendingTests: z.number(),
	numTodoTests: z.number(),
} );

/**
 * @param json      Output of vitest's JSON reporter; empty if vitest died before writing it.
 * @param succeeded From the exit code: a file that does not load, or an error outside of a test, fails no test by
 *                  name.
 */
export function countsOfVitest( json: string, succeeded: boolean ): Counts {
	if ( json === '' ) {
		return succeeded ? NO_COUNTS : { ...NO_COUNTS, failed: 1 };
	}
	const report = vitestReport.parse( JSON.parse( json ) );
	return atLeastOneFailure( succeeded, {
		passed: report.numPassedTests,
		failed: report.numFailedTests,
		skipped: report.numPendingTests + report.numTodoTests,
	} );
}

/** @param xml Output of PHPUnit's JUnit logger; the first `testsuite` sums up the nested ones. */
export function countsOfJUnit( xml: string, succeeded: boolean ): Counts {
	const suite = /<testsuite [^>]*>/.exec( xml )?.[ 0 ] ?? '';
	const attribute = ( name: string ) =>
		Number( new RegExp( ` ${ name }="(\\d+)"` ).exec( suite )?.[ 1 ] ?? 0 );
	const failed = attribute( 'errors' ) + attribute( 'failures' );
	const skipped = attribute( 'skipped' );
	return atLeastOneFailure( succeeded, {
		passed: attribute( 'tests' ) - failed - skipped,
		failed,
		skipped,
	} );
}

function atLeastOneFailure( succeeded: boolean, counts: Counts ): Counts {
	return succeeded || counts.failed > 0 ? counts : { ...counts, failed: 1 };
}
