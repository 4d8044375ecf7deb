/**
 * `npm run release [-- <version>]`: writes the version everywhere, and creates dist/release: the plugin's zip, the
 * sources of the image, an SBOM, the changelog, and checksums. The same sources produce the same bytes.
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../composer.ts';
import { DOCKERFILE, imageContext } from '../deploy/context.ts';
import { buildPanel } from '../panel.ts';
import { packFiles, packPlugin } from '../plugin-zip.ts';
import { changelogOf } from './changelog.ts';
import { writeSbom } from './sbom.ts';
import { readVersion, setVersion } from './version.ts';

const FOLDER = path.join( root, 'dist/release' );

const [ given ] = process.argv.slice( 2 );
const readme = await readFile( path.join( root, 'plugin/readme.txt' ), 'utf8' );
if ( given !== undefined ) {
	// Fails before anything is changed if the changelog does not mention the version.
	changelogOf( readme, given );
	await setVersion( root, given );
}
const version = await readVersion( root );
const changelog = changelogOf( readme, version );

await buildPanel( true );
const zip = await packPlugin();
const context = [
	...( await imageContext( root ) ),
	DOCKERFILE,
	`${ DOCKERFILE }.dockerignore`,
];
const files: ReadonlyArray< readonly [ string, string | Uint8Array ] > = [
	[ zip.name, zip.bytes ],
	[
		`ivorey-api-${ version }-context.zip`,
		await packFiles(
			new Map(
				context.map( ( file ) => [ file, path.join( root, file ) ] )
			)
		),
	],
	[ `ivorey-api-${ version }.cdx.json`, await writeSbom( root ) ],
	[ 'CHANGELOG.md', changelog ],
];
await rm( FOLDER, { recursive: true, force: true } );
await mkdir( FOLDER, { recursive: true } );
let sums = '';
for ( const [ name, bytes ] of files ) {
	await writeFile( path.join( FOLDER, name ), bytes );
	sums += `${ createHash( 'sha256' ).update( bytes ).digest( 'hex' ) }  ${ name }\n`;
}
await writeFile( path.join( FOLDER, 'SHA256SUMS' ), sums );
process.stdout.write(
	`${ version }, under ${ path.relative( root, FOLDER ) }:\n${ sums }`
);
