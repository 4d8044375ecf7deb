import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { load } from 'cheerio';
import { z } from 'zod';

/** The duration of a test or a file. */
export interface Timing {
	name: string;
	/** Milliseconds. */
	ms: number;
}

export interface Timings {
	tests: Timing[];
	files: Timing[];
}

const SHOWN = 10;

const vitestReport = z.object( {
	testResults: z.array(
		z.object( {
			name: z.string(),
			startTime: z.number(),
			endTime: z.number(),
			assertionResults: z.array(
				z.object( {
					fullName: z.string(),
					duration: z.number().nullish(),
				} )
			),
		} )
	),
} );

/**
 * @param json Output of vitest's JSON reporter.
 * @param root Paths are reported relative to it.
 */
export function timingsOfVitest( json: string, root: string ): Timings {
	const { testResults } = vitestReport.parse( JSON.parse( json ) );
	return {
		files: testResults.map( ( { name, startTime, endTime } ) => ( {
			name: path.relative( root, name ),
			ms: endTime - startTime,
		} ) ),
		tests: testResults.flatMap( ( { assertionResults } ) =>
			assertionResults.map( ( { fullName, duration } ) => ( {
				name: fullName,
				ms: duration ?? 0,
			} ) )
		),
	};
}

/** @param xml Output of PHPUnit's JUnit logger. */
export function timingsOfJUnit( xml: string ): Timings {
	const $ = load( xml, { xml: true } );
	const timing = ( element: Parameters< typeof $ >[ 0 ] ): Timing => ( {
		name: $( element ).attr( 'name' ) ?? '',
		ms: 1000 * Number( $( element ).attr( 'time' ) ?? 0 ),
	} );
	return {
		files: $( 'testsuite[file]' )
			.toArray()
			.map( ( suite ) => timing( suite ) ),
		tests: $( 'testcase' )
			.toArray()
			.map( ( test ) => ( {
				...timing( test ),
				name: `${ $( test ).attr( 'class' )?.split( '\\' ).at( -1 ) ?? '' } ${ $( test ).attr( 'name' ) ?? '' }`,
			} ) ),
	};
}

/** The slowest files and tests, printed at the end of a suite. */
export function describeSlowest( { files, tests }: Timings ): string {
	return [
		...describe( 'Slowest files', files ),
		...describe( 'Slowest tests', tests ),
	].join( '\n' );
}

function describe( title: string, timings: readonly Timing[] ): string[] {
	return timings.length === 0
		? []
		: [
				`${ title }:`,
				...timings
					.toSorted( ( a, b ) => b.ms - a.ms )
					.slice( 0, SHOWN )
					.map(
						( { name, ms } ) =>
							`  ${ ( ms / 1000 ).toFixed( 1 ).padStart( 6 ) } s  ${ name }`
					),
			];
}

/** A missing report counts as empty. */
export async function readReport( file: string ): Promise< string > {
	return readFile( file, 'utf8' ).catch( () => '' );
}
