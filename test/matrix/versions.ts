import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { PHP_VERSIONS } from '../../scripts/store/webassembly/versions.ts';

/**
 * Versions that `npm run test:matrix` tries: the oldest and the newest that the plugin's header promises, and
 * some in between.
 */
export const PAIRS: ReadonlyArray< {
	wordpress: string;
	woocommerce: string;
} > = [
	{ wordpress: '6.7.7', woocommerce: '9.4.3' },
	{ wordpress: '6.7.7', woocommerce: '9.9.5' },
	{ wordpress: '6.8.8', woocommerce: '9.9.5' },
	{ wordpress: '6.9.7', woocommerce: '10.2.4' },
	{ wordpress: '7.0.4', woocommerce: '10.2.4' },
	{ wordpress: '7.0.4', woocommerce: '10.5.0' },
	{ wordpress: '7.1', woocommerce: '10.5.0' },
];

const passedSchema = z.strictObject( {
	stores: z.array(
		z.strictObject( { wordpress: z.string(), woocommerce: z.string() } )
	),
	php: z.array( z.enum( PHP_VERSIONS ) ),
} );
export type Passed = z.infer< typeof passedSchema >;

/** The results of the last runs, which limit what the plugin's header may promise. */
export const PASSED_FILE = path.resolve( import.meta.dirname, 'passed.json' );

export async function readPassed(): Promise< Passed > {
	return passedSchema.parse(
		JSON.parse( await readFile( PASSED_FILE, 'utf8' ) )
	);
}
