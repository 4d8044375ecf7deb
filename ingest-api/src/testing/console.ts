import { load, type CheerioAPI } from 'cheerio';
import { Browser, type Page } from '../../../scripts/store/shopper/browser.ts';
import { makeSignInLink, PRINTED_LINK_MS } from '../accounts/sign-in.ts';
import { proofOf } from '../connections/store-check/confirm-store.ts';
import { createConnection } from '../connections/create.ts';
import { startTestApi, type TestApi } from './api.ts';
import { makePerson, type TestPerson } from './people.ts';
import { TestStore } from './store.ts';
import { sendHtml, sendJson, startWebServer } from './web-server.ts';

/** A person at the console, in a browser without JavaScript. */
export class ConsoleVisitor {
	readonly person: TestPerson;
	readonly browser: Browser;

	private constructor( person: TestPerson, browser: Browser ) {
		this.person = person;
		this.browser = browser;
	}

	static async signIn(
		api: TestApi,
		person?: TestPerson,
		nextPath = '/settings/integration/woocommerce'
	): Promise< ConsoleVisitor > {
		const who = person ?? ( await makePerson( api.db ) );
		const token = await makeSignInLink(
			api.db,
			{ ...who, accountName: 'Ada & Co' },
			{ nextPath, now: new Date(), validMs: PRINTED_LINK_MS }
		);
		const browser = new Browser( api.url );
		await browser.visit( `/sign-in/${ token }`, { method: 'POST' } );
		return new ConsoleVisitor( who, browser );
	}

	get( path: string ): Promise< Page > {
		return this.browser.visit( path );
	}

	/** Submits the form with this action, or the first one, with these fields over its own; null leaves one out. */
	async submit(
		page: Page,
		fields: Record< string, string | null > = {},
		selector = 'main form'
	): Promise< Page > {
		const $ = load( page.text );
		const form = $( selector ).first();
		if ( form.length === 0 ) {
			throw new Error(
				`No ${ selector } on ${ page.url }: ${ textOf( page ) }`
			);
		}
		const own = form
			.serializeArray()
			.map( ( { name, value } ) => [ name, value ] as const )
			.filter( ( [ name ] ) => ! ( name in fields ) );
		const set = Object.entries( fields ).flatMap( ( [ name, value ] ) =>
			value === null ? [] : [ [ name, value ] as const ]
		);
		return this.browser.visit(
			new URL( form.attr( 'action' ) ?? '', page.url ).href,
			{ form: [ ...own, ...set ] }
		);
	}
}

export function dom( page: Page ): CheerioAPI {
	return load( page.text );
}

export function textOf( page: Page ): string {
	return load( page.text )( 'main' ).text().replace( /\s+/g, ' ' ).trim();
}

export const STORE_URL = 'https://shop.example.com';

/** Connects a store to the account of this person; it is pending until its first request. */
export async function connectStore(
	api: TestApi,
	{ person: { accountId } }: ConsoleVisitor,
	storeUrl = STORE_URL
): Promise< TestStore > {
	// createConnection() finds accounts by their names.
	await api.db
		.updateTable( 'accounts' )
		.set( { name: accountId } )
		.where( 'account_id', '=', accountId )
		.execute();
	return new TestStore(
		await createConnection( api.db, {
			storeUrl,
			accountName: accountId,
			apiUrl: api.url,
			keys: api.keys,
		} ),
		storeUrl
	);
}

export interface OwnedStore {
	api: TestApi;
	/** A visitor who is signed in to the store's account. */
	owner: ConsoleVisitor;
	store: TestStore;
}

/** An API, and a store with its owner at the console. */
export async function startOwnedStore(
	...options: Parameters< typeof startTestApi >
): Promise< OwnedStore > {
	const api = await startTestApi( ...options );
	const owner = await ConsoleVisitor.signIn( api );
	return { api, owner, store: await connectStore( api, owner ) };
}

/** The secret that a fake store sends with a code, and proves to know. */
export const CONFIRMATION = 'c'.repeat( 43 );

/** The parts of a WordPress with WooCommerce and the plugin that the console asks for. @return Its URL. */
export async function startFakeStore(
	more: Record< string, unknown > = {}
): Promise< string > {
	const server = await startWebServer( ( request, response ) => {
		if ( request.url === '/wp-json/ivorey/v1/about' ) {
			sendJson( response, 200, {
				contract: 1,
				store_url: server.url,
				approve_url: `${ server.url }/wp-admin/admin.php?page=ivorey-approve`,
				...more,
			} );
		} else if ( request.url === '/wp-json/' ) {
			sendJson( response, 200, {
				name: 'Shop',
				namespaces: [ 'wc/v3', 'ivorey/v1' ],
			} );
		} else if ( request.url?.startsWith( '/wp-json/ivorey/v1/confirm?' ) ) {
			const { searchParams } = new URL( request.url, server.url );
			sendJson( response, 200, {
				proof: proofOf(
					CONFIRMATION,
					searchParams.get( 'nonce' ) ?? ''
				),
			} );
		} else {
			sendHtml(
				response,
				200,
				`<h1>The store</h1><p>${ request.url }</p>`
			);
		}
	} );
	return server.url;
}
