import { readdir, readFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from 'cheerio';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { DEFAULT_SETTINGS, type StatusReport } from '@ivorey/shared';
import { Browser } from '../../../scripts/store/shopper/browser.ts';
import { challengeOf } from '../connections/connect/requests.ts';
import { startTestApi, type TestApi } from '../testing/api.ts';
import {
	CONFIRMATION,
	connectStore,
	ConsoleVisitor,
	dom,
	startFakeStore,
	textOf,
} from '../testing/console.ts';
import { writeMail } from '../ops/mailer.ts';
import { makePerson } from '../testing/people.ts';
import { orderRecord } from '../testing/records.ts';
import { problemOf, TestStore } from '../testing/store.ts';
import { startWebServer } from '../testing/web-server.ts';
import { LINKS_FROM_ONE, LINKS_TO_ONE } from './limits.ts';
import { makeSignInLink } from '../accounts/sign-in.ts';

const STORES = '/settings/integration/woocommerce';
const VERIFIER = 'v'.repeat( 43 );

const LOCAL = { ALLOW_LOCAL_STORES: 'true' };

/** Goes through all screens. @return The address to which the browser is sent, with the code in it. */
async function connectInConsole(
	visitor: ConsoleVisitor,
	storeUrl: string,
	choose: {
		import?: Record< string, string | null >;
		sync?: Record< string, string | null >;
	} = {}
): Promise< URL > {
	const asked = await visitor.get( `${ STORES }/connect` );
	const importing = await visitor.submit(
		asked,
		{ store_url: storeUrl },
		'dialog form'
	);
	expect( dom( importing )( 'h1' ).last().text() ).toBe( 'Import Elements' );
	const syncing = await visitor.submit(
		importing,
		choose.import ?? {},
		'dialog form'
	);
	expect( dom( syncing )( 'h1' ).last().text() ).toBe( 'Keep in sync' );
	const leaving = await visitor.submit(
		syncing,
		choose.sync ?? {},
		'dialog form'
	);
	return leavingTo( leaving );
}

function leavingTo( page: { text: string } ): URL {
	const refresh = dom( page as never )( 'meta[http-equiv=refresh]' ).attr(
		'content'
	);
	return new URL( refresh!.replace( /^0; url=/, '' ) );
}

async function exchange( api: TestApi, body: Record< string, string > ) {
	const answer = await fetch( `${ api.url }/v1/connect/token`, {
		method: 'POST',
		body: JSON.stringify( {
			grant_type: 'authorization_code',
			install_id: 'install-1',
			confirmation: CONFIRMATION,
			...body,
		} ),
	} );
	return {
		status: answer.status,
		headers: answer.headers,
		text: await answer.text(),
	};
}

async function joinedStore( api: TestApi, body: Record< string, string > ) {
	const answer = await exchange( api, body );
	expect( answer.status ).toBe( 200 );
	const { credentials, return_url: returnUrl } = JSON.parse( answer.text );
	const store = new TestStore( credentials, body.store_url! );
	store.installId = 'install-1';
	return { store, returnUrl: returnUrl as string };
}

describe( 'signing in', () => {
	async function dataDir(): Promise< string > {
		const folder = await mkdtemp( join( tmpdir(), 'ivorey-mail-' ) );
		onTestFinished( () => rm( folder, { recursive: true } ) );
		return folder;
	}

	async function mailsIn( folder: string ) {
		const names = await readdir( join( folder, 'mail' ) ).catch( () => [] );
		return Promise.all(
			names
				.sort()
				.map( async ( name ) =>
					JSON.parse(
						await readFile( join( folder, 'mail', name ), 'utf8' )
					)
				)
		);
	}

	test( 'in development creates the first account, with a link that works once and leads to the page that was asked for', async () => {
		const folder = await dataDir();
		const api = await startTestApi( { DATA_DIR: folder } );
		const browser = new Browser( api.url );
		const wall = await browser.visit( '/orders?subtype=WooCommerce' );
		expect( wall.url ).toContain( '/sign-in?next=%2Forders' );
		const sent = await browser.visit( '/sign-in', {
			form: [
				[ 'email', 'Ada@Example.com' ],
				[ 'next', '/orders?subtype=WooCommerce' ],
			],
		} );
		expect( textOf( sent ) ).toContain( 'See the e-mails here' );
		const mails = await browser.visit( '/development/mail' );
		const link = dom( mails )( 'a[href*="/sign-in/"]' ).attr( 'href' )!;
		const [ mail ] = await mailsIn( folder );
		expect( mail ).toMatchObject( {
			to: [ 'Ada@Example.com' ],
			subject: 'Sign in to Ivorey',
		} );
		// A program that only opens the link does not use it up.
		for ( let i = 0; i < 2; i++ ) {
			expect( ( await browser.visit( link ) ).status ).toBe( 200 );
		}
		const orders = await browser.visit( link, { method: 'POST' } );
		expect( orders.url ).toBe( `${ api.url }/orders?subtype=WooCommerce` );
		expect( dom( orders )( '.account' ).text().trim() ).toBe(
			'My account'
		);

		const again = await new Browser( api.url ).visit( link, {
			method: 'POST',
		} );
		expect( again.status ).toBe( 410 );

		// The second visitor gets nothing.
		await browser.visit( '/sign-in', {
			form: [ [ 'email', 'eve@example.com' ] ],
		} );
		expect( await mailsIn( folder ) ).toHaveLength( 1 );
	} );

	test( 'stores only hashes, and logs neither address nor link', async () => {
		const folder = await dataDir();
		const api = await startTestApi( { DATA_DIR: folder } );
		const visitor = await ConsoleVisitor.signIn( api );
		await visitor.browser.visit( '/sign-in', {
			form: [ [ 'email', visitor.person.email ] ],
		} );
		const [ mail ] = await mailsIn( folder );
		const secret = /acc_[\w-]{22}\.([\w-]{43})/.exec( mail.text )![ 1 ]!;
		const rows = [
			...( await api.db
				.selectFrom( 'sign_in_links' )
				.selectAll()
				.where( 'account_id', '=', visitor.person.accountId )
				.execute() ),
			...( await api.db
				.selectFrom( 'console_sessions' )
				.selectAll()
				.where( 'account_id', '=', visitor.person.accountId )
				.execute() ),
		];
		expect( rows ).toHaveLength( 3 );
		expect( JSON.stringify( rows ) ).not.toContain( secret );
		for ( const planted of [ secret, visitor.person.email ] ) {
			expect( api.log.join( '' ) ).not.toContain( planted );
		}
	} );

	test( 'answers the same for an address with and without an account', async () => {
		const api = await startTestApi( { SMTP_URL: 'smtp://127.0.0.1:9' } );
		const { email } = await makePerson( api.db );
		const pages = await Promise.all(
			[ email, 'nobody@example.com' ].map( async ( typed ) =>
				textOf(
					await new Browser( api.url ).visit( '/sign-in', {
						form: [ [ 'email', typed ] ],
					} )
				).replace( typed, '…' )
			)
		);
		expect( pages[ 0 ] ).toBe( pages[ 1 ] );
		expect(
			( await new Browser( api.url ).visit( '/development/mail' ) ).status
		).toBe( 404 );
	} );

	test( 'in development shows an e-mail as its reader sees it, without scripts and without external content', async () => {
		const folder = await dataDir();
		const api = await startTestApi( { DATA_DIR: folder } );
		await writeMail( join( folder, 'mail' ), {
			to: [ 'bo@example.com' ],
			subject: 'Order "1" <b>',
			text: 'Hi Bo,\nhttps://shop.example.com/my-account',
			html: '<!doctype html><html><head><title>x</title></head><body style="color:red">Hi &amp; "Bo"</body></html>',
		} );
		const page = await new Browser( api.url ).visit( '/development/mail' );
		const $ = dom( page );
		const frame = $( 'iframe' );
		expect( frame.attr( 'sandbox' ) ).toBe( '' );
		const shown = load( frame.attr( 'srcdoc' )! );
		expect( shown( 'body[style="color:red"]' ).text() ).toBe( 'Hi & "Bo"' );
		expect(
			shown( 'head > meta[http-equiv]:first-child' ).attr( 'content' )
		).toMatch(
			/^default-src 'none'; style-src 'unsafe-inline'; img-src data:;/
		);
		const policy = page.headers.get( 'content-security-policy' );
		expect( policy ).toContain( "style-src 'self' 'unsafe-inline'" );
		expect( policy ).toContain( "script-src 'self';" );
		expect( $( 'h2' ).text() ).toBe( 'Order "1" <b>' );
		expect(
			$( 'a[href="https://shop.example.com/my-account"]' )
		).toHaveLength( 1 );
		const elsewhere = await new Browser( api.url ).visit( '/sign-in' );
		expect(
			elsewhere.headers.get( 'content-security-policy' )
		).not.toContain( 'unsafe-inline' );
	} );

	test( 'R30 shows the development e-mails to nobody whose request came through a proxy', async () => {
		const api = await startTestApi();
		const statusWith = async ( headers: Record< string, string > ) =>
			( await fetch( `${ api.url }/development/mail`, { headers } ) )
				.status;
		expect( await statusWith( {} ) ).toBe( 200 );
		for ( const headers of [
			{ 'x-forwarded-for': '203.0.113.7' },
			{ 'x-forwarded-host': 'ivorey.example.com' },
			{ forwarded: 'for=203.0.113.7' },
			{ via: '1.1 proxy' },
		] ) {
			expect( await statusWith( headers ) ).toBe( 404 );
		}
	} );

	test( 'ends with the session, and by signing out', async () => {
		let offset = 0;
		const api = await startTestApi(
			{},
			{ now: () => new Date( Date.now() + offset ) }
		);
		const visitor = await ConsoleVisitor.signIn( api );
		expect( ( await visitor.get( STORES ) ).url ).toBe( api.url + STORES );
		offset = 15 * 24 * 3_600_000;
		expect( ( await visitor.get( STORES ) ).url ).toContain( '/sign-in' );
		offset = 0;
		const page = await visitor.get( STORES );
		await visitor.submit( page, {}, 'form[action="/sign-out"]' );
		expect( ( await visitor.get( STORES ) ).url ).toContain( '/sign-in' );
	} );

	test.for( [
		'https://evil.example.com/',
		'//evil.example.com/',
		'/\\evil.example.com',
		'javascript:alert(1)',
		'/\t/evil.example.com',
	] )( 'does not lead to %j', async ( next ) => {
		const api = await startTestApi();
		const visitor = await ConsoleVisitor.signIn( api, undefined, next );
		const page = await visitor.browser.visit(
			`/sign-in?${ new URLSearchParams( { next } ) }`
		);
		expect( dom( page )( 'input[name=next]' ).attr( 'value' ) ).toMatch(
			/^\/(?!\/)/
		);
	} );

	/** Asks for links from this internet address. */
	const askFrom = async (
		api: TestApi,
		address: string,
		email: string,
		times: number
	) => {
		for ( let i = 0; i < times; i++ ) {
			await new Browser( api.url ).visit( '/sign-in', {
				form: [ [ 'email', email ] ],
				headers: { 'x-forwarded-for': address },
			} );
		}
	};

	test( 'R30 still works for its owner after a stranger asked for links in the owner’s name', async () => {
		const folder = await dataDir();
		const api = await startTestApi( {
			DATA_DIR: folder,
			TRUST_PROXY: '1',
		} );
		const { email } = await makePerson( api.db );
		await askFrom( api, '203.0.113.7', email, LINKS_FROM_ONE + 3 );
		expect( await mailsIn( folder ) ).toHaveLength( LINKS_FROM_ONE );
		await askFrom( api, '198.51.100.1', email, 1 );
		expect( await mailsIn( folder ) ).toHaveLength( LINKS_FROM_ONE + 1 );
		// The stranger's allowance is counted for each inbox.
		const other = await makePerson( api.db );
		await askFrom( api, '203.0.113.7', other.email, 1 );
		expect( await mailsIn( folder ) ).toHaveLength( LINKS_FROM_ONE + 2 );
	} );

	test( 'floods no inbox, however many networks ask, and the links that were sent stay valid', async () => {
		const folder = await dataDir();
		const api = await startTestApi( {
			DATA_DIR: folder,
			TRUST_PROXY: '1',
		} );
		const { email } = await makePerson( api.db );
		for ( let network = 1; network <= 8; network++ ) {
			await askFrom( api, `203.0.113.${ network }`, email, 4 );
		}
		const mails = await mailsIn( folder );
		expect( mails ).toHaveLength( LINKS_TO_ONE );
		for ( const mail of mails.slice( 0, 2 ) ) {
			const [ link ] = /http\S+\/sign-in\/\S+/.exec( mail.text )!;
			const { status } = await fetch( link, {
				method: 'POST',
				redirect: 'manual',
			} );
			expect( status ).toBe( 303 );
		}
	} );
} );

describe( 'the console', () => {
	test( 'sends strict security headers, and has no inline script or style', async () => {
		const api = await startTestApi();
		const answer = await fetch( `${ api.url }/sign-in` );
		expect( answer.headers.get( 'content-security-policy' ) ).toBe(
			"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; frame-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
		);
		expect( answer.headers.get( 'cache-control' ) ).toBe( 'no-store' );
		expect( answer.headers.get( 'referrer-policy' ) ).toBe( 'same-origin' );
		expect( await answer.text() ).not.toMatch( /<script>|style=|\son\w+=/ );
	} );

	test( 'binds its cookie to this host and to https, if people reach it by https', async () => {
		for ( const [ CONSOLE_URL, cookie ] of [
			[
				'https://app.example.com',
				/^__Host-ivorey_session=[^;]+; Max-Age=1209600; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
			],
			[
				'http://localhost:1',
				/^ivorey_session=[^;]+; Max-Age=1209600; Path=\/; HttpOnly; SameSite=Lax$/,
			],
		] as const ) {
			const api = await startTestApi( { CONSOLE_URL } );
			const person = await makePerson( api.db );
			const token = await makeSignInLink(
				api.db,
				{ ...person, accountName: '' },
				{ nextPath: '/', now: new Date(), validMs: 60_000 }
			);
			const answer = await fetch( `${ api.url }/sign-in/${ token }`, {
				method: 'POST',
				redirect: 'manual',
			} );
			expect( answer.headers.get( 'set-cookie' ) ).toMatch( cookie );
		}
	} );

	test( 'accepts no form from another site, from another session, or without its token', async () => {
		const api = await startTestApi();
		const visitor = await ConsoleVisitor.signIn( api );
		const other = await ConsoleVisitor.signIn( api );
		const page = await visitor.get( `${ STORES }/connect` );
		const foreign = dom( await other.get( STORES ) )(
			'input[name=_csrf]'
		).attr( 'value' )!;
		for ( const fields of [
			{ _csrf: null },
			{ _csrf: 'x' },
			{ _csrf: foreign },
		] ) {
			const refused = await visitor.submit(
				page,
				{ ...fields, store_url: 'x' },
				'dialog form'
			);
			expect( refused.status ).toBe( 403 );
		}
		const csrf = dom( page )( 'input[name=_csrf]' ).attr( 'value' )!;
		for ( const headers of [
			{ origin: 'https://evil.example.com' },
			{ origin: 'null' },
			{ 'sec-fetch-site': 'cross-site' },
			{ 'sec-fetch-site': 'same-site', origin: api.url },
		] as Record< string, string >[] ) {
			const refused = await visitor.browser.visit( '/sign-out', {
				form: [ [ '_csrf', csrf ] ],
				headers,
			} );
			expect( refused.status, JSON.stringify( headers ) ).toBe( 403 );
		}
		const json = await visitor.browser.visit( '/sign-out', {
			method: 'POST',
			json: { _csrf: csrf },
		} );
		expect( json.status ).toBe( 413 );
		expect( ( await visitor.get( STORES ) ).url ).toBe( api.url + STORES );
	} );

	test( 'is missing on copies without its role, and gives strangers a page for an unknown address', async () => {
		const api = await startTestApi( { ROLES: 'ingest' } );
		expect(
			problemOf( await answerOf( `${ api.url }/sign-in` ) ).name
		).toBe( 'not-found' );
		const full = await startTestApi( { ROLES: 'console' } );
		expect(
			problemOf( await answerOf( `${ full.url }/v1/connection` ) ).name
		).toBe( 'not-found' );
		const missing = await answerOf( `${ full.url }/console/none` );
		expect( missing.status ).toBe( 404 );
		expect( missing.text ).toContain( 'This page doesn’t exist' );
	} );
} );

async function answerOf( url: string ) {
	const answer = await fetch( url );
	return {
		status: answer.status,
		headers: answer.headers,
		text: await answer.text(),
	};
}

describe( 'connecting in Ivorey', () => {
	test( 'R19-R22 leads from the URL through both selections to the store, and back to its page', async () => {
		const api = await startTestApi( LOCAL );
		const storeUrl = await startFakeStore();
		const visitor = await ConsoleVisitor.signIn( api );
		expect( textOf( await visitor.get( STORES ) ) ).toContain(
			'No store connected yet'
		);
		const target = await connectInConsole( visitor, storeUrl, {
			import: { import_contacts: null },
			sync: { sync_products: null, sync_payment_received_triggers: null },
		} );
		expect( target.origin + target.pathname ).toBe(
			`${ storeUrl }/wp-admin/admin.php`
		);
		expect( target.searchParams.get( 'page' ) ).toBe( 'ivorey-approve' );
		expect( target.searchParams.get( 'api' ) ).toBe( api.url );
		const { store, returnUrl } = await joinedStore( api, {
			code: target.searchParams.get( 'code' )!,
			store_url: storeUrl,
		} );
		const { settings } = JSON.parse( ( await store.ask() ).text );
		expect( settings ).toEqual( {
			version: 1,
			import: { ...DEFAULT_SETTINGS.import, contacts: false },
			sync: {
				...DEFAULT_SETTINGS.sync,
				products: false,
				payment_received_triggers: false,
			},
		} );
		const page = await visitor.browser.visit( returnUrl );
		expect( textOf( page ) ).toContain( 'Active' );
		expect( page.url ).toBe( returnUrl );
		expect( textOf( await visitor.get( STORES ) ) ).toContain(
			storeUrl.replace( 'http://', '' )
		);
	} );

	test( 'R19 explains what is wrong, and suggests the URL that was meant', async () => {
		const api = await startTestApi( LOCAL );
		const storeUrl = await startFakeStore();
		const visitor = await ConsoleVisitor.signIn( api );
		const asked = await visitor.get( `${ STORES }/connect` );
		const wrong = await visitor.submit(
			asked,
			{ store_url: `${ storeUrl }/wp-admin/` },
			'dialog form'
		);
		expect( wrong.status ).toBe( 422 );
		const $ = dom( wrong );
		expect( $( '[role=alert]' ).text() ).toContain(
			'Enter the address of the store itself, without “/wp-admin”'
		);
		expect( $( '#store_url' ).attr( 'value' ) ).toBe(
			`${ storeUrl }/wp-admin/`
		);
		const suggested = $( 'button[form=suggestion]' );
		expect( suggested.attr( 'value' ) ).toBe( storeUrl );
		// Enter in the field activates the first button of its form.
		const [ first ] = $( '#store_url' )
			.closest( 'form' )
			.find( 'button:not([form])' )
			.toArray();
		expect( $( first ).text().trim() ).toBe( 'Continue' );
		const right = await visitor.submit(
			wrong,
			{ [ suggested.attr( 'name' )! ]: storeUrl },
			'#suggestion'
		);
		expect( right.url ).toMatch( /\/import$/ );
	} );

	test( 'R19 uses the URL typed after a suggestion, and connects that store', async () => {
		const api = await startTestApi( LOCAL );
		const [ mistaken, meant ] = [
			await startFakeStore(),
			await startFakeStore(),
		];
		const visitor = await ConsoleVisitor.signIn( api );
		const wrong = await visitor.submit(
			await visitor.get( `${ STORES }/connect` ),
			{ store_url: `${ mistaken }/wp-admin/` },
			'dialog form'
		);
		const importing = await visitor.submit(
			wrong,
			{ store_url: meant, use: mistaken },
			'dialog form'
		);
		expect( textOf( importing ) ).toContain( meant );
		expect( textOf( importing ) ).not.toContain( mistaken );
	} );

	test( 'R19 refuses an address on this machine, unless that is allowed', async () => {
		const api = await startTestApi();
		const storeUrl = await startFakeStore();
		const visitor = await ConsoleVisitor.signIn( api );
		const refused = await visitor.submit(
			await visitor.get( `${ STORES }/connect` ),
			{ store_url: storeUrl },
			'dialog form'
		);
		expect( textOf( refused ) ).toContain( 'inside a private network' );
	} );

	test( 'R26, R28 reconnecting starts with the earlier choices and keeps the connection', async () => {
		const api = await startTestApi( LOCAL );
		const storeUrl = await startFakeStore();
		const visitor = await ConsoleVisitor.signIn( api );
		const first = await connectInConsole( visitor, storeUrl, {
			sync: { sync_contacts: null },
		} );
		const { store } = await joinedStore( api, {
			code: first.searchParams.get( 'code' )!,
			store_url: storeUrl,
		} );
		await store.ask();
		await store.ask( { secret: 'whsec_AAAA' } );
		const paused = await visitor.get(
			`${ STORES }/${ store.connectionId }`
		);
		expect( textOf( paused ) ).toMatch(
			/Paused since .* A request came with credentials of this store/
		);
		const importing = await visitor.submit(
			paused,
			{ store_url: storeUrl },
			'[data-part=state] form'
		);
		const syncing = await visitor.submit( importing, {}, 'dialog form' );
		expect( dom( syncing )( '#sync_contacts' ).attr( 'checked' ) ).toBe(
			undefined
		);
		expect( dom( syncing )( '#sync_orders' ).attr( 'checked' ) ).toBe(
			'checked'
		);
		const target = leavingTo(
			await visitor.submit( syncing, {}, 'dialog form' )
		);
		const { store: again } = await joinedStore( api, {
			code: target.searchParams.get( 'code' )!,
			store_url: storeUrl,
		} );
		expect( again.connectionId ).toBe( store.connectionId );
		expect( ( await again.ask() ).status ).toBe( 200 );
	} );
} );

describe( 'R23 connecting in the store', () => {
	function authorizePath(
		storeUrl: string,
		more: Record< string, string > = {}
	): string {
		return `/connect/authorize?${ new URLSearchParams( {
			response_type: 'code',
			client_id: `${ storeUrl }/`,
			redirect_uri: `${ storeUrl }/wp-admin/admin.php?page=ivorey-approve`,
			state: 'the-state',
			code_challenge: challengeOf( VERIFIER ),
			code_challenge_method: 'S256',
			...more,
		} ) }`;
	}

	test( 'leads through sign-in and consent to both selections, and back with code and state', async () => {
		const api = await startTestApi( LOCAL );
		const storeUrl = await startFakeStore();
		const person = await makePerson( api.db );
		const wall = await new Browser( api.url ).visit(
			authorizePath( storeUrl )
		);
		const next = new URL( wall.url ).searchParams.get( 'next' )!;
		expect( next ).toBe( authorizePath( storeUrl ) );
		const visitor = await ConsoleVisitor.signIn( api, person );
		const consent = await visitor.get( next );
		expect( textOf( consent ) ).toMatch(
			/Connect localhost:\d+ to Ada & Co\?/
		);
		const importing = await visitor.submit( consent, {
			answer: 'continue',
		} );
		const syncing = await visitor.submit( importing, {}, 'dialog form' );
		const target = leavingTo(
			await visitor.submit( syncing, {}, 'dialog form' )
		);
		expect( Object.fromEntries( target.searchParams ) ).toMatchObject( {
			page: 'ivorey-approve',
			state: 'the-state',
		} );
		expect( target.searchParams.has( 'api' ) ).toBe( false );
		const code = target.searchParams.get( 'code' )!;
		expect(
			problemOf( await exchange( api, { code, store_url: storeUrl } ) )
				.name
		).toBe( 'invalid-grant' );
		const { store } = await joinedStore( api, {
			code,
			store_url: storeUrl,
			code_verifier: VERIFIER,
		} );
		expect( store.accountId ).toBe( person.accountId );
	} );

	test( 'cancelling leads back with the error that OAuth defines', async () => {
		const api = await startTestApi( LOCAL );
		const storeUrl = await startFakeStore();
		const visitor = await ConsoleVisitor.signIn( api );
		const consent = await visitor.get( authorizePath( storeUrl ) );
		const target = leavingTo(
			await visitor.submit( consent, { answer: 'cancel' } )
		);
		expect( target.origin ).toBe( storeUrl );
		expect( Object.fromEntries( target.searchParams ) ).toMatchObject( {
			error: 'access_denied',
			state: 'the-state',
		} );
	} );

	test( 'never redirects to an address that the store itself does not name', async () => {
		const api = await startTestApi( LOCAL );
		const storeUrl = await startFakeStore();
		const other = await startFakeStore();
		const visitor = await ConsoleVisitor.signIn( api );
		for ( const wrong of [
			{ redirect_uri: 'https://evil.example.com/' },
			{ redirect_uri: `${ other }/wp-admin/admin.php` },
			{ redirect_uri: `${ storeUrl }/elsewhere` },
			{
				redirect_uri: `${ storeUrl }/wp-admin/admin.php?page=other-plugin&do=this`,
			},
			{
				redirect_uri: `${ storeUrl }/wp-admin/admin.php?page=ivorey-approve&do=this`,
			},
			{
				redirect_uri: `${ storeUrl }/wp-admin/admin.php?page=ivorey-approve#there`,
			},
			{
				redirect_uri: `${ storeUrl }@evil.example.com/wp-admin/admin.php`,
			},
			{ redirect_uri: 'javascript:alert(1)' },
			{ code_challenge_method: 'plain' },
			{ code_challenge: '' },
			{ response_type: 'token' },
			{ state: '' },
			{ client_id: 'http://localhost:1' },
		] as Record< string, string >[] ) {
			const page = await visitor.get( authorizePath( storeUrl, wrong ) );
			expect( page.status, JSON.stringify( wrong ) ).toBe( 422 );
			expect( page.url ).toContain( api.url );
			expect( page.text ).not.toContain( 'http-equiv="refresh"' );
		}
		const consent = await visitor.get( authorizePath( storeUrl ) );
		const forged = await visitor.submit( consent, {
			answer: 'cancel',
			redirect_uri: 'https://evil.example.com/',
		} );
		expect( forged.status ).toBe( 422 );
	} );
} );

const REPORT: StatusReport = {
	import: {
		id: 'imp_1',
		state: 'running',
		started_at: '2026-01-31T08:15:00.000Z',
		finished_at: null,
		elements: {
			products: {
				state: 'done',
				total: 3,
				done: 3,
				excluded: { no_price: 2 },
				rejected: 0,
				rate: null,
				seconds_left: null,
			},
			orders: {
				state: 'running',
				total: 12_408,
				done: 4_000,
				excluded: { draft: 7 },
				rejected: 1,
				rate: 812.4,
				seconds_left: 95,
			},
		},
	},
	handled_request: null,
	exclusions: [
		{ element: 'products', reason: 'no_price', number: 2 },
		{ element: 'orders', reason: 'draft', number: 7 },
	],
	waiting: 3,
	quarantined: 1,
	verified: {
		finished_at: '2026-01-31T14:02:00.000Z',
		agrees: true,
		compared: 12_408,
		alike: 12_408,
	},
};

async function storeOf(
	...given: Parameters< typeof connectStore >
): Promise< TestStore > {
	const store = await connectStore( ...given );
	await store.ask();
	return store;
}

describe( 'the page of a store', () => {
	test( 'R18, R24 shows the import, the excluded records with their reasons, and whether both sides match', async () => {
		const api = await startTestApi();
		const visitor = await ConsoleVisitor.signIn( api );
		const store = await storeOf( api, visitor );
		await store.request( {
			method: 'PUT',
			path: '/v1/status',
			body: JSON.stringify( REPORT ),
		} );
		const page = await visitor.get( `${ STORES }/${ store.connectionId }` );
		const text = textOf( page );
		for ( const shown of [
			'The import of 31 Jan 2026, 08:15 UTC is running.',
			'4,000 of 12,408 · 7 excluded · 1 needs attention · 812 a second · about 2 minutes left',
			'3 changes are waiting to be sent.',
			'1 record needs attention',
			'Everything matches: 12,408 of 12,408',
			'No price, or a price of zero',
			'Order is a draft, or in the trash',
		] ) {
			expect( text ).toContain( shown );
		}
		expect(
			dom( page )( 'progress[aria-labelledby=progress_orders]' ).attr()
		).toMatchObject( { value: '4000', max: '12408' } );

		await visitor.submit(
			page,
			{ action: 'cancel' },
			'[data-part=progress] form'
		);
		const { requests } = JSON.parse( ( await store.ask() ).text );
		expect( requests.import.action ).toBe( 'cancel' );
	} );

	test( 'R25 changes a switch for the store, and reports a change from the other side', async () => {
		const api = await startTestApi();
		const visitor = await ConsoleVisitor.signIn( api );
		const store = await storeOf( api, visitor );
		const path = `${ STORES }/${ store.connectionId }`;
		const page = await visitor.get( path );
		const saved = await visitor.submit(
			page,
			{ sync_products: null },
			'form[action$="/settings"]'
		);
		expect( textOf( saved ) ).toContain( 'Saved.' );
		const { settings } = JSON.parse( ( await store.ask() ).text );
		expect( settings ).toMatchObject( {
			version: 2,
			sync: { products: false, orders: true },
		} );
		await store.request( {
			method: 'PUT',
			path: '/v1/settings',
			body: JSON.stringify( {
				base_version: 2,
				import: settings.import,
				sync: { ...settings.sync, contacts: false },
			} ),
		} );
		// The page is older than that change.
		const late = await visitor.submit(
			saved,
			{ sync_orders: null },
			'form[action$="/settings"]'
		);
		expect( textOf( late ) ).toContain(
			'Someone else changed the switches at the same time'
		);
		expect( dom( late )( '#sync_contacts' ).attr( 'checked' ) ).toBe(
			undefined
		);
		expect( dom( late )( '#sync_orders' ).attr( 'checked' ) ).toBe(
			'checked'
		);
	} );

	test( 'R20, R26 asks the store for another import of the selected elements', async () => {
		const api = await startTestApi();
		const visitor = await ConsoleVisitor.signIn( api );
		const store = await storeOf( api, visitor );
		const again = await visitor.get(
			`${ STORES }/${ store.connectionId }/import`
		);
		await visitor.submit( again, {
			action: 'start',
			import_orders: null,
		} );
		expect( JSON.parse( ( await store.ask() ).text ) ).toMatchObject( {
			requests: { import: { action: 'start' } },
			settings: { import: { orders: false, products: true } },
		} );
	} );

	test( 'R20 refuses an import of nothing, and says so', async () => {
		const api = await startTestApi();
		const visitor = await ConsoleVisitor.signIn( api );
		const store = await storeOf( api, visitor );
		const again = await visitor.get(
			`${ STORES }/${ store.connectionId }/import`
		);
		const none = Object.fromEntries(
			[
				'contacts',
				'orders',
				'transactions',
				'products',
				'collections',
			].map( ( name ) => [ `import_${ name }`, null ] as const )
		);
		for ( const nothing of [ { import_enabled: null }, none ] ) {
			const refused = await visitor.submit( again, {
				action: 'start',
				...nothing,
			} );
			expect( refused.status ).toBe( 422 );
			expect( dom( refused )( '[role=alert]' ).text() ).toContain(
				'Nothing is selected.'
			);
			// The boxes that were ticked still are.
			expect( dom( refused )( 'input[checked]' ).toArray() ).toHaveLength(
				6 - Object.keys( nothing ).length
			);
		}
		expect( JSON.parse( ( await store.ask() ).text ) ).toMatchObject( {
			requests: { import: null },
			settings: { version: 1 },
		} );
	} );

	test( 'R24 shows no rate, no time left and no current count for a store that is stopped', async () => {
		const api = await startTestApi();
		const visitor = await ConsoleVisitor.signIn( api );
		const store = await storeOf( api, visitor );
		const path = `${ STORES }/${ store.connectionId }`;
		await store.request( {
			method: 'PUT',
			path: '/v1/status',
			body: JSON.stringify( REPORT ),
		} );
		const stopped = async () => {
			const page = await visitor.get( path );
			const text = textOf( page );
			expect( text ).toMatch(
				/The import of 31 Jan 2026, 08:15 UTC is stopped, as of \d+ \w+ \d{4}, \d\d:\d\d UTC\./
			);
			expect( text ).toMatch(
				/3 changes were waiting to be sent, as of \d+ \w+ \d{4}, \d\d:\d\d UTC\./
			);
			expect( text ).not.toMatch( /a second|left\b(?! out)|is running/ );
			return page;
		};
		await visitor.submit(
			await visitor.get( path ),
			{},
			'form[action$="/pause"]'
		);
		const paused = await stopped();
		await visitor.submit( paused, {}, 'form[action$="/resume"]' );
		expect( textOf( await visitor.get( path ) ) ).toContain( 'is running' );
		await store.ask( { secret: 'whsec_AAAA' } );
		await stopped();
		await store.ask();
		await visitor.submit( await visitor.get( `${ path }/disconnect` ) );
		await stopped();
	} );

	test( 'R24 without JavaScript, only a page without forms reloads, and only while an import runs', async () => {
		const api = await startTestApi();
		const visitor = await ConsoleVisitor.signIn( api );
		const store = await storeOf( api, visitor );
		const path = `${ STORES }/${ store.connectionId }`;
		const report = ( body: StatusReport ) =>
			store.request( {
				method: 'PUT',
				path: '/v1/status',
				body: JSON.stringify( body ),
			} );
		const refresh = /http-equiv="refresh"/;
		expect( ( await visitor.get( path ) ).text ).not.toMatch( refresh );
		await report( REPORT );
		const running = await visitor.get( path );
		expect( running.text ).not.toMatch( refresh );
		expect( running.text ).toContain( `href="${ path }/progress"` );
		const followed = await visitor.get( `${ path }/progress` );
		expect( followed.text ).toMatch( refresh );
		expect( dom( followed )( 'main form' ) ).toHaveLength( 0 );
		expect( textOf( followed ) ).toContain( '4,000 of 12,408' );
		await report( {
			...REPORT,
			import: { ...REPORT.import!, state: 'done' },
		} );
		expect(
			( await visitor.get( `${ path }/progress` ) ).text
		).not.toMatch( refresh );
	} );

	test( 'R18 does not claim that nothing is left out before the store has reported', async () => {
		const api = await startTestApi();
		const visitor = await ConsoleVisitor.signIn( api );
		const store = await storeOf( api, visitor );
		const path = `${ STORES }/${ store.connectionId }`;
		expect( textOf( await visitor.get( path ) ) ).toContain(
			'Not known yet'
		);
		await store.request( {
			method: 'PUT',
			path: '/v1/status',
			body: JSON.stringify( { ...REPORT, exclusions: [] } ),
		} );
		expect( textOf( await visitor.get( path ) ) ).toContain(
			'Nothing you keep in sync is left out.'
		);
	} );

	test( 'R22 tells the owner what to do while the store has not called yet', async () => {
		const api = await startTestApi( LOCAL );
		const visitor = await ConsoleVisitor.signIn( api );
		const storeUrl = await startFakeStore();
		const target = await connectInConsole( visitor, storeUrl );
		const { store } = await joinedStore( api, {
			code: target.searchParams.get( 'code' )!,
			store_url: storeUrl,
		} );
		const path = `${ STORES }/${ store.connectionId }`;
		const pending = await visitor.get( path );
		expect( textOf( pending ) ).toContain( 'Waiting for the store since' );
		expect( dom( pending )( '.verdict a' ).attr( 'href' ) ).toBe(
			`${ path }/disconnect`
		);
		const again = await visitor.submit( pending, { store_url: storeUrl } );
		expect( again.url ).toMatch( /\/import$/ );
	} );

	test( 'R26 says what stays before it disconnects, and keeps the data', async () => {
		const api = await startTestApi();
		const visitor = await ConsoleVisitor.signIn( api );
		const store = await storeOf( api, visitor );
		await store.send( [ orderRecord( '1', 1 ) ] );
		const path = `${ STORES }/${ store.connectionId }`;
		const confirm = await visitor.get( `${ path }/disconnect` );
		expect( textOf( confirm ) ).toContain(
			'What stays: all contacts, orders'
		);
		expect( ( await store.ask() ).status ).toBe( 200 );
		const done = await visitor.submit( confirm );
		expect( textOf( done ) ).toContain( 'Disconnected since' );
		expect( problemOf( await store.ask() ).name ).toBe( 'revoked' );
		expect( textOf( await visitor.get( '/orders' ) ) ).toContain(
			'shop.example.com'
		);
		const gone = await visitor.submit( confirm );
		expect( textOf( gone ) ).toContain( 'no longer possible' );
	} );

	test( 'pauses and resumes', async () => {
		const api = await startTestApi();
		const visitor = await ConsoleVisitor.signIn( api );
		const store = await storeOf( api, visitor );
		const path = `${ STORES }/${ store.connectionId }`;
		const paused = await visitor.submit(
			await visitor.get( path ),
			{},
			'form[action$="/pause"]'
		);
		expect( problemOf( await store.ask() ).name ).toBe(
			'paused-by-person'
		);
		await visitor.submit( paused, {}, 'form[action$="/resume"]' );
		expect( ( await store.ask() ).status ).toBe( 200 );
	} );

	test( 'R25 a change wakes the store, and the page waits until the store has asked', async () => {
		const api = await startTestApi( LOCAL );
		const visitor = await ConsoleVisitor.signIn( api );
		const server = await startWebServer( ( _, response ) =>
			response.writeHead( 204 ).end()
		);
		const store = await storeOf( api, visitor, server.url );
		const path = `${ STORES }/${ store.connectionId }`;
		const waiting = 'Waiting for your store';
		expect( textOf( await visitor.get( path ) ) ).not.toContain( waiting );

		const saved = await visitor.submit(
			await visitor.get( path ),
			{ sync_contacts: null },
			'form[action$="/settings"]'
		);
		expect( textOf( saved ) ).toContain( waiting );
		await vi.waitFor( () =>
			expect( server.asked ).toEqual( [
				expect.stringContaining( '/wp-json/ivorey/v1/wake' ),
			] )
		);
		expect( ( await store.ask() ).status ).toBe( 200 );
		expect( textOf( await visitor.get( path ) ) ).not.toContain( waiting );

		await visitor.submit(
			await visitor.get( path ),
			{},
			'form[action$="/pause"]'
		);
		const resumed = await visitor.submit(
			await visitor.get( path ),
			{},
			'form[action$="/resume"]'
		);
		expect( textOf( resumed ) ).toContain( waiting );
		await vi.waitFor( () => expect( server.asked ).toHaveLength( 3 ) );
		await store.ask();
		expect( textOf( await visitor.get( path ) ) ).not.toContain( waiting );
	} );

	test( 'R24 is live: the store’s reports appear without loading the page again', async () => {
		const api = await startTestApi();
		const visitor = await ConsoleVisitor.signIn( api );
		const store = await storeOf( api, visitor );
		const seen = streamOf(
			visitor,
			`${ STORES }/${ store.connectionId }/events`
		);
		await seen.until( /Nothing has been imported yet/ );
		await store.request( {
			method: 'PUT',
			path: '/v1/status',
			body: JSON.stringify( REPORT ),
		} );
		await seen.until( /4,000 of 12,408/ );
		await store.ask( { secret: 'whsec_AAAA' } );
		await seen.until( /Paused since/ );
		const started = performance.now();
		await api.stop();
		await seen.ended;
		expect( performance.now() - started ).toBeLessThan( 4_000 );
	} );
} );

/** Collects server-sent events as one text. */
function streamOf( visitor: ConsoleVisitor, path: string ) {
	let text = '';
	const ended = ( async () => {
		const answer = await visitor.browser.open( path );
		expect( answer.headers.get( 'content-type' ) ).toBe(
			'text/event-stream'
		);
		const decoder = new TextDecoder();
		for await ( const chunk of answer.body! ) {
			text += decoder.decode( chunk, { stream: true } );
		}
	} )();
	return {
		ended,
		async until( pattern: RegExp ) {
			await expect
				.poll( () => text, { timeout: 8_000 } )
				.toMatch( pattern );
		},
	};
}

describe( 'R6 the Orders page', () => {
	test( 'shows the orders of the account, newest first, page by page, by subtype', async () => {
		const api = await startTestApi();
		const visitor = await ConsoleVisitor.signIn( api );
		const store = await storeOf( api, visitor );
		await store.send(
			Array.from( { length: 60 }, ( _, i ) =>
				orderRecord( String( i + 1 ), 1, {
					// Many share the same second: none may be lost between two pages.
					date_created: `2026-01-31T08:${ String( Math.floor( i / 20 ) ).padStart( 2, '0' ) }:00Z`,
				} )
			)
		);
		const first = await visitor.get( '/orders?subtype=WooCommerce' );
		const older = dom( first )( 'a:contains("Older")' ).attr( 'href' )!;
		expect( older ).toContain( 'subtype=WooCommerce' );
		const second = await visitor.get( older );
		const numbers = [ first, second ].flatMap( ( page ) =>
			dom( page )( 'tbody th' )
				.toArray()
				.map( ( cell ) => dom( page )( cell ).text() )
		);
		expect( numbers ).toHaveLength( 60 );
		expect( new Set( numbers ).size ).toBe( 60 );
		expect( dom( first )( 'tbody tr' ) ).toHaveLength( 50 );
		expect(
			dom( first )( 'select[name=subtype] option[selected]' ).text()
		).toBe( 'WooCommerce' );
		expect( textOf( first ) ).toContain( 'Subtype' );
		expect( dom( second )( 'a:contains("Older")' ) ).toHaveLength( 0 );
		const cursor = new URL( older, api.url ).searchParams.get( 'before' )!;
		const [ date, ...row ] = JSON.parse(
			Buffer.from( cursor, 'base64url' ).toString()
		);
		const cursorOf = ( place: unknown ) =>
			Buffer.from( JSON.stringify( place ) ).toString( 'base64url' );
		for ( const wrong of [
			"x'~y",
			cursorOf( [ '2026-99-99T99:99Z', ...row ] ),
			cursorOf( [ '2026-02-31T00:00:00.000000Z', ...row ] ),
			cursorOf( [ date.replace( /^\d{4}/, '0000' ), ...row ] ),
			cursorOf( [ date, 'con_x', row[ 1 ] ] ),
			cursorOf( [ date, row[ 0 ], '\0' ] ),
			cursorOf( [ date ] ),
			cursorOf( null ),
			cursor.slice( 0, -9 ),
			'\0',
		] ) {
			const page = await visitor.get(
				`/orders?before=${ encodeURIComponent( wrong ) }`
			);
			expect( page.status, wrong ).toBe( 200 );
			expect( dom( page )( 'tbody tr' ), wrong ).toHaveLength( 50 );
		}
	} );

	test( 'escapes text that a buyer typed', async () => {
		const api = await startTestApi();
		const visitor = await ConsoleVisitor.signIn( api );
		const store = await storeOf( api, visitor );
		await store.send( [
			orderRecord( '1', 1, {
				billing_email: '"<b>x</b>"@example.com',
				number: '<script>1</script>',
			} ),
		] );
		const page = await visitor.get( '/orders' );
		expect( page.text ).not.toContain( '<script>1' );
		expect( textOf( page ) ).toContain( '<script>1</script>' );
	} );
} );

describe( 'a page of the console', () => {
	test( 'is not found if its address cannot be an ID', async () => {
		const api = await startTestApi();
		const visitor = await ConsoleVisitor.signIn( api );
		for ( const [ path, status ] of [
			[ `${ STORES }/%00`, 404 ],
			[ `${ STORES }/%00/events`, 404 ],
			[ `${ STORES }/${ 'x'.repeat( 5_000 ) }`, 404 ],
			[ `${ STORES }/connect/%00/import`, 404 ],
			[ `${ STORES }/connect/x/sync`, 410 ],
		] as const ) {
			expect( ( await visitor.get( path ) ).status, path ).toBe( status );
		}
	} );

	test( 'shows nothing to a visitor who is not signed in', async () => {
		const api = await startTestApi();
		for ( const path of [
			'/',
			'/orders',
			'/settings',
			STORES,
			`${ STORES }/x`,
			`${ STORES }/x/events`,
			`${ STORES }/connect`,
			'/connect/authorize',
		] ) {
			const answer = await fetch( api.url + path, {
				redirect: 'manual',
			} );
			expect( answer.status, path ).toBe( 303 );
			expect( answer.headers.get( 'location' ) ).toMatch(
				/^\/sign-in\?/
			);
		}
	} );
} );
