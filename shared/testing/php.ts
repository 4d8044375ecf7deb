import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

/** A Composer package that is runnable here, or the reason why it is not. */
export type PhpPackage = { autoload: string } | { missing: string };

const vendor = path.resolve( import.meta.dirname, '../../plugin/vendor' );

/** @param folder The package's folder, below plugin/vendor. */
export function findPhpPackage( folder: string ): PhpPackage {
	try {
		execFileSync( 'php', [ '--version' ], { stdio: 'ignore' } );
	} catch {
		return { missing: 'no PHP here' };
	}
	return existsSync( path.join( vendor, folder ) )
		? { autoload: path.join( vendor, 'autoload.php' ) }
		: { missing: 'run composer install in plugin/' };
}

/** Goes into the title of tests that are skipped without the package. */
export function skipNote( found: PhpPackage ): string {
	return 'missing' in found ? ` (skipped: ${ found.missing })` : '';
}

/**
 * Runs PHP code with the package loaded. The code gets the input in $input and echoes JSON.
 *
 * @return The echoed JSON, parsed.
 */
export function runPhp(
	found: PhpPackage,
	code: string,
	input: unknown
): unknown {
	if ( 'missing' in found ) {
		throw new Error( found.missing );
	}
	const program = `require $argv[1]; $input = json_decode( stream_get_contents( STDIN ) ); ${ code }`;
	const output = execFileSync(
		'php',
		[ '-d', 'display_errors=stderr', '-r', program, '--', found.autoload ],
		{
			input: JSON.stringify( input ),
			encoding: 'utf8',
			maxBuffer: 64 * 1024 * 1024,
		}
	);
	return JSON.parse( output );
}
