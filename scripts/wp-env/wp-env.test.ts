import { access, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../composer.ts';

interface WpEnv {
	plugins: string[];
	mappings: Record< string, string >;
	lifecycleScripts: { afterStart: string };
}

test( 'wp-env finds the plugin under its own name, and the scripts that set up a shop', async () => {
	const { plugins, mappings, lifecycleScripts } = JSON.parse(
		await readFile( path.join( root, '.wp-env.json' ), 'utf8' )
	) as WpEnv;
	expect( plugins.join() ).toContain( '/woocommerce.zip' );
	expect( mappings ).toHaveProperty( [
		'wp-content/plugins/ivorey-for-woocommerce',
	] );
	for ( const folder of Object.values( mappings ) ) {
		await access( path.join( root, folder ) );
	}
	for ( const file of lifecycleScripts.afterStart.split( ' ' ).slice( 1 ) ) {
		await access( path.join( root, file ) );
	}
} );
