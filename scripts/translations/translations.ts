import { existsSync } from 'node:fs';
import {
	glob,
	mkdir,
	readFile,
	rename,
	stat,
	writeFile,
} from 'node:fs/promises';
import path from 'node:path';
import { plugin, root } from '../composer.ts';
import {
	DOMAIN,
	merge,
	messagesOfPhp,
	messagesOfScript,
	type Message,
} from './messages.ts';
import {
	formatJson,
	formatPhp,
	formatPo,
	mistakesOf,
	parsePo,
	type Translations,
} from './po.ts';

/** Complete translations, which must stay complete: otherwise `npm run check` fails. */
const LANGUAGES = [ 'de_DE' ];

/** The script's handle (plugin/src/Admin/Panel.php). */
const SCRIPT = 'ivorey-panel';

const folder = path.join( plugin, 'languages' );
const template = path.join( folder, `${ DOMAIN }.pot` );
const poOf = ( language: string ) =>
	path.join( folder, `${ DOMAIN }-${ language }.po` );

/** Every text of the plugin and its panel. */
async function readMessages(): Promise< Message[] > {
	const files = await Array.fromAsync(
		glob(
			[
				`plugin/${ DOMAIN }.php`,
				'plugin/{src,templates}/**/*.php',
				'admin-ui/src/**/*.{ts,tsx}',
			],
			{ cwd: root }
		)
	);
	const all = await Promise.all(
		files
			.filter( ( file ) => ! file.includes( '.test.' ) )
			.map( ( file ) => file.split( path.sep ).join( '/' ) )
			.sort()
			.map( async ( file ) => {
				const code = await readFile( path.join( root, file ), 'utf8' );
				return file.endsWith( '.php' )
					? {
							file,
							place: 'php' as const,
							found: messagesOfPhp( code, file ),
						}
					: {
							file,
							place: 'script' as const,
							found: messagesOfScript( code, file ),
						};
			} )
	);
	return merge( all );
}

async function readTranslations( language: string ): Promise< Translations > {
	return existsSync( poOf( language ) )
		? parsePo( await readFile( poOf( language ), 'utf8' ) )
		: new Map();
}

/** Updates the POT file and the PO files with the current texts; existing translations stay. */
export async function updateTranslations(): Promise< string[] > {
	const messages = await readMessages();
	await mkdir( folder, { recursive: true } );
	await writeFile( template, formatPo( messages ) );
	const mistakes: string[] = [];
	for ( const language of LANGUAGES ) {
		const translations = await readTranslations( language );
		await writeFile(
			poOf( language ),
			formatPo( messages, language, translations )
		);
		mistakes.push( ...mistakesOf( messages, translations ) );
	}
	return mistakes;
}

/** Messages about outdated files and missing translations. */
export async function checkTranslations(): Promise< string[] > {
	const messages = await readMessages();
	const read = async ( file: string ) =>
		existsSync( file ) ? await readFile( file, 'utf8' ) : '';
	const mistakes: string[] = [];
	if ( ( await read( template ) ) !== formatPo( messages ) ) {
		mistakes.push( `${ path.relative( root, template ) } is out of date.` );
	}
	for ( const language of LANGUAGES ) {
		const file = poOf( language );
		const translations = await readTranslations( language );
		if (
			( await read( file ) ) !==
			formatPo( messages, language, translations )
		) {
			mistakes.push( `${ path.relative( root, file ) } is out of date.` );
		}
		mistakes.push( ...mistakesOf( messages, translations ) );
	}
	return mistakes;
}

/** Compiles the PO files for WordPress: one file for PHP, one for the panel's script. */
export async function compileTranslations(): Promise< void > {
	const messages = await readMessages();
	for ( const language of LANGUAGES ) {
		const translations = await readTranslations( language );
		const translated = messages.filter(
			( message ) => mistakesOf( [ message ], translations ).length === 0
		);
		const base = path.join( folder, `${ DOMAIN }-${ language }` );
		await replace(
			`${ base }.l10n.php`,
			formatPhp( translated, language, translations )
		);
		await replace(
			`${ base }-${ SCRIPT }.json`,
			formatJson( translated, language, translations )
		);
	}
}

/** Compiles only if the output is older than the PO files. */
export async function ensureTranslations(): Promise< void > {
	for ( const language of LANGUAGES ) {
		const compiled = path.join(
			folder,
			`${ DOMAIN }-${ language }-${ SCRIPT }.json`
		);
		if (
			! existsSync( compiled ) ||
			( await stat( compiled ) ).mtimeMs <
				( await stat( poOf( language ) ) ).mtimeMs
		) {
			await compileTranslations();
			return;
		}
	}
}

/** Replaces the file atomically, because a store may be reading it. */
async function replace( file: string, content: string ): Promise< void > {
	const beside = `${ file }.${ process.pid }`;
	await writeFile( beside, content );
	await rename( beside, file );
}
