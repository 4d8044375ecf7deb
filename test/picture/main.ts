/** `npm run picture`: the README's picture of both sides, taken anew of a real store and a real Ivorey. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser } from '@playwright/test';
import { addPerson } from '@ivorey/ingest-api/accounts/people.ts';
import {
	makeSignInLink,
	PRINTED_LINK_MS,
} from '@ivorey/ingest-api/accounts/sign-in.ts';
import { openDatabase } from '@ivorey/ingest-api/db/open.ts';
import { ensurePhpTools, root } from '../../scripts/composer.ts';
import { ensurePanel } from '../../scripts/panel.ts';
import { blockCheckout } from '../../scripts/store/shopper.ts';
import {
	findChromium,
	launchChromium,
	newContext,
} from '../console/chromium.ts';
import { Panel } from '../e2e/panel.ts';
import { TestBed } from '../e2e/test-bed.ts';
import { startScratchPostgres } from '../postgres/scratch-postgres.ts';

const PICTURE = path.join( root, 'docs/picture.png' );
const ACCOUNT = 'Harbour Goods';
const SIZE = { width: 1_180, height: 780 };
/** Who buys what, by its SKU. */
const BUYERS = [
	[ 'Grace', 'Okafor', 'MUG', 2 ],
	[ 'Mateo', 'Rossi', 'CALENDAR', 1 ],
	[ 'Yuki', 'Tanaka', 'SHIRT-MEDIUM', 1 ],
	[ 'Ada', 'Novak', 'POSTER', 3 ],
	[ 'Liam', 'Byrne', 'CAP', 1 ],
	[ 'Sofia', 'Lindgren', 'EBOOK', 1 ],
] as const;

const executable = findChromium();
if ( executable === null ) {
	throw new Error(
		'No Chromium was found. Install it, or name it with CHROMIUM.'
	);
}
await ensurePhpTools();
await ensurePanel();
const bed = await TestBed.start( await startScratchPostgres() );
const chromium = await launchChromium( executable );
try {
	await bed.pool.query( 'update accounts set name = $1', [ ACCOUNT ] );
	// So that the store learns the name.
	await bed.store.php(
		'\\Ivorey\\WooCommerce\\Plugin::instance()->connecting->connection->check();'
	);
	await bed.store.wp( [ 'ivorey', 'import' ] );
	for ( const [ firstName, lastName, sku, quantity ] of BUYERS ) {
		const { orderId } = await blockCheckout( bed.store, {
			items: [ { id: bed.store.products[ sku ]!, quantity } ],
			billing: {
				first_name: firstName,
				last_name: lastName,
				email: `${ firstName.toLowerCase() }@example.com`,
			},
			report: false,
		} );
		await bed.order( orderId );
	}
	await bed.store.wp( [ 'ivorey', 'verify' ] );
	const [ store, ivorey ] = [
		await ofStore( chromium ),
		await ofIvorey( chromium ),
	];
	await writeFile( PICTURE, await sideBySide( chromium, store, ivorey ) );
	console.log( `${ path.relative( root, PICTURE ) } is new.` );
} finally {
	await chromium.close();
	await bed.stop();
}

/** The panel in wp-admin. */
async function ofStore( browser: Browser ): Promise< Buffer > {
	const panel = await Panel.signIn( browser, bed.store );
	await panel.page.setViewportSize( SIZE );
	await panel.open();
	await panel.page.getByText( ACCOUNT ).first().waitFor();
	await panel.page.waitForLoadState( 'networkidle' );
	return panel.page.screenshot();
}

/** The list of orders in the console. */
async function ofIvorey( browser: Browser ): Promise< Buffer > {
	const { db, close } = openDatabase( {
		as: 'owner',
		url: bed.databaseUrl,
		poolSize: 1,
	} );
	const now = new Date();
	const person = await addPerson( db, {
		email: 'owner@example.com',
		accountName: ACCOUNT,
		now,
	} );
	const token = await makeSignInLink( db, person, {
		nextPath: '/orders',
		now,
		validMs: PRINTED_LINK_MS,
	} );
	await close();
	const page = await (
		await newContext( browser, { viewport: SIZE } )
	).newPage();
	await page.goto( `${ bed.api.url }/sign-in/${ token }` );
	await page.getByRole( 'button', { name: 'Sign in' } ).click();
	await page.getByText( BUYERS[ 0 ][ 1 ] ).first().waitFor();
	await page.waitForLoadState( 'networkidle' );
	return page.screenshot();
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
