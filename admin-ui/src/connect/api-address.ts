import { __ } from '@wordpress/i18n';
import { parseUrl } from '../navigation/parse-url';

export type Address =
	{ ok: true; url: string } | { ok: false; message: string };

/** Hosts for which plain http is right: nothing leaves the machine. */
const LOCAL = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** The address of Ivorey's API as somebody typed it. The store checks it once more. */
export function apiAddress( typed: string ): Address {
	const text = typed.trim();
	if ( text === '' ) {
		return no(
			__( 'Enter the address of Ivorey’s API.', 'ivorey-for-woocommerce' )
		);
	}
	const parsed = parseUrl( text );
	if ( ! /^https?:\/\//i.test( text ) || parsed === null ) {
		return no(
			__(
				'Enter a whole address, such as https://api.ivorey.com.',
				'ivorey-for-woocommerce'
			)
		);
	}
	if ( parsed.username !== '' || parsed.password !== '' ) {
		return no(
			__(
				'Leave the user name and the password out of the address.',
				'ivorey-for-woocommerce'
			)
		);
	}
	if ( parsed.protocol === 'http:' && ! LOCAL.test( parsed.hostname ) ) {
		return no(
			__(
				'The address must begin with https://, so that nobody can read along.',
				'ivorey-for-woocommerce'
			)
		);
	}
	if ( parsed.search !== '' || parsed.hash !== '' ) {
		return no(
			__(
				'Leave out what follows the “?” or the “#”.',
				'ivorey-for-woocommerce'
			)
		);
	}
	return {
		ok: true,
		url: ( parsed.origin + parsed.pathname ).replace( /\/+$/, '' ),
	};
}

function no( message: string ): Address {
	return { ok: false, message };
}
