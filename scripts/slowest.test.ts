import { expect, it } from 'vitest';
import { describeSlowest, timingsOfJUnit, timingsOfVitest } from './slowest.ts';

it( 'reads the durations of tests and files from vitest', () => {
	const report = {
		testResults: [
			{
				name: '/project/a.test.ts',
				startTime: 1_000,
				endTime: 3_500,
				assertionResults: [
					{ fullName: 'waits', duration: 2_400 },
					{ fullName: 'is skipped' },
				],
			},
		],
	};
	expect( timingsOfVitest( JSON.stringify( report ), '/project' ) ).toEqual( {
		files: [ { name: 'a.test.ts', ms: 2_500 } ],
		tests: [
			{ name: 'waits', ms: 2_400 },
			{ name: 'is skipped', ms: 0 },
		],
	} );
} );

it( 'reads the durations of tests and files from PHPUnit', () => {
	const xml = `<?xml version="1.0"?><testsuites><testsuite name="all" tests="2" time="0.75">
		<testsuite name="A\\BTest" file="/project/BTest.php" time="0.75">
		<testcase name="test_one" class="A\\BTest" time="0.5"/>
		<testsuite name="A\\BTest::test_two"><testcase name="test_two with data set &quot;x&quot;" class="A\\BTest" time="0.25"/></testsuite>
		</testsuite></testsuite></testsuites>`;
	expect( timingsOfJUnit( xml ) ).toEqual( {
		files: [ { name: 'A\\BTest', ms: 750 } ],
		tests: [
			{ name: 'BTest test_one', ms: 500 },
			{ name: 'BTest test_two with data set "x"', ms: 250 },
		],
	} );
	expect( timingsOfJUnit( '' ) ).toEqual( { files: [], tests: [] } );
} );

it( 'lists the ten slowest, slowest first', () => {
	const tests = Array.from( { length: 12 }, ( _, n ) => ( {
		name: `test ${ n }`,
		ms: n * 1_000,
	} ) );
	const lines = describeSlowest( { tests, files: [] } ).split( '\n' );
	expect( lines ).toHaveLength( 11 );
	expect( lines[ 1 ] ).toBe( '    11.0 s  test 11' );
} );
