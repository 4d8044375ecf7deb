import { createHmac, timingSafeEqual } from 'node:crypto';

const TOLERANCE_SECONDS = 300;

/**
 * Whether Ivorey sent this request, just now.
 *
 * @param secret  Of the endpoint: `whsec_…`.
 * @param headers Of the request, with names in lower case.
 * @param body    As it came, to the byte: parse it afterwards.
 */
export function verifyWebhook(
	secret: string,
	headers: Record< string, string | undefined >,
	body: string
): boolean {
	const id = headers[ 'webhook-id' ] ?? '';
	const timestamp = headers[ 'webhook-timestamp' ] ?? '';
	const signatures = headers[ 'webhook-signature' ] ?? '';
	const age = Math.abs( Date.now() / 1000 - Number( timestamp ) );
	if ( ! ( age <= TOLERANCE_SECONDS ) ) {
		return false;
	}
	const key = Buffer.from( secret.replace( /^whsec_/, '' ), 'base64' );
	const expected = createHmac( 'sha256', key )
		.update( `${ id }.${ timestamp }.${ body }` )
		.digest();
	// More than one while the secret is rotated.
	return signatures.split( ' ' ).some( ( signature ) => {
		const [ version, value = '' ] = signature.split( ',' );
		const given = Buffer.from( value, 'base64' );
		return (
			version === 'v1' &&
			given.length === expected.length &&
			timingSafeEqual( given, expected )
		);
	} );
}
