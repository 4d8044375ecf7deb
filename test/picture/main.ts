/**
 * `npm run picture`: takes the README's picture of both sides, and those of the plugin's page on
 * WordPress.org, from a real store and a real Ivorey.
 */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser } from '@playwright/test';
import { ensurePhpTools, root } from '../../scripts/composer.ts';
import { ensurePanel } from '../../scripts/panel.ts';
import { PAGE_ASSETS } from '../../scripts/release/page-assets.ts';
import {
	findChromium,
	launchChromium,
	newContext,
} from '../console/chromium.ts';
import { Panel } from '../e2e/panel.ts';
import { drawBrand } from './brand.ts';
import { takeScreenshots } from './screenshots.ts';
import { NAME, PictureShop } from './shop.ts';

const PICTURE = path.join( root, 'docs/picture.png' );
const SIZE = { width: 1_180, height: 780 };

const executable = findChromium();
if ( executable === null ) {
	throw new Error(
		'No Chromium was found. Install it, or name it with CHROMIUM.'
	);
}
await ensurePhpTools();
await ensurePanel();
const shop = await PictureShop.open();
const chromium = await launchChromium( executable );
try {
	const consolePage = await shop.openConsole( chromium, SIZE );
	const [ store, ivorey ] = [
		await ofStore( chromium ),
		await consolePage.screenshot(),
	];
	await keep( PICTURE, await sideBySide( chromium, store, ivorey ) );
	const screenshots = await takeScreenshots( chromium, shop );
	const assets = [
		...( await drawBrand( chromium ) ),
		...screenshots.map(
			( screenshot, index ) =>
				[ `screenshot-${ index + 1 }.png`, screenshot ] as const
		),
	];
	for ( const [ name, picture ] of assets ) {
		await keep( path.join( PAGE_ASSETS, name ), picture );
	}
} finally {
	await chromium.close();
	await shop.bed.stop();
}

async function keep( file: string, picture: string | Buffer ): Promise< void > {
	await writeFile( file, picture );
	console.log( `${ path.relative( root, file ) } is new.` );
}

/** The panel in wp-admin. */
async function ofStore( browser: Browser ): Promise< Buffer > {
	const panel = await Panel.signIn( browser, shop.bed.store );
	await panel.page.setViewportSize( SIZE );
	await panel.open();
	await panel.page.getByText( `Connected to “${ NAME }”` ).first().waitFor();
	await panel.page.waitForLoadState( 'networkidle' );
	return panel.page.screenshot();
}

async function sideBySide(
	browser: Browser,
	store: Buffer,
	ivorey: Buffer
): Promise< Buffer > {
	const page = await (
		await newContext( browser, { viewport: { width: 1_640, height: 640 } } )
	).newPage();
	const figure = ( image: Buffer, caption: string ) =>
		`<figure><img src="data:image/png;base64,${ image.toString( 'base64' ) }"><figcaption>${ caption }</figcaption></figure>`;
	const style = await readFile(
		new URL( './picture.css', import.meta.url ),
		'utf8'
	);
	await page.setContent(
		`<style>${ style }</style><main>${ figure( store, 'The store: wp-admin' ) }${ figure( ivorey, 'Ivorey: the orders, a second later' ) }</main>`
	);
	return page.locator( 'main' ).screenshot();
}
