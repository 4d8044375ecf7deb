/** `npm run build`: the panel into plugin/build/, and the installable plugin zip under dist/. */
import { glob, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { zipSync, type Zippable } from 'fflate';
import { plugin, root } from './composer.ts';
import { buildPanel } from './panel.ts';

const SLUG = 'ivorey-for-woocommerce';

/** The files that a shop needs, without tests and development tools. */
const SHIPPED = [
	`${ SLUG }.php`,
	'uninstall.php',
	'readme.txt',
	'src/**/*.php',
	'contract/*.json',
	'templates/**/*.php',
	'build/**/*',
	'languages/**/*',
];

/** The earliest time a zip can hold: the same sources give the same bytes. */
const MTIME = new Date( 1980, 0, 1 );

const { bytes } = await buildPanel();
console.log( `The panel: ${ ( bytes / 1000 ).toFixed( 1 ) } kB gzipped.` );

const files: string[] = [];
for await ( const entry of glob( SHIPPED, {
	cwd: plugin,
	withFileTypes: true,
} ) ) {
	if ( entry.isFile() ) {
		files.push(
			path.relative( plugin, path.join( entry.parentPath, entry.name ) )
		);
	}
}

const content: Zippable = {
	[ `${ SLUG }/LICENSE` ]: await readFile( path.join( root, 'LICENSE' ) ),
};
for ( const file of files.sort() ) {
	content[ `${ SLUG }/${ file.split( path.sep ).join( '/' ) }` ] =
		await readFile( path.join( plugin, file ) );
}

const bootstrap = await readFile(
	path.join( plugin, `${ SLUG }.php` ),
	'utf8'
);
const version = /^\s*\*\s*Version:\s*(\S+)/m.exec( bootstrap )?.[ 1 ];
if ( ! version ) {
	throw new Error( `plugin/${ SLUG }.php has no "Version:" in its header.` );
}
const zip = path.join( root, 'dist', `${ SLUG }-${ version }.zip` );
await mkdir( path.dirname( zip ), { recursive: true } );
await writeFile( zip, zipSync( content, { mtime: MTIME, level: 9 } ) );
console.log(
	`${ path.relative( root, zip ) }: ${ files.length + 1 } files. Install it under Plugins → Add Plugin → Upload Plugin.`
);
