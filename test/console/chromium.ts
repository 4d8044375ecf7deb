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

/** Where a Chromium is on this machine; `CHROMIUM` names another place. */
export function findChromium(): string | null {
	return (
		[ process.env.CHROMIUM ?? '', ...PLACES ].find(
			( place ) => place !== '' && existsSync( place )
		) ?? null
	);
}

/** The name of what needs a Chromium, with the reason why it is skipped where there is none. */
export function withReason( name: string ): string {
	return findChromium() === null
		? `${ name } (skipped: no Chromium was found. Install it, or name it with CHROMIUM)`
		: name;
}

/** A new page of its own, that waits as long as all tests do. */
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
 * What axe has against a page, a line each.
 *
 * @param page
 * @param options
 * @param options.rules  Those that it leaves out unless asked.
 * @param options.within A selector of the parts to look at; by default the whole page.
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
