import { load } from 'cheerio';
import { expect, test } from 'vitest';
import { BRAND } from '../ops/brand.ts';
import { pausedMail, signInMail } from './mails.ts';

test( 'an e-mail has the accent and the name of the pages, and only inline styles', () => {
	const $ = load(
		signInMail( [
			{ accountName: 'Ada & Co', url: 'https://x.example/a' },
		] ).html
	);
	const button = $( 'a' );
	expect( button.text() ).toBe( 'Sign in to Ada & Co' );
	expect( button.attr( 'style' ) ).toContain( BRAND.accent );
	expect( $( '[bgcolor]' ).attr( 'bgcolor' ) ).toBe( BRAND.accent );
	expect( $( 'style, link, img, script' ) ).toHaveLength( 0 );
	expect( $( 'h1' ).text().trim() ).toBe( 'Sign in to Ivorey' );
} );

test( 'R28 an account’s name is escaped in the HTML version and plain in the text version', () => {
	const mail = pausedMail(
		{
			storeUrl: 'https://shop.example.com',
			accountName: '<b>Ada</b>',
			pageUrl: 'https://x.example/a?b=1&c=2',
			occurredAt: new Date( '2026-01-31T08:15:00Z' ),
		},
		'the <reason>.'
	);
	expect( load( mail.html )( 'b' ) ).toHaveLength( 0 );
	expect( load( mail.html ).text() ).toContain( 'Why: the <reason>.' );
	expect( load( mail.html )( 'a' ).attr( 'href' ) ).toBe(
		'https://x.example/a?b=1&c=2'
	);
	expect( mail.text ).toContain( 'account <b>Ada</b>.' );
	expect( mail.text ).toContain(
		'View and reconnect the store:\nhttps://x.example/a?b=1&c=2'
	);
} );
