import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { orderRecord } from '@ivorey/ingest-api/testing/records.ts';
import { findChromium, launchChromium, withReason } from './chromium.ts';
import { look, picture } from './look.ts';
import { STORES, visit } from './visit.ts';

const executable = findChromium();
const PHONE = { width: 390, height: 800 };

const LONG_NAME = `${ 'Harbour Goods & Sons of the Old Town '.repeat( 6 ) }Ltd`;
const LONG_WORD =
	'Donaudampfschifffahrtselektrizitätenhauptbetriebswerk'.repeat( 3 );

let chromium: Browser;
describe.skipIf( executable === null )(
	withReason( 'the shell of the console in a browser' ),
	{ timeout: 240_000 },
	() => {
		beforeAll( async () => {
			chromium = await launchChromium( executable! );
		} );
		afterAll( () => chromium.close() );

		test( 'names and addresses of any length fit, and right-to-left text too', async () => {
			const { store, page, open } = await visit( chromium, {
				accountName: LONG_NAME,
				email: `${ 'a'.repeat( 60 ) }@${ 'subdomain.'.repeat( 15 ) }example.com`,
				storeUrl: `https://${ 'very-long-name-of-a-shop.'.repeat( 6 ) }example.com/shop`,
			} );
			await store.send( [
				orderRecord( '1', 1, { number: LONG_WORD } ),
				orderRecord( '2', 1, {
					number: 'طلب رقم ١٠٠١ (متجر)',
					status: 'awaiting-a-person-who-comes-for-it-in-the-evening',
				} ),
				orderRecord( '3', 1, {
					number: 'הזמנה 12',
					currency: 'JPY',
					billing_email: `${ 'b'.repeat( 60 ) }@${ 'subdomain.'.repeat( 18 ) }example.com`,
				} ),
				...Array.from( { length: 60 }, ( _, i ) =>
					orderRecord( String( i + 10 ), 1, {
						totals: {
							items: '1249987.50',
							discount: '0.00',
							shipping: '0.00',
							fees: '0.00',
							tax: '0.00',
							refunded: '0.00',
							total: '1249987.50',
						},
					} )
				),
			] );
			await look( page, 'long-stores' );
			await open( '/' );
			await look( page, 'long-home' );
			await open( '/orders' );
			await look( page, 'long-orders' );
			await page.getByRole( 'link', { name: 'Older' } ).click();
			await page.getByRole( 'link', { name: 'Newer' } ).waitFor();
			await look( page, 'long-orders-second' );
			await open( `${ STORES }/${ store.connectionId }` );
			await look( page, 'long-store' );
			await open( `${ STORES }/${ store.connectionId }/disconnect` );
			await look( page, 'long-disconnect' );
		} );

		test.for( [ true, false ] )(
			'on a narrow screen the menu opens and closes from the keyboard and returns the focus (JavaScript: %s)',
			async ( javaScriptEnabled ) => {
				const { page, open } = await visit( chromium, {
					javaScriptEnabled,
				} );
				await page.setViewportSize( PHONE );
				await open( '/orders' );
				const entry = page.getByRole( 'link', { name: 'Settings' } );
				expect( await entry.isVisible() ).toBe( false );
				await page.keyboard.press( 'Tab' );
				await expectFocus( page, 'Skip to content' );
				await page.keyboard.press( 'Tab' );
				await page.keyboard.press( 'Enter' );
				await entry.waitFor();
				// axe needs JavaScript.
				await ( javaScriptEnabled
					? look( page, 'menu', { narrow: true } )
					: picture( page, 'menu-without-javascript' ) );
				await page.keyboard.press( 'Escape' );
				expect( await entry.isVisible() ).toBe( false );
				expect(
					await page.locator( ':focus' ).getAttribute( 'aria-label' )
				).toBe( 'Menu' );
				await page.keyboard.press( 'Enter' );
				await entry.press( 'Enter' );
				await page.waitForURL( '**/settings/integration' );
			}
		);

		test( 'the skip link leads past the sidebar', async () => {
			const { page, open } = await visit( chromium );
			await open( '/orders' );
			await page.keyboard.press( 'Tab' );
			await page.keyboard.press( 'Enter' );
			expect( await page.locator( ':focus' ).getAttribute( 'id' ) ).toBe(
				'main'
			);
			await page.keyboard.press( 'Tab' );
			expect(
				await page
					.locator( ':focus' )
					.evaluate(
						( element ) => element.closest( 'main' ) !== null
					)
			).toBe( true );
		} );

		test.for( [ 'light', 'dark' ] as const )(
			'a focused element has a ring with a contrast of three to one, %s, and a ring in forced colours',
			async ( colorScheme ) => {
				const { page, store, open } = await visit( chromium );
				for ( const path of [
					'/orders?subtype=WooCommerce',
					`${ STORES }/${ store.connectionId }`,
					`${ STORES }/connect`,
				] ) {
					await open( path );
					await page.emulateMedia( {
						colorScheme,
						forcedColors: 'none',
					} );
					const rings = await ringsOf( page );
					expect( rings.length ).toBeGreaterThan( 3 );
					expect(
						rings.filter(
							( { contrast, width } ) => contrast < 3 || width < 2
						),
						path
					).toEqual( [] );
					await page.emulateMedia( { forcedColors: 'active' } );
					expect(
						( await ringsOf( page ) ).filter(
							( { width } ) => width < 2
						),
						path
					).toEqual( [] );
				}
			}
		);

		test.for( [ true, false ] )(
			'a list is filtered from its chips, with the filter in the URL (JavaScript: %s)',
			async ( javaScriptEnabled ) => {
				const { page, store, open } = await visit( chromium, {
					javaScriptEnabled,
				} );
				await store.send( [ orderRecord( '1', 1 ) ] );
				await open( '/orders' );
				await page
					.locator( 'summary' )
					.filter( { hasText: 'Subtype' } )
					.focus();
				await page.keyboard.press( 'Enter' );
				await ( javaScriptEnabled
					? look( page, 'filter-open' )
					: picture( page, 'filter-open-without-javascript' ) );
				await page
					.getByRole( 'combobox', { name: 'Subtype' } )
					.selectOption( 'WooCommerce' );
				await page.getByRole( 'button', { name: 'Show' } ).click();
				// Without JavaScript the empty fields are in the URL too.
				await page.waitForURL(
					/\/orders\?(?:.*&)?subtype=WooCommerce$/
				);
				await page
					.getByRole( 'link', { name: 'Remove the filter Subtype' } )
					.click();
				await page.waitForURL( '**/orders' );
			}
		);

		test( 'a filter closes like a menu', async () => {
			const { page, open } = await visit( chromium );
			await open( '/orders' );
			const field = page.getByRole( 'combobox', { name: 'Subtype' } );
			const chip = page
				.locator( 'summary' )
				.filter( { hasText: 'Subtype' } );
			await chip.click();
			await field.waitFor();
			await page.keyboard.press( 'Escape' );
			expect( await field.isVisible() ).toBe( false );
			await expectFocus( page, 'Subtype' );
			await chip.click();
			await page.getByRole( 'heading', { name: 'Orders' } ).click();
			expect( await field.isVisible() ).toBe( false );
		} );

		test( 'a group that is switched off cannot be changed, and keeps its ticks', async () => {
			const { page, store, open } = await visit( chromium );
			await open( `${ STORES }/${ store.connectionId }` );
			await page.getByLabel( 'Products' ).uncheck();
			const toggle = page.getByRole( 'switch', { name: 'Keep in sync' } );
			await toggle.uncheck();
			for ( const box of await page.getByRole( 'checkbox' ).all() ) {
				expect( await box.isDisabled() ).toBe( true );
			}
			await look( page, 'store-switched-off' );
			await page.getByRole( 'button', { name: 'Save' } ).click();
			await page.getByText( 'Saved.' ).waitFor();
			const { settings } = JSON.parse( ( await store.ask() ).text );
			expect( settings.sync ).toMatchObject( {
				enabled: false,
				orders: true,
				products: false,
			} );
			await toggle.check();
			expect( await page.getByLabel( 'Orders' ).isChecked() ).toBe(
				true
			);
			expect( await page.getByLabel( 'Orders' ).isDisabled() ).toBe(
				false
			);
		} );

		test( 'times are in UTC in the HTML, and local or relative in the browser', async () => {
			const { page, open } = await visit( chromium );
			await open( STORES );
			const time = page.locator( 'td time' );
			expect( await time.textContent() ).toBe( 'just now' );
			expect( await time.getAttribute( 'title' ) ).toMatch( /20\d\d/ );
			expect( await time.getAttribute( 'datetime' ) ).toMatch( /Z$/ );
		} );
	}
);

async function expectFocus( page: Page, text: string ): Promise< void > {
	expect( ( await page.locator( ':focus' ).textContent() )?.trim() ).toBe(
		text
	);
}

interface Ring {
	what: string;
	contrast: number;
	width: number;
}

/** Moves through the page with Tab. @return How the focus is shown at each stop. */
async function ringsOf( page: Page ): Promise< Ring[] > {
	const rings: Ring[] = [];
	await page.locator( 'body' ).evaluate( blurFocus );
	for ( let i = 0; i < 40; i++ ) {
		await page.keyboard.press( 'Tab' );
		const ring = await page.locator( 'body' ).evaluate( ringOfFocus );
		if ( ring === null ) {
			break;
		}
		rings.push( ring );
	}
	return rings;
}

/** Runs in the page. */
function blurFocus( { ownerDocument }: Element ): void {
	const { activeElement } = ownerDocument;
	if ( activeElement instanceof HTMLElement ) {
		activeElement.blur();
	}
}

/** Runs in the page: the outline of the focused element, against its background. */
function ringOfFocus( { ownerDocument }: Element ): Ring | null {
	const element = ownerDocument.activeElement;
	if ( element === null || element === ownerDocument.body ) {
		return null;
	}
	const context = new OffscreenCanvas( 1, 1 ).getContext( '2d' )!;
	const rgb = ( colour: string ): number[] => {
		context.clearRect( 0, 0, 1, 1 );
		context.fillStyle = colour;
		context.fillRect( 0, 0, 1, 1 );
		return [ ...context.getImageData( 0, 0, 1, 1 ).data ];
	};
	const luminance = ( colour: number[] ) =>
		[ 0.2126, 0.7152, 0.0722 ].reduce( ( sum, weight, index ) => {
			const value = colour[ index ]! / 255;
			return (
				sum +
				weight *
					( value <= 0.04045
						? value / 12.92
						: ( ( value + 0.055 ) / 1.055 ) ** 2.4 )
			);
		}, 0 );
	const behind = () => {
		for (
			let above = element.parentElement;
			above !== null;
			above = above.parentElement
		) {
			const colour = rgb( getComputedStyle( above ).backgroundColor );
			if ( colour[ 3 ] === 255 ) {
				return colour;
			}
		}
		return [ 255, 255, 255, 255 ];
	};
	const style = getComputedStyle( element );
	const [ one, other ] = [
		luminance( rgb( style.outlineColor ) ),
		luminance( behind() ),
	].sort( ( a, b ) => b - a );
	return {
		what: element.outerHTML.slice( 0, 120 ),
		contrast: ( one! + 0.05 ) / ( other! + 0.05 ),
		width:
			style.outlineStyle === 'none'
				? 0
				: parseFloat( style.outlineWidth ),
	};
}
