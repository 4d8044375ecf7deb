import type { Site, Store } from '../types.ts';
import { Browser, ShopError, fillIn, formFields } from './browser.ts';
import type { Login } from './buyer.ts';

/** Signs in with WordPress' own form; afterwards the browser is signed in as that user. */
export async function signIn(
	browser: Browser,
	{ username, password }: Login
): Promise< void > {
	// This page sets the cookie that proves that cookies work.
	await browser.visit( '/wp-login.php' );
	const page = await browser.visit( '/wp-login.php', {
		form: [
			[ 'log', username ],
			[ 'pwd', password ],
			[ 'testcookie', '1' ],
		],
	} );
	if ( page.url.includes( 'wp-login.php' ) ) {
		throw new ShopError( `${ username } could not sign in`, page );
	}
}

export interface Registration {
	email: string;
	password?: string;
	site?: Site;
}

/** A customer's account, created with the form of the My account page. */
export async function registerCustomer(
	store: Store,
	{ email, password = 'correct horse battery', site }: Registration
): Promise< Login & { userId: number } > {
	const browser = new Browser( ( site ?? store ).url );
	const form = formFields(
		await browser.visit( '/my-account/' ),
		'form.register'
	);
	const page = await browser.visit( form.action, {
		form: fillIn( form.fields, { email, password, register: 'Register' } ),
	} );
	const response = await fetch(
		`${ ( site ?? store ).url }/wp-json/wc/v3/customers?email=${ encodeURIComponent( email ) }&role=all`,
		{ headers: store.restHeaders( site ) }
	);
	const [ customer ] = ( await response.json() ) as Array< {
		id: number;
		username: string;
	} >;
	if ( ! customer ) {
		throw new ShopError( `${ email } could not be registered`, page );
	}
	return { userId: customer.id, username: customer.username, password };
}
