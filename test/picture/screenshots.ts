/** The pictures of the plugin's page on WordPress.org, in the order of the captions in readme.txt. */
import type { Browser } from '@playwright/test';
import { DEFAULT_SETTINGS } from '@ivorey/shared';
import { IvoreySide } from '../e2e/ivorey-side.ts';
import { nameIvorey } from '../e2e/name-ivorey.ts';
import { Panel } from '../e2e/panel.ts';
import { NAME, type PictureShop } from './shop.ts';

const SIZE = { width: 1_180, height: 700 };
const MARGIN = 14;
/** The API that owners' stores use; the test bed's address would mean nothing to readers. */
const PUBLIC_API = 'https://api.ivorey.com';

export async function takeScreenshots(
	browser: Browser,
	shop: PictureShop
): Promise< Buffer[] > {
	const { store, proxy } = shop.bed;
	const panel = await Panel.signIn( browser, store );
	const { page } = panel;

	/** From the top of the screen to the end of the card with that heading, once its text is there. */
	const take = async (
		query: string,
		heading: string,
		text = heading
	): Promise< Buffer > => {
		await page.setViewportSize( SIZE );
		await panel.open( query );
		const card = page.locator( '.components-card', {
			has: page.getByRole( 'heading', { name: heading } ),
		} );
		await card.getByText( text ).first().waitFor();
		await page.waitForLoadState( 'networkidle' );
		await showPublicAddress( panel, proxy.url );
		const { y, height } = ( await card.first().boundingBox() )!;
		await page.setViewportSize( {
			...SIZE,
			height: Math.ceil( y + height + MARGIN ),
		} );
		return page.screenshot();
	};

	const connected = [
		await take( '', 'Comparison', 'Compare now' ),
		await take(
			`&tab=activity&order=${ shop.order }`,
			'Find an order',
			'Received by Ivorey'
		),
		await take( '&tab=settings', 'Import Elements', 'Import now' ),
	];

	await store.wp( [ 'ivorey', 'disconnect' ] );
	await nameIvorey( store, proxy.url );
	const ivorey = new IvoreySide( shop.bed.databaseUrl );
	await ivorey.newAccount( NAME );
	const code = await ivorey.save( {
		storeUrl: store.url,
		approveUrl: `${ store.url }/wp-admin/admin.php?page=ivorey`,
		settings: DEFAULT_SETTINGS,
	} );
	const query = new URLSearchParams( { code, api: proxy.url } );
	return [
		...connected,
		await take( `&${ query }`, `Connect this store to “${ NAME }”?` ),
	];
}

async function showPublicAddress(
	{ page }: Panel,
	url: string
): Promise< void > {
	await page.evaluate(
		( pairs ) => {
			const walker = document.createTreeWalker(
				document.body,
				NodeFilter.SHOW_TEXT
			);
			while ( walker.nextNode() ) {
				const node = walker.currentNode;
				for ( const [ from, to ] of pairs ) {
					if ( node.nodeValue?.includes( from ) ) {
						node.nodeValue = node.nodeValue.replaceAll( from, to );
					}
				}
			}
		},
		[
			[ url, PUBLIC_API ],
			[ new URL( url ).host, new URL( PUBLIC_API ).host ],
		] as Array< [ string, string ] >
	);
}
