/**
 * Runs after `wp-env start`: builds the panel, activates WooCommerce and the plugin, creates a shop with sample
 * products, and connects it to the API of `npm start` if that is running. It may run again.
 */
import { API_URL, createCredentials } from '../local-api.ts';
import { ensurePanel } from '../panel.ts';
import { setUp } from './set-up.ts';

const url = `http://localhost:${ process.env.WP_ENV_PORT ?? 8880 }`;

await ensurePanel();
await setUp( url, 'activate' );
await setUp( url, 'fill' );
console.log(
	`The shop is at ${ url }/shop/, wp-admin at ${ url }/wp-admin/ (admin, password).`
);
console.log( await connect() );

async function connect(): Promise< string > {
	const api = await fetch( `${ API_URL }/readyz` ).catch( () => null );
	if ( ! api?.ok ) {
		return `Not connected: no API at ${ API_URL }. \`npm start -- api\` starts one; then start wp-env again.`;
	}
	if ( ! ( await setUp( url, 'check' ) ) ) {
		await setUp( url, 'connect', await createCredentials( url ) );
	}
	return `Connected to the API at ${ API_URL }.`;
}
