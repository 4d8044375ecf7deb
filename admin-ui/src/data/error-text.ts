import { __ } from '@wordpress/i18n';

/**
 * The value that apiFetch rejects with: an answer of WordPress, or a code of apiFetch itself. It need not be an
 * Error.
 */
export interface ApiError {
	code: string;
	message: string;
	data: Record< string, unknown >;
}

export function apiErrorOf( error: unknown ): ApiError {
	const object = isObject( error ) ? error : {};
	return {
		code: typeof object.code === 'string' ? object.code : 'unknown',
		message:
			typeof object.message === 'string' && object.message !== ''
				? object.message
				: String( error ),
		data: isObject( object.data ) ? object.data : {},
	};
}

/**
 * The operation that failed: a read that repeats by itself, a read that does not, or an action that a person started.
 */
export type Attempt = 'polled' | 'read' | 'action';

/** For the person at the screen: the problem, and how to solve it. */
export function errorText( error: unknown, attempt: Attempt ): string {
	const { code, message } = apiErrorOf( error );
	switch ( code ) {
		case 'offline_error':
			return withOutlook(
				unreachable(),
				attempt === 'action'
					? __(
							'Nothing was changed. Try again.',
							'ivorey-for-woocommerce'
						)
					: outlookOfRead( attempt )
			);
		case 'fetch_error':
			// The request may have arrived and only its answer been lost.
			return withOutlook(
				unreachable(),
				attempt === 'action' ? lookFirst() : outlookOfRead( attempt )
			);
		case 'invalid_json':
			return withOutlook(
				__(
					'This site sent an unexpected answer. The cause may be a security plugin, a maintenance page or a PHP error.',
					'ivorey-for-woocommerce'
				),
				attempt === 'action' ? lookFirst() : outlookOfRead( attempt )
			);
		case 'rest_cookie_invalid_nonce':
		case 'rest_not_logged_in':
			return __(
				'You have been signed out. Reload this page and sign in again.',
				'ivorey-for-woocommerce'
			);
		case 'rest_forbidden':
			return __(
				'You no longer have access to this page. It requires permission to manage WooCommerce.',
				'ivorey-for-woocommerce'
			);
		default:
			return message;
	}
}

function unreachable(): string {
	return __(
		'Your browser cannot reach this site. Check your internet connection.',
		'ivorey-for-woocommerce'
	);
}

function lookFirst(): string {
	return __(
		'Check whether it worked, and try again if it did not.',
		'ivorey-for-woocommerce'
	);
}

/** A read that is not repeated has a retry button beside its error. */
function outlookOfRead( attempt: 'polled' | 'read' ): string {
	return attempt === 'polled'
		? __( 'This page will retry automatically.', 'ivorey-for-woocommerce' )
		: '';
}

function withOutlook( text: string, outlook: string ): string {
	return outlook === '' ? text : `${ text } ${ outlook }`;
}

function isObject( value: unknown ): value is Record< string, unknown > {
	return typeof value === 'object' && value !== null;
}
