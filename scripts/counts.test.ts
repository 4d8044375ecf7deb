import { expect, test } from 'vitest';
import { countsOfJUnit, countsOfVitest } from './counts.ts';

const vitest = ( passed: number, failed: number, pending: number ) =>
	JSON.stringify( {
		numPassedTests: passed,
		numFailedTests: failed,
		numPendingTests: pending,
		numTodoTests: 0,
	} );

test( 'a run is counted by its tests', () => {
	expect( countsOfVitest( vitest( 5, 2, 1 ), false ) ).toEqual( {
		passed: 5,
		failed: 2,
		skipped: 1,
	} );
} );

test( 'a run that fails outside of any test counts as one failure, so that it is never green', () => {
	expect( countsOfVitest( vitest( 5, 0, 0 ), false ).failed ).toBe( 1 );
	expect( countsOfVitest( '', false ).failed ).toBe( 1 );
	expect( countsOfJUnit( '', false ).failed ).toBe( 1 );
} );

test( 'PHPUnit is counted by its outermost suite only', () => {
	const xml = `<?xml version="1.0"?><testsuites>
		<testsuite name="all" tests="10" assertions="20" errors="1" warnings="0" failures="2" skipped="3" time="0.1">
		<testsuite name="inner" tests="4" assertions="9" errors="0" failures="0" skipped="0" time="0.1"/></testsuite></testsuites>`;
	expect( countsOfJUnit( xml, false ) ).toEqual( {
		passed: 4,
		failed: 3,
		skipped: 3,
	} );
} );
