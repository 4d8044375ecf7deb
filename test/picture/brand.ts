/** The icon and the banner of the plugin's page on WordPress.org, with the console's logo. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser } from '@playwright/test';
import { root } from '../../scripts/composer.ts';
import { newContext } from '../console/chromium.ts';

const MARK = path.join( root, 'ingest-api/src/console/assets/mark.svg' );
/** WordPress.org shows these where it does not show `icon.svg`. */
const ICONS = [ 128, 256 ];
const BANNER = { width: 772, height: 250 };

/** By the file names that WordPress.org requires. */
export async function drawBrand(
	browser: Browser
): Promise< Map< string, string | Buffer > > {
	const mark = await readFile( MARK, 'utf8' );
	const drawn = new Map< string, string | Buffer >( [
		[ 'icon.svg', mark ],
	] );
	const draw = async (
		name: string,
		html: string,
		size: { width: number; height: number },
		scale = 1
	) => {
		const context = await newContext( browser, {
			viewport: size,
			deviceScaleFactor: scale,
		} );
		const page = await context.newPage();
		await page.setContent( html );
		drawn.set(
			`${ name }-${ size.width * scale }x${ size.height * scale }.png`,
			await page.screenshot( { omitBackground: true } )
		);
		await context.close();
	};
	for ( const side of ICONS ) {
		await draw(
			'icon',
			`<style>body { margin: 0 } svg { display: block }</style>${ mark }`,
			{ width: side, height: side }
		);
	}
	const style = await readFile(
		new URL( './banner.css', import.meta.url ),
		'utf8'
	);
	for ( const scale of [ 1, 2 ] ) {
		await draw(
			'banner',
			`<style>${ style }</style><main>${ mark }<div><h1>Ivorey for WooCommerce</h1><p>Orders, contacts and products in Ivorey, a second later</p></div></main>`,
			BANNER,
			scale
		);
	}
	return drawn;
}
