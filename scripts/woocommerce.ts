import path from 'node:path';
import { execa } from 'execa';
import { PHP_SETTINGS } from './store/native/php.ts';
import {
	startStore,
	storeAvailability,
	type Store,
	type StoreOptions,
} from './store/store.ts';
import { plugin } from './composer.ts';

const RUNNER = path.join( plugin, 'tests/Integration/run.php' );

/** WooCommerce behaves differently with each way of storing orders; tests that depend on it are in this group. */
const MODES: Array< { name: string; options: StoreOptions; args: string[] } > =
	[
		{
			name: 'hpos-sending',
			options: { hpos: true },
			args: [ '--testsuite', 'sending' ],
		},
		{
			name: 'hpos-reading',
			options: { hpos: true },
			args: [ '--testsuite', 'reading' ],
		},
		{
			name: 'posts',
			options: { hpos: false },
			args: [ '--group', 'order-storage' ],
		},
	];

/** The reason why the plugin's integration tests cannot run here; null if they can. */
export function missingForWooCommerce(): string | null {
	const found = storeAvailability();
	return found.available ? null : `${ found.reason }. ${ found.remedy }`;
}

export interface WooCommerceRun {
	mode: string;
	/** Path of the JUnit XML file. */
	report: string;
	succeeded: boolean;
}

/**
 * Runs PHPUnit inside a loaded WordPress with WooCommerce, once for each of MODES, in parallel.
 *
 * @param reports Folder for JUnit's reports.
 * @param args    PHPUnit's arguments.
 */
export async function runInWooCommerce(
	reports: string,
	args: readonly string[]
): Promise< WooCommerceRun[] > {
	const stores: Store[] = [];
	for ( const { options } of MODES ) {
		// The stores start one after another: the first one creates the template that the others use.
		stores.push( await startStore( options ) );
	}
	return Promise.all(
		MODES.map( async ( mode, index ) => {
			const store = stores[ index ]!;
			const report = path.join(
				reports,
				`woocommerce-${ mode.name }.xml`
			);
			try {
				const settings = [
					...PHP_SETTINGS,
					'display_errors=stderr',
					'memory_limit=1G',
				].flatMap( ( setting ) => [ '-d', setting ] );
				const run = await execa(
					'php',
					[
						...settings,
						RUNNER,
						store.root,
						'--configuration=phpunit-integration.xml',
						'--log-junit',
						report,
						...mode.args,
						...args,
					],
					{
						cwd: plugin,
						env: { HTTP_HOST: new URL( store.url ).host },
						all: true,
						reject: false,
					}
				);
				console.log( `\n${ mode.name }\n${ run.all }` );
				return { mode: mode.name, report, succeeded: ! run.failed };
			} finally {
				await store.stop();
			}
		} )
	);
}
