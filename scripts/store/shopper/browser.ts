import { randomUUID } from 'node:crypto';
import { load, type CheerioAPI } from 'cheerio';
import { CookieJar } from 'tough-cookie';
import { REQUEST_HEADER } from '../types.ts';

export interface Page {
	url: string;
	status: number;
	headers: Headers;
	text: string;
	/** Epoch milliseconds, with fractions. */
	sentAt: number;
	/** When the last byte of the response arrived. */
	respondedAt: number;
}

export interface Visit {
	method?: string;
	headers?: Readonly< Record< string, string > >;
	/** Sent as a form. */
	form?: Fields;
	/** Sent as JSON. */
	json?: unknown;
	/** Sent as a form with files. */
	files?: FormData;
	/** Requests a report from the store on this request, under that ID. */
	requestId?: string | undefined;
}

/** Names may be repeated, as in an HTML form. */
export type Fields = ReadonlyArray< readonly [ name: string, value: string ] >;

/** A browser without JavaScript: keeps cookies, follows redirects, fills in forms. */
export class Browser {
	readonly #base: string;
	readonly #jar = new CookieJar();

	constructor( base: string ) {
		this.#base = base.replace( /\/$/, '' );
	}

	/** `path` is relative to the site's URL. */
	async visit( path: string, options: Visit = {} ): Promise< Page > {
		const url = path.startsWith( 'http' ) ? path : this.#base + path;
		const sentAt = now();
		const body = bodyOf( options );
		let response = await this.#send( url, {
			...options,
			method: options.method ?? ( body ? 'POST' : 'GET' ),
		} );
		let text = await response.text();
		// The time of the request itself, without the pages that it redirects to.
		const respondedAt = now();
		let at = url;
		for (
			let hops = 0;
			hops < 10 && isRedirect( response.status );
			hops++
		) {
			at = new URL( response.headers.get( 'location' ) ?? '', at ).href;
			response = await this.#send( at, { method: 'GET' } );
			text = await response.text();
		}
		return {
			url: at,
			status: response.status,
			headers: response.headers,
			text,
			sentAt,
			respondedAt,
		};
	}

	/** A response whose body is not read yet, and may never end. */
	async open( path: string ): Promise< Response > {
		return this.#send( this.#base + path, {} );
	}

	async #send( url: string, options: Visit ): Promise< Response > {
		const body = bodyOf( options );
		const cookie = await this.#jar.getCookieString( url );
		const response = await fetch( url, {
			method: options.method ?? 'GET',
			redirect: 'manual',
			headers: {
				...( cookie ? { cookie } : {} ),
				...( options.json === undefined
					? {}
					: { 'content-type': 'application/json' } ),
				...( options.requestId
					? { [ REQUEST_HEADER ]: options.requestId }
					: {} ),
				...options.headers,
			},
			...( body ? { body } : {} ),
		} );
		for ( const line of response.headers.getSetCookie() ) {
			await this.#jar.setCookie( line, url, { ignoreError: true } );
		}
		return response;
	}
}

/** The fields of a form as a browser would send them, without its buttons. Throws if there is no such form. */
export function formFields(
	page: Page,
	selector: string
): { action: string; fields: Fields } {
	const $ = load( page.text );
	const form = $( selector );
	if ( form.length === 0 ) {
		throw new ShopError( `There is no form ${ selector }`, page );
	}
	return {
		action: new URL( form.attr( 'action' ) || page.url, page.url ).href,
		fields: form
			.serializeArray()
			.map( ( { name, value } ) => [ name, value ] as const ),
	};
}

/** The fields with some of them set, whether they existed or not. */
export function fillIn(
	fields: Fields,
	values: Readonly< Record< string, string > >
): Fields {
	return [
		...fields.filter( ( [ name ] ) => ! ( name in values ) ),
		...Object.entries( values ),
	];
}

/** A string that a page passes to its JavaScript under this name. */
export function scriptValue( page: Page, name: string ): string {
	const found = new RegExp( `"${ name }"\\s*:\\s*"([^"]*)"` ).exec(
		page.text
	)?.[ 1 ];
	if ( found === undefined ) {
		throw new ShopError( `There is no ${ name }`, page );
	}
	return found;
}

/** The store did not do what the shopper wanted; the message tells what it showed instead. */
export class ShopError extends Error {
	override name = 'ShopError';

	constructor( what: string, page: Page ) {
		super(
			`${ what }: ${ page.url } answered ${ page.status } ${ notices(
				page
			) }`
		);
	}
}

function notices( page: Page ): string {
	if ( ! page.text.trimStart().startsWith( '<' ) ) {
		return page.text.slice( 0, 1_000 );
	}
	const $: CheerioAPI = load( page.text );
	const shown = $(
		'.woocommerce-error, .wc-block-components-notice-banner, #login_error, .notice-error, .wp-die-message'
	).text();
	return ( shown || $( 'title' ).text() ).replace( /\s+/g, ' ' ).trim();
}

export function newRequestId(): string {
	return randomUUID();
}

/** Epoch milliseconds from a monotonic clock. */
export function now(): number {
	return performance.timeOrigin + performance.now();
}

function bodyOf( options: Visit ): string | URLSearchParams | FormData | null {
	if ( options.files !== undefined ) {
		return options.files;
	}
	if ( options.json !== undefined ) {
		return JSON.stringify( options.json );
	}
	return options.form
		? new URLSearchParams(
				options.form.map( ( [ name, value ] ) => [ name, value ] )
			)
		: null;
}

function isRedirect( status: number ): boolean {
	return [ 301, 302, 303, 307, 308 ].includes( status );
}
