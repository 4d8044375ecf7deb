import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect } from 'vitest';
import { IS_LONG } from '../scale.ts';
import { accessibilityProblems } from './chromium.ts';

/** A folder for pictures of every page. */
const pictures = process.env.SCREENSHOTS ?? '';

type Media = Parameters< Page[ 'emulateMedia' ] >[ 0 ];

interface Look {
	width: number;
	media: Media;
	/** axe is slow: it checks one narrow, one wide, one light and one dark variant. */
	axe: boolean;
}

const LOOKS: Readonly< Record< string, Look > > = {
	'wide-light': { width: 1_280, media: { colorScheme: 'light' }, axe: true },
	'wide-dark': {
		width: 1_280,
		media: { colorScheme: 'dark' },
		axe: IS_LONG,
	},
	'narrow-light': {
		width: 390,
		media: { colorScheme: 'light' },
		axe: IS_LONG,
	},
	'narrow-dark': { width: 390, media: { colorScheme: 'dark' }, axe: true },
	// axe does not know a browser's own colours.
	'wide-forced': {
		width: 1_280,
		media: { colorScheme: 'dark', forcedColors: 'active' },
		axe: false,
	},
	// A wide page at 400 % (WCAG 1.4.10).
	narrowest: { width: 320, media: { colorScheme: 'light' }, axe: false },
};

/**
 * Checks a page in every variant: axe finds no problem and nothing overflows. `narrow` skips the wide
 * variants, for elements that only exist narrow. The page is left unchanged.
 */
export async function look(
	page: Page,
	name: string,
	{ narrow = false }: { narrow?: boolean } = {}
): Promise< void > {
	const before = page.viewportSize() ?? { width: 1_280, height: 800 };
	for ( const [ how, { width, media, axe } ] of Object.entries( LOOKS ) ) {
		if ( narrow && width > 390 ) {
			continue;
		}
		const label = `${ name }, ${ how }`;
		await page.setViewportSize( { width, height: 800 } );
		await page.emulateMedia( { forcedColors: 'none', ...media } );
		if ( how !== 'narrowest' ) {
			await picture( page, `${ name }-${ how }` );
		}
		if ( axe ) {
			expect(
				await accessibilityProblems( page, {
					rules: [ 'target-size' ],
				} ),
				label
			).toEqual( [] );
		}
		const overflow = await page.evaluate(
			() =>
				document.documentElement.scrollWidth -
				document.documentElement.clientWidth
		);
		expect( overflow, label ).toBeLessThanOrEqual( 0 );
	}
	await page.setViewportSize( before );
	await page.emulateMedia( { colorScheme: 'light', forcedColors: 'none' } );
}

/** Takes a picture of the page as it is, if there is a folder for pictures. */
export async function picture( page: Page, name: string ): Promise< void > {
	if ( pictures !== '' ) {
		mkdirSync( pictures, { recursive: true } );
		await page.screenshot( {
			path: join( pictures, `${ name }.png` ),
			fullPage: true,
		} );
	}
}
