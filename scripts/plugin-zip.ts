/** The installable plugin as a zip: the same sources produce the same bytes. */
import { glob, readFile } from 'node:fs/promises';
import path from 'node:path';
import { zipSync, type Zippable } from 'fflate';
import { plugin, root } from './composer.ts';
import { compileTranslations } from './translations/translations.ts';

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
	'languages/*.{pot,po,json,php}',
];

/** The sources of the panel's script, so that everyone can read and rebuild it. */
const SOURCES = [
	'admin-ui/{package.json,tsconfig.json}',
	'admin-ui/src/**/*.{ts,tsx,scss}',
	'shared/package.json',
	'shared/src/**/*.ts',
];

/** The earliest time that a zip can store. */
const MTIME = new Date( 1980, 0, 1 );

export interface PackedZip {
	name: string;
	bytes: Uint8Array;
	files: number;
}

/** Packs the panel as it was last built. */
export async function packPlugin(): Promise< PackedZip > {
	await compileTranslations();
	const files = await filesOf( plugin, SHIPPED );
	const sources = ( await filesOf( root, SOURCES ) ).filter(
		( file ) => ! file.includes( '.test.' )
	);
	const content = new Map( [
		[ `${ SLUG }/LICENSE`, path.join( root, 'LICENSE' ) ],
		...files.map(
			( file ) =>
				[ `${ SLUG }/${ file }`, path.join( plugin, file ) ] as const
		),
		...sources.map(
			( file ) =>
				[
					`${ SLUG }/source/${ file }`,
					path.join( root, file ),
				] as const
		),
	] );
	const bootstrap = await readFile(
		path.join( plugin, `${ SLUG }.php` ),
		'utf8'
	);
	const version = /^\s*\*\s*Version:\s*(\S+)/m.exec( bootstrap )?.[ 1 ];
	if ( ! version ) {
		throw new Error(
			`plugin/${ SLUG }.php has no "Version:" in its header.`
		);
	}
	return {
		name: `${ SLUG }-${ version }.zip`,
		bytes: await packFiles( content ),
		files: content.size,
	};
}

/** Sorted paths, with slashes. */
async function filesOf(
	folder: string,
	patterns: string[]
): Promise< string[] > {
	const found: string[] = [];
	for await ( const entry of glob( patterns, {
		cwd: folder,
		withFileTypes: true,
	} ) ) {
		if ( entry.isFile() ) {
			found.push(
				path
					.relative(
						folder,
						path.join( entry.parentPath, entry.name )
					)
					.split( path.sep )
					.join( '/' )
			);
		}
	}
	return found.sort();
}

/** @param content The path of each file on disk, by its name in the zip. */
export async function packFiles(
	content: ReadonlyMap< string, string >
): Promise< Uint8Array > {
	const zippable: Zippable = {};
	for ( const [ name, file ] of content ) {
		zippable[ name ] = await readFile( file );
	}
	return zipSync( zippable, { mtime: MTIME, level: 9 } );
}
