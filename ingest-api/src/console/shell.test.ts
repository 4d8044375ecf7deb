import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { makeSignInLink } from '../accounts/sign-in.ts';
import { challengeOf } from '../connections/connect/requests.ts';
import { startTestApi, type TestApi } from '../testing/api.ts';
import {
	connectStore,
	ConsoleVisitor,
	dom,
	startFakeStore,
	textOf,
} from '../testing/console.ts';
import { orderRecord } from '../testing/records.ts';
import type { TestStore } from '../testing/store.ts';
import { Browser, type Page } from '../../../scripts/store/shopper/browser.ts';
import { texts } from '../texts/texts.ts';
import { NAVIGATION } from './navigation.ts';

const STORES = '/settings/integration/woocommerce';

async function storeOf(
	...given: Parameters< typeof connectStore >
): Promise< TestStore > {
	const store = await connectStore( ...given );
	await store.ask();
	return store;
}

const hasSidebar = ( page: Page ) => dom( page )( '#sidebar' ).length === 1;

test( 'every entry of the sidebar leads to a page that marks only this entry', async () => {
	const api = await startTestApi();
	const visitor = await ConsoleVisitor.signIn( api );
	for ( const { section, path } of NAVIGATION ) {
		const page = await visitor.get( path );
		expect( page.status, path ).toBe( 200 );
		const $ = dom( page );
		expect(
			$( '#sidebar [aria-current]' )
				.toArray()
				.map( ( link ) => $( link ).text().trim() )
		).toEqual( [ texts().shell.sections[ section ] ] );
	}
} );

describe( 'a page that is missing or broken', () => {
	test( 'keeps the sidebar for a signed-in person, and is a plain card for others', async () => {
		const api = await startTestApi();
		const visitor = await ConsoleVisitor.signIn( api );
		for ( const path of [
			'/orders/none',
			'/settings/none',
			'/sign-in/a/b',
			'/console/none',
			`${ STORES }/none`,
		] ) {
			const page = await visitor.get( path );
			expect( page.status, path ).toBe( 404 );
			expect( hasSidebar( page ), path ).toBe( true );
			expect( dom( page )( 'main a[href="/"]' ), path ).toHaveLength( 1 );
		}
		const stranger = await new Browser( api.url ).visit( '/orders/none' );
		expect( stranger.status ).toBe( 404 );
		expect( hasSidebar( stranger ) ).toBe( false );
		expect( textOf( stranger ) ).toContain( 'This page doesn’t exist' );
	} );

	test( 'is the response to every path that is not valid text', async () => {
		const api = await startTestApi();
		const visitor = await ConsoleVisitor.signIn( api );
		for ( const path of [
			'/automations/%00',
			'/automations/%E0%A4%A',
			'/automations/order-confirmation/messages/%00',
			'/contacts/%00',
			'/orders/%00/%00',
			'/settings/webhooks/%00',
			'/settings/webhooks/a%00b/deliveries/%ff',
			`${ STORES }/%00`,
			`${ STORES }/connect/%00/import`,
			'/sign-in/%00',
			'/unsubscribe/%00/%00/%00',
			'/unsubscribe/%/%/%',
			'/console/%00/console.css',
			'/%00',
		] ) {
			const page = await visitor.get( path );
			expect( page.status, path ).toBe( 404 );
		}
		const { status } = await fetch( `${ api.url }/unsubscribe/a/b/%00`, {
			method: 'POST',
		} );
		expect( status ).toBe( 404 );
	} );

	test( 'refuses a form with a NUL character', async () => {
		const api = await startTestApi();
		const visitor = await ConsoleVisitor.signIn( api );
		const form = await visitor.get( '/settings/sending' );
		const refused = await visitor.submit( form, { sender_name: 'a\0b' } );
		expect( refused.status ).toBe( 422 );
		expect( textOf( refused ) ).toContain( 'Nothing was changed' );
	} );

	test( 'keeps the sidebar when a form is too old or too long', async () => {
		const api = await startTestApi();
		const visitor = await ConsoleVisitor.signIn( api );
		const old = await visitor.browser.visit( '/settings/privacy', {
			form: [ [ '_csrf', 'old' ] ],
		} );
		expect( [ old.status, hasSidebar( old ) ] ).toEqual( [ 403, true ] );
		const long = await visitor.browser.visit( '/settings/privacy', {
			form: [ [ 'email', 'x'.repeat( 600_000 ) ] ],
		} );
		expect( [ long.status, hasSidebar( long ) ] ).toEqual( [ 413, true ] );
	} );

	test( 'keeps the sidebar when its data cannot be read', async () => {
		const api = await startTestApi( {}, { isSeeded: true } );
		const visitor = await ConsoleVisitor.signIn( api );
		await sql`alter table orders rename to orders_gone`.execute( api.db );
		const broken = await visitor.get( '/orders' );
		expect( broken.status ).toBe( 500 );
		expect( hasSidebar( broken ) ).toBe( true );
		expect( textOf( broken ) ).toContain( 'Something went wrong' );
	} );
} );

describe( 'the sign-in', () => {
	test( 'says why it appears', async () => {
		let offset = 0;
		const api = await startTestApi(
			{},
			{ now: () => new Date( Date.now() + offset ) }
		);
		const stranger = new Browser( api.url );
		expect( textOf( await stranger.visit( '/orders' ) ) ).not.toMatch(
			/session|signed out/
		);
		expect(
			textOf( await stranger.visit( '/connect/authorize?client_id=x' ) )
		).toContain( 'Sign in to connect your store.' );

		const visitor = await ConsoleVisitor.signIn( api );
		offset = 15 * 24 * 3_600_000;
		expect( textOf( await visitor.get( '/orders' ) ) ).toContain(
			'Your session has ended. Sign in to continue.'
		);
		offset = 0;
		const left = await visitor.submit(
			await visitor.get( '/orders' ),
			{},
			'form[action="/sign-out"]'
		);
		expect( textOf( left ) ).toContain( 'You are signed out.' );
	} );

	test( 'after an expired link leads to the link’s destination', async () => {
		const api = await startTestApi();
		const visitor = await ConsoleVisitor.signIn( api );
		const { token } = await linkOf( api, visitor );
		const browser = new Browser( api.url );
		await browser.visit( `/sign-in/${ token }`, { method: 'POST' } );
		const expired = await browser.visit( `/sign-in/${ token }` );
		expect( expired.status ).toBe( 410 );
		expect( textOf( expired ) ).toContain( 'This link has expired' );
		const href = dom( expired )( 'main .button' ).attr( 'href' )!;
		const again = await browser.visit( href );
		expect( dom( again )( 'input[name=next]' ).attr( 'value' ) ).toBe(
			'/orders?subtype=WooCommerce'
		);
		const made = await browser.visit( '/sign-in/acc_x.y' );
		expect( made.status ).toBe( 410 );
	} );
} );

async function linkOf( api: TestApi, { person }: ConsoleVisitor ) {
	return {
		token: await makeSignInLink(
			api.db,
			{ ...person, accountName: '' },
			{
				nextPath: '/orders?subtype=WooCommerce',
				now: new Date(),
				validMs: 60_000,
			}
		),
	};
}

describe( 'connecting', () => {
	test( 'R19-R21 each step links back, and keeps the input', async () => {
		const api = await startTestApi( { ALLOW_LOCAL_STORES: 'true' } );
		const storeUrl = await startFakeStore();
		const visitor = await ConsoleVisitor.signIn( api );
		const backOf = ( page: Page ) =>
			dom( page )( 'dialog .actions a' ).attr( 'href' )!;
		const first = await visitor.get( `${ STORES }/connect` );
		expect( backOf( first ) ).toBe( STORES );
		const second = await visitor.submit(
			first,
			{ store_url: storeUrl },
			'dialog form'
		);
		const again = await visitor.get( backOf( second ) );
		expect( dom( again )( '#store_url' ).attr( 'value' ) ).toBe( storeUrl );
		const third = await visitor.submit(
			second,
			{ import_contacts: null },
			'dialog form'
		);
		const chosen = await visitor.get( backOf( third ) );
		expect( dom( chosen )( '#import_contacts' ).attr( 'checked' ) ).toBe(
			undefined
		);
		expect( dom( chosen )( '#import_orders' ).attr( 'checked' ) ).toBe(
			'checked'
		);
	} );

	test( 'R23 cancelling shows the stores that are still connected', async () => {
		const api = await startTestApi( { ALLOW_LOCAL_STORES: 'true' } );
		const storeUrl = await startFakeStore();
		const visitor = await ConsoleVisitor.signIn( api );
		await storeOf( api, visitor );
		const path = `/connect/authorize?${ new URLSearchParams( {
			response_type: 'code',
			client_id: storeUrl,
			redirect_uri: `${ storeUrl }/wp-admin/admin.php?page=ivorey-approve`,
			state: 'the-state',
			code_challenge: challengeOf( 'v'.repeat( 43 ) ),
			code_challenge_method: 'S256',
		} ) }`;
		const cancel = async () =>
			textOf(
				await visitor.submit( await visitor.get( path ), {
					answer: 'cancel',
				} )
			);
		const fresh = await cancel();
		expect( fresh ).toMatch( /localhost:\d+ is not connected/ );
		expect( fresh ).toContain( 'Still connected: shop.example.com.' );
		await storeOf( api, visitor, storeUrl );
		expect( await cancel() ).toMatch( /localhost:\d+ is still connected/ );
	} );
} );

describe( 'Home', () => {
	test( 'leads to connecting if there is no store, and otherwise shows the state of each store and the latest orders', async () => {
		const api = await startTestApi();
		const visitor = await ConsoleVisitor.signIn( api );
		const empty = await visitor.get( '/' );
		expect( dom( empty )( 'main a' ).attr( 'href' ) ).toBe(
			`${ STORES }/connect`
		);
		const store = await storeOf( api, visitor );
		await store.send(
			Array.from( { length: 6 }, ( _, i ) =>
				orderRecord( String( i + 1 ), 1 )
			)
		);
		await store.ask( { secret: 'whsec_AAAA' } );
		const home = await visitor.get( '/' );
		expect( textOf( home ) ).toMatch( /shop\.example\.com Paused since/ );
		expect(
			dom( home )( '[aria-label="Latest orders"] td.number' )
		).toHaveLength( 5 );
	} );
} );

describe( 'Home of many stores', () => {
	test( 'needs no more queries for ten stores than for one, and shows the newest first', async () => {
		let queries: string[] = [];
		const api = await startTestApi(
			{ ROLES: 'ingest,console' },
			{ onQuery: ( { query } ) => queries.push( query.sql ) }
		);
		const visitor = await ConsoleVisitor.signIn( api );
		const asked = async () => {
			queries = [];
			const page = await visitor.get( '/' );
			expect( page.status ).toBe( 200 );
			return { page, statements: queries.length };
		};
		await storeOf( api, visitor );
		const one = await asked();
		for ( let n = 2; n <= 12; n++ ) {
			await storeOf( api, visitor, `https://shop-${ n }.example.com` );
		}
		const many = await asked();
		expect( many.statements ).toBe( one.statements );
		const $ = dom( many.page );
		expect(
			$( '[aria-label="Your stores"] tbody th' )
				.toArray()
				.map( ( cell ) => $( cell ).text().trim() )
		).toEqual(
			Array.from(
				{ length: 10 },
				( _, n ) => `shop-${ 12 - n }.example.com`
			)
		);
		expect( textOf( many.page ) ).toContain( 'See 2 more stores' );
	} );
} );

describe( 'the page of a store', () => {
	test( 'counts both sides, and says in one line that everything is up to date', async () => {
		const api = await startTestApi();
		const visitor = await ConsoleVisitor.signIn( api );
		const store = await storeOf( api, visitor );
		await store.send( [ orderRecord( '1', 1 ), orderRecord( '2', 1 ) ] );
		await store.request( {
			method: 'PUT',
			path: '/v1/status',
			body: JSON.stringify( {
				import: null,
				handled_request: null,
				exclusions: [],
				waiting: 0,
				quarantined: 0,
				verified: null,
			} ),
		} );
		const page = await visitor.get( `${ STORES }/${ store.connectionId }` );
		expect( dom( page )( '.verdict-title' ).text().trim() ).toBe(
			'Everything is up to date'
		);
		expect( textOf( page ) ).toMatch(
			/Orders – in your store 2 in Ivorey/
		);
	} );

	test( 'does not wait for a slow count, which appears by itself', async () => {
		const api = await startTestApi();
		const visitor = await ConsoleVisitor.signIn( api );
		const store = await storeOf( api, visitor );
		const path = `${ STORES }/${ store.connectionId }`;
		const events = await api.db.transaction().execute( async ( tx ) => {
			await sql`lock table transactions in access exclusive mode`.execute(
				tx
			);
			const page = await visitor.get( path );
			expect( page.status ).toBe( 200 );
			expect( dom( page )( '.skeleton' ).text() ).toContain( 'Counting' );
			return visitor.browser.open( `${ path }/events` );
		} );
		const decoder = new TextDecoder();
		let text = '';
		for await ( const chunk of events.body! ) {
			text += decoder.decode( chunk, { stream: true } );
			if ( text.includes( 'In Ivorey now' ) ) {
				break;
			}
		}
		expect( text ).toContain( 'In Ivorey now' );
	} );
} );
