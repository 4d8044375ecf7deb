import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { validateBlueprint } from '@wp-playground/blueprints';
import { expect, test } from 'vitest';
import { plugin, root } from '../composer.ts';
import { packPlugin } from '../plugin-zip.ts';
import { PAGE_ASSETS } from './page-assets.ts';

/** Every visitor of the page waits for these pictures. */
const MAX_BYTES = 150_000;

const assets = readdirSync( PAGE_ASSETS );
const read = ( name: string ) => readFileSync( path.join( PAGE_ASSETS, name ) );

/** The size in the first chunk of a PNG. */
function sizeOf( name: string ): string {
	const png = read( name );
	expect( png.toString( 'latin1', 1, 4 ), name ).toBe( 'PNG' );
	return `${ png.readUInt32BE( 16 ) }x${ png.readUInt32BE( 20 ) }`;
}

test( 'each caption in readme.txt has its screenshot, and each screenshot its caption', () => {
	const readme = readFileSync( path.join( plugin, 'readme.txt' ), 'utf8' );
	const [ , captions ] = /^== Screenshots ==\n(.*?)^== /ms.exec( readme )!;
	const numbers = [ ...captions!.matchAll( /^(\d+)\. \S/gm ) ].map(
		( [ , number ] ) => number!
	);
	expect( numbers ).toEqual( numbers.map( ( _, n ) => String( n + 1 ) ) );
	expect(
		assets.filter( ( name ) => name.startsWith( 'screenshot' ) ).toSorted()
	).toEqual( numbers.map( ( n ) => `screenshot-${ n }.png` ) );
} );

test( 'pictures of the page on WordPress.org are small PNGs of the sizes in their names', () => {
	const pictures = assets.filter( ( name ) => name.endsWith( '.png' ) );
	for ( const name of pictures ) {
		const [ , named ] = /-(\d+x\d+)\.png$/.exec( name ) ?? [];
		const size = sizeOf( name );
		expect( named ?? size, name ).toBe( size );
		expect(
			statSync( path.join( PAGE_ASSETS, name ) ).size,
			name
		).toBeLessThan( MAX_BYTES );
	}
	expect( pictures ).toEqual(
		expect.arrayContaining( [
			'banner-1544x500.png',
			'banner-772x250.png',
			'icon-128x128.png',
			'icon-256x256.png',
		] )
	);
} );

test( 'the icon is the console’s mark', () => {
	expect( read( 'icon.svg' ) ).toEqual(
		readFileSync(
			path.join( root, 'ingest-api/src/console/assets/mark.svg' )
		)
	);
} );

test( 'the page’s assets are not in the plugin’s zip', async () => {
	const { bytes } = await packPlugin();
	expect(
		Object.keys( unzipSync( bytes ) ).filter( ( name ) =>
			/wordpress-org|\.png$|icon\.svg/.test( name )
		)
	).toEqual( [] );
} );

test( 'the live preview installs the plugin after its dependencies, and opens its panel', () => {
	const blueprint = JSON.parse(
		readFileSync(
			path.join( PAGE_ASSETS, 'blueprints/blueprint.json' ),
			'utf8'
		)
	) as {
		landingPage: string;
		preferredVersions: { php: string };
		steps: { pluginData?: { slug: string } }[];
	};
	expect( validateBlueprint( blueprint ) ).toEqual( { valid: true } );
	const header = readFileSync(
		path.join( plugin, 'ivorey-for-woocommerce.php' ),
		'utf8'
	);
	const field = ( name: string ) =>
		new RegExp( `\\* ${ name }: +(.+)` ).exec( header )![ 1 ]!;
	expect(
		blueprint.steps.flatMap( ( { pluginData } ) => pluginData?.slug ?? [] )
	).toEqual( [
		...field( 'Requires Plugins' ).split( ', ' ),
		field( 'Text Domain' ),
	] );
	expect( Number( blueprint.preferredVersions.php ) ).toBeGreaterThanOrEqual(
		Number( field( 'Requires PHP' ) )
	);
	expect( blueprint.landingPage ).toContain( 'page=ivorey' );
} );
