import { createHmac, timingSafeEqual } from 'node:crypto';

const TOLERANCE_SECONDS = 300;
const SECRET = /^whsec_([A-Za-z0-9+/]{43}=)$/;

/**
 * Whether Ivorey sent this request, just now.
 *
 * @param secret  Of the endpoint: `whsec_…`. With an empty one anybody could sign, so nothing is accepted then.
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
	const key = SECRET.exec( secret )?.[ 1 ];
	if ( key === undefined || ! ( age <= TOLERANCE_SECONDS ) ) {
		return false;
	}
	const expected = createHmac( 'sha256', Buffer.from( key, 'base64' ) )
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
