import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleAddress, sampleOrderLine } from '@ivorey/shared/testing';
import { readyMadeEmails } from '../../ingest-api/src/automations/email/ready-made.ts';
import { createTemplateRenderer } from '../../ingest-api/src/automations/email/render-template.ts';
import type { EmailTemplate } from '../../ingest-api/src/automations/email/template.ts';
import {
	sampleLayout,
	sampleVariables,
} from '../../ingest-api/src/testing/emails.ts';
import {
	accessibilityProblems,
	findChromium,
	launchChromium,
	newContext,
	withReason,
} from './chromium.ts';

const chromium = findChromium();
/** For visual checks: a folder that gets a picture of each e-mail. */
const { SCREENSHOTS } = process.env;

const EMAILS = Object.entries( readyMadeEmails() );
/** Colours in which links are unreadable, on white or on black. */
const ACCENTS = [ '#ffd400', '#101828' ];
const LINK = {
	subject: '',
	preheader: '',
	body: '<p>A <a href="https://store.example">link</a></p><a class="button" href="https://store.example">Button</a>',
};

const WIDE = { width: 900, colorScheme: 'light' } as const;
const PHONE = { width: 390, colorScheme: 'dark' } as const;
const SCREENS =
	SCREENSHOTS === undefined
		? [ WIDE, PHONE ]
		: [
				WIDE,
				{ ...WIDE, colorScheme: 'dark' as const },
				PHONE,
				{ ...PHONE, colorScheme: 'light' as const },
			];

/** Rules of axe for whole pages; an e-mail is shown inside a page. */
const OF_PAGES =
	/^(region|landmark-one-main|page-has-heading-one|document-title):/;

const VARIABLES = sampleVariables(
	{
		customer_note: 'Please ring twice.\nThank you!',
		shipping: sampleAddress( { company: 'Sample Workshop' } ),
		line_items: [
			sampleOrderLine(),
			sampleOrderLine( {
				id: '2',
				product_id: '502',
				name: `Hand-thrown stoneware teapot, ${ 'very-'.repeat( 30 ) }long`,
				quantity: '1',
				subtotal: '12490.00',
				attributes: [
					{ name: 'Colour', value: 'Blue' },
					{ name: 'Size', value: '1.2 l' },
				],
			} ),
			sampleOrderLine( {
				id: '3',
				product_id: '503',
				name: 'Gift card',
				attributes: [],
			} ),
		],
	},
	{
		images: new Map( [
			[ '501', 'https://store.example/steelblue.svg' ],
			[ '502', 'https://store.example/tan.svg' ],
		] ),
	}
);

describe.skipIf( chromium === null )(
	withReason( 'ready-made e-mails' ),
	() => {
		let browser: Browser;
		beforeAll( async () => {
			browser = await launchChromium( chromium! );
		} );
		afterAll( () => browser.close() );

		test.for< { name: string; template: EmailTemplate; accent?: string } >(
			[
				...EMAILS.map( ( [ name, template ] ) => ( {
					name,
					template,
				} ) ),
				...ACCENTS.map( ( accent ) => ( {
					name: `accent-${ accent.slice( 1 ) }`,
					template: LINK,
					accent,
				} ) ),
			]
		)(
			'R32: $name is readable on a desktop and on a phone, in light and dark mode',
			async ( { name, template, accent } ) => {
				const email = createTemplateRenderer()(
					template,
					VARIABLES,
					sampleLayout( {
						...( accent === undefined ? {} : { accent } ),
						unsubscribeUrl: 'https://app.example.com/u/1',
					} )
				);
				if ( ! email.ok ) {
					throw new Error( JSON.stringify( email ) );
				}
				for ( const { width, colorScheme } of SCREENS ) {
					const context = await newContext( browser, {
						viewport: { width, height: 900 },
						colorScheme,
					} );
					await context.route( '**/*', ( route ) => {
						const { pathname } = new URL( route.request().url() );
						return route.fulfill(
							pathname === '/'
								? { contentType: 'text/html', body: email.html }
								: {
										contentType: 'image/svg+xml',
										body: picture(
											path.parse( pathname ).name
										),
									}
						);
					} );
					const page = await context.newPage();
					await page.goto( 'https://mail.example/' );
					expect(
						await page.evaluate(
							() => document.documentElement.scrollWidth
						)
					).toBeLessThanOrEqual( width );
					expect(
						( await accessibilityProblems( page ) ).filter(
							( problem ) => ! OF_PAGES.test( problem )
						)
					).toEqual( [] );
					if ( SCREENSHOTS !== undefined ) {
						await mkdir( SCREENSHOTS, { recursive: true } );
						await page.screenshot( {
							path: path.join(
								SCREENSHOTS,
								`email-${ name }-${ width }-${ colorScheme }.png`
							),
							fullPage: true,
						} );
					}
					await context.close();
				}
			}
		);
	}
);

function picture( color: string ): string {
	return `<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64"><rect width="64" height="64" fill="${ color }"/></svg>`;
}
