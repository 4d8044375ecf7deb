import { existsSync } from 'node:fs';
import { chromium, type Browser, type Page } from '@playwright/test';
import axe, { type AxeResults } from 'axe-core';

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

export function launchChromium( executablePath: string ): Promise< Browser > {
	return chromium.launch( {
		executablePath,
		args: [ '--no-sandbox', '--disable-gpu' ],
	} );
}

/** What axe has against a page, a line each. */
export async function accessibilityProblems( page: Page ): Promise< string[] > {
	await page.evaluate( axe.source );
	const { violations } = await page.evaluate< AxeResults >(
		'axe.run( document, { resultTypes: [ "violations" ] } )'
	);
	return violations.flatMap( ( { id, help, nodes } ) =>
		nodes.map(
			( node ) => `${ id }: ${ help }: ${ node.html.slice( 0, 200 ) }`
		)
	);
}
