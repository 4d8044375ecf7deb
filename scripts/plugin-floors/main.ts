/** A step of `npm run check`: the floors of the plugin. */
import { glob, readFile } from 'node:fs/promises';
import path from 'node:path';
import { plugin } from '../composer.ts';
import { referencesOf } from './references.ts';
import { RULES } from './rules.ts';
import { violationsOf } from './violations.ts';

const source = path.join( plugin, 'src' );
const files = new Map< string, string >();
for await ( const file of glob( '**/*.php', { cwd: source } ) ) {
	files.set(
		file.split( path.sep ).join( '/' ),
		await readFile( path.join( source, file ), 'utf8' )
	);
}
const references = referencesOf( files, 'Ivorey\\WooCommerce' );
const violations = violationsOf( files.keys(), references, RULES );
for ( const violation of violations ) {
	console.error( violation );
}
console.log(
	`${ files.size } files, ${ references.length } references, ${ violations.length } violations`
);
process.exitCode = violations.length === 0 ? 0 : 1;
