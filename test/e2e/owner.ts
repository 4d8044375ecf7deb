import type { Login } from '../../scripts/store/shopper/buyer.ts';
import { signIn } from '../../scripts/store/shopper/account.ts';
import {
	Browser,
	type Page,
	type Visit,
} from '../../scripts/store/shopper/browser.ts';
import type { Site, Store } from '../../scripts/store/store.ts';

export interface RestAnswer {
	status: number;
	// The answer differs from route to route.
	body: Record< string, unknown >;
}

/** A user who is signed in to wp-admin, with a browser without JavaScript. */
export class Owner {
	readonly browser: Browser;
	#nonce: string;

	private constructor( browser: Browser, nonce: string ) {
		this.browser = browser;
		this.#nonce = nonce;
	}

	static async signIn(
		store: Store,
		login: Login = {
			username: store.adminUser,
			password: store.adminPassword,
		},
		site: Site = store.sites[ 0 ]!
	): Promise< Owner > {
		const browser = new Browser( site.url );
		await signIn( browser, login );
		const { text } = await browser.visit(
			'/wp-admin/admin-ajax.php?action=rest-nonce'
		);
		return new Owner( browser, text );
	}

	visit( path: string, options?: Visit ): Promise< Page > {
		return this.browser.visit( path, options );
	}

	/**
	 * Calls `ivorey/v1` as the panel does.
	 *
	 * `nonce` is `null` for a request that another site made the browser send.
	 */
	rest(
		method: string,
		path: string,
		json?: unknown,
		nonce: string | null = this.#nonce
	): Promise< RestAnswer > {
		return this.wp( method, `/ivorey/v1${ path }`, json, nonce );
	}

	/** The same for any namespace. */
	async wp(
		method: string,
		path: string,
		json?: unknown,
		nonce: string | null = this.#nonce
	): Promise< RestAnswer > {
		const page = await this.browser.visit( `/wp-json${ path }`, {
			method,
			...( json === undefined ? {} : { json } ),
			...( nonce === null ? {} : { headers: { 'x-wp-nonce': nonce } } ),
		} );
		return {
			status: page.status,
			body: ( page.text === ''
				? {}
				: JSON.parse( page.text ) ) as RestAnswer[ 'body' ],
		};
	}
}
