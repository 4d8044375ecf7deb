/**
 * `npm run build`: the panel into plugin/build/, the translations into plugin/languages/, the installable plugin zip
 * into dist/.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from './composer.ts';
import { buildPanel } from './panel.ts';
import { packPlugin } from './plugin-zip.ts';

const { bytes } = await buildPanel();
console.log( `The panel: ${ ( bytes / 1000 ).toFixed( 1 ) } kB gzipped.` );

const packed = await packPlugin();
const zip = path.join( root, 'dist', packed.name );
await mkdir( path.dirname( zip ), { recursive: true } );
await writeFile( zip, packed.bytes );
console.log(
	`${ path.relative( root, zip ) }: ${ packed.files } files. Install it under Plugins → Add Plugin → Upload Plugin.`
);
