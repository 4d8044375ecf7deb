import type { StoreUrlMistake } from '@ivorey/shared';
import { expect, test, vi } from 'vitest';
import { checkTemplate } from '../automations/email/render.ts';
import {
	TEMPLATE_PARTS,
	type TemplateFault,
} from '../automations/email/template.ts';
import { readyMadeAutomations } from '../automations/ready-made.ts';
import { startTestApi } from '../testing/api.ts';
import { ConsoleVisitor, dom, startOwnedStore } from '../testing/console.ts';
import { CONNECT } from '../testing/full-account.ts';
import { orderRecord, triggerRecord } from '../testing/records.ts';
import { strayTexts } from '../testing/stray-texts.ts';
import { templateErrorInPart, templateErrorText } from './template-words.ts';

vi.mock( '../texts/languages.ts', async ( original ) => {
	const { LANGUAGES } =
		await original< typeof import( '../texts/languages.ts' ) >();
	const { pseudoLocale } = await import( '../testing/pseudo-locale.ts' );
	return { LANGUAGES: { en: pseudoLocale( LANGUAGES.en ) } };
} );

const WRONG_URLS: Record< StoreUrlMistake[ 'code' ], string > = {
	empty: '',
	too_long: `https://1.example/${ '1'.repeat( 2_048 ) }`,
	spaces: 'https://1 2.example',
	email: 'ada@example.com',
	missing_scheme: '1.example.com',
	scheme_typo: 'https:/1.example.com',
	scheme_twice: 'https://https://1.example.com',
	other_scheme: 'ftp://1.example.com',
	insecure: 'http://1.example.com',
	no_host: 'https://',
	bad_host: 'https://-1.example.com',
	incomplete_host: 'https://example',
	dot_at_end: 'https://1.example.com.',
	bad_port: 'https://1.example.com:99999',
	credentials: 'https://1:2@1.example.com',
	wordpress_path: 'https://1.example.com/wp-admin',
	page: 'https://1.example.com/1.php',
	query: 'https://1.example.com/?1',
	fragment: 'https://1.example.com/#1',
	double_slash: 'https://1.example.com/1//2',
	trailing_slash: 'https://1.example.com/',
};

test( 'R19 R40: every error about a store’s address is worded by the catalogue', async () => {
	const owner = await ConsoleVisitor.signIn( await startTestApi() );
	const form = await owner.get( CONNECT );
	for ( const [ code, url ] of Object.entries( WRONG_URLS ) ) {
		const page = await owner.submit(
			form,
			{ store_url: url },
			'dialog form'
		);
		expect( page.status, code ).toBe( 422 );
		// The part of WordPress that an error names is data.
		expect(
			strayTexts( page.text.replaceAll( '/wp-admin', '' ) ),
			code
		).toEqual( [] );
	}
} );

const FAULTS: Record< TemplateFault, true > = {
	variable: true,
	filter: true,
	tag: true,
	not_closed: true,
	syntax: true,
	too_long: true,
	too_large: true,
	too_much: true,
	timeout: true,
	memory: true,
};

test( 'R40: so is every error about a template', () => {
	for ( const fault of Object.keys( FAULTS ) as TemplateFault[] ) {
		for ( const part of TEMPLATE_PARTS ) {
			for ( const [ name, line, column ] of [
				[ '{{ 1 }}', 1, 1 ],
				[ null, 1, null ],
				[ null, null, null ],
			] as const ) {
				const error = { part, fault, name, line, column };
				for ( const words of [
					templateErrorText( error ),
					templateErrorInPart( error ),
				] ) {
					expect( strayTexts( words ), fault ).toEqual( [] );
					expect( words ).not.toMatch( /undefined|null/ );
				}
			}
		}
	}
} );

test( 'R40: so are errors in the editor of an automation and in its preview', async () => {
	const { owner, store } = await startOwnedStore( {
		ROLES: 'ingest,console',
	} );
	await store.ask();
	await store.send( [
		orderRecord( '4711', 1 ),
		triggerRecord( 'order_submitted', '4711', 2 ),
	] );
	const editor = await owner.get( '/automations/new' );
	for ( const wrong of [
		{ body: '<p>{{ 1 | x1 }}</p>' },
		{ name: '', subject: '', body: '', delay: '999999999' },
		{ min_total: '9', max_total: '5', currencies: '1' },
		{ quiet_from: '07:00', quiet_to: '07:00', hourly_limit: '0' },
	] ) {
		const page = await owner.submit( editor, { name: '1', ...wrong } );
		expect( page.status ).toBe( 422 );
		expect( strayTexts( page.text.replaceAll( 'x1', '' ) ) ).toEqual( [] );
	}
	const preview = await owner.browser.visit( '/automations/preview', {
		form: [
			[ '_csrf', dom( editor )( '[name=_csrf]' ).attr( 'value' )! ],
			[ 'body', '{{ x1 }}' ],
		],
	} );
	expect( preview.text ).toContain( 'x1' );
	expect( strayTexts( preview.text.replaceAll( 'x1', '' ) ) ).toEqual( [] );
} );

test( 'R32 R40: the ready-made automations take their texts from the catalogue', () => {
	for ( const { name, action } of Object.values( readyMadeAutomations() ) ) {
		const email = action as Extract< typeof action, { type: 'email' } >;
		for ( const text of [
			name,
			email.subject,
			email.preheader,
			email.body,
		] ) {
			expect( strayTexts( text ) ).toEqual( [] );
		}
		expect( checkTemplate( email ) ).toEqual( [] );
	}
} );
