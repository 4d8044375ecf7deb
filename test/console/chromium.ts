import { existsSync } from 'node:fs';
import {
	chromium,
	type Browser,
	type BrowserContext,
	type BrowserContextOptions,
	type Page,
} from '@playwright/test';
import axe, { type AxeResults } from 'axe-core';
import { LIMIT_MS } from '../wait.ts';

const PLACES = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
];

/** The path of a Chromium on this machine; `CHROMIUM` overrides it. */
export function findChromium(): string | null {
	return (
		[ process.env.CHROMIUM ?? '', ...PLACES ].find(
			( place ) => place !== '' && existsSync( place )
		) ?? null
	);
}

/** The name of a test that needs Chromium, with the reason it is skipped if there is none. */
export function withReason( name: string ): string {
	return findChromium() === null
		? `${ name } (skipped: no Chromium was found. Install it, or name it with CHROMIUM)`
		: name;
}

/** A new, isolated browser context with the waiting limit of all tests. */
export async function newContext(
	browser: Browser,
	options: BrowserContextOptions = {}
): Promise< BrowserContext > {
	const context = await browser.newContext( options );
	context.setDefaultTimeout( LIMIT_MS );
	return context;
}

export function launchChromium( executablePath: string ): Promise< Browser > {
	return chromium.launch( {
		executablePath,
		args: [ '--no-sandbox', '--disable-gpu' ],
	} );
}

/**
 * Problems that axe finds on a page, one per line.
 *
 * @param page
 * @param options
 * @param options.rules  Rules that axe skips by default.
 * @param options.within Selector of the parts to check; defaults to the whole page.
 */
export async function accessibilityProblems(
	page: Page,
	{
		rules = [],
		within = 'html',
	}: { rules?: readonly string[]; within?: string } = {}
): Promise< string[] > {
	await page.evaluate( axe.source );
	const options = {
		resultTypes: [ 'violations' ],
		rules: Object.fromEntries(
			rules.map( ( rule ) => [ rule, { enabled: true } ] )
		),
	};
	const { violations } = await page.evaluate< AxeResults >(
		`axe.run( { include: [ ...document.querySelectorAll( ${ JSON.stringify( within ) } ) ] }, ${ JSON.stringify( options ) } )`
	);
	return violations.flatMap( ( { id, help, nodes } ) =>
		nodes.map(
			( { html, failureSummary } ) =>
				`${ id }: ${ help }: ${ html.slice( 0, 200 ) } ${ failureSummary ?? '' }`
		)
	);
}
