import { setTimeout as sleep } from 'node:timers/promises';
import type { Credentials } from '@ivorey/shared';

const READY_TIMEOUT_MS = 120_000;
/** An error of the step itself. */
const REFUSAL = /"code":"(failed|rest_forbidden)"/;

/**
 * Runs a step of mu-plugins/ivorey-wp-env.php. Waits for WordPress, because wp-env may finish before WordPress is
 * ready.
 *
 * @throws Error with WordPress' message.
 */
export async function setUp(
	url: string,
	step: 'activate' | 'fill' | 'check' | 'connect',
	credentials: Credentials | null = null
): Promise< boolean > {
	const deadline = Date.now() + READY_TIMEOUT_MS;
	for (;;) {
		const response = await fetch(
			`${ url }/?rest_route=/ivorey-wp-env/${ step }`,
			{
				method: 'POST',
				headers: {
					'content-type': 'application/json',
					// Playground keeps redirecting a visitor without this cookie in order to sign them in.
					cookie: 'playground_auto_login_already_happened=1',
				},
				body: JSON.stringify( {
					user: 'admin',
					password: 'password',
					credentials,
				} ),
			}
		).catch( () => null );
		const answer = await response?.text().catch( () => '' );
		if ( response?.ok && ( answer === 'true' || answer === 'false' ) ) {
			return answer === 'true';
		}
		// Until WordPress is installed there is another answer, or none.
		if ( REFUSAL.test( answer ?? '' ) || Date.now() > deadline ) {
			throw new Error(
				`WordPress at ${ url } did not ${ step }: ${ answer ?? 'no answer' }`
			);
		}
		await sleep( 500 );
	}
}
