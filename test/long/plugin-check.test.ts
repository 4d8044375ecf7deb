import { existsSync } from 'node:fs';
import { cp, glob, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { execa } from 'execa';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { describeStore } from '../describe-store.ts';
import { root } from '../../scripts/composer.ts';
import { cacheFolder } from '../../scripts/store/cache.ts';
import { startStore, type Store } from '../../scripts/store/store.ts';

const SLUG = 'ivorey-for-woocommerce';

/** WordPress.org's Plugin Check, with its vendor folder. It is not part of this repository. */
const tool =
	process.env.IVOREY_PLUGIN_CHECK ??
	path.join( cacheFolder(), 'plugin-check' );
const isThere = existsSync( path.join( tool, 'vendor/autoload.php' ) );
const SKIPPED = ` (skipped: no Plugin Check in ${ tool }. Put it there with its vendor folder, or name another folder in IVOREY_PLUGIN_CHECK)`;

describe.skipIf( ! isThere )(
	`the plugin as it is installed${ isThere ? '' : SKIPPED }`,
	() => {
		describeStore( 'on a real store', () => {
			let store: Store;
			beforeAll( async () => {
				await execa( 'node', [ 'scripts/build.ts' ], { cwd: root } );
				store = await startStore();
				const plugins = path.join( store.root, 'wp-content/plugins' );
				await rm( path.join( plugins, SLUG ), { recursive: true } );
				await unzip( plugins );
				await cp( tool, path.join( plugins, 'plugin-check' ), {
					recursive: true,
				} );
				await store.php(
					"require_once ABSPATH . 'wp-admin/includes/plugin.php'; $failed = activate_plugin( 'plugin-check/plugin.php' ); if ( is_wp_error( $failed ) ) { throw new RuntimeException( $failed->get_error_message() ); }"
				);
			} );
			afterAll( () => store?.stop() );

			test( 'Plugin Check finds nothing, and would find a planted mistake', async () => {
				const planted = path.join(
					store.root,
					'wp-content/plugins',
					SLUG,
					'src/planted.php'
				);
				await writeFile(
					planted,
					"<?php\ndefined( 'ABSPATH' ) || exit;\necho $_GET['x'];\n"
				);
				expect(
					( await check() ).map( ( { file } ) => file )
				).toContain( 'src/planted.php' );
				await rm( planted );
				expect( await check() ).toEqual( [] );
			} );

			async function check(): Promise< Array< { file: string } > > {
				const cli = path.join(
					store.root,
					'wp-content/plugins/plugin-check/cli.php'
				);
				const { stdout, stderr } = await store.wp( [
					`--require=${ cli }`,
					'plugin',
					'check',
					SLUG,
					'--format=strict-json',
					'--include-low-severity-errors',
					'--include-low-severity-warnings',
					'--fields=file,line,type,code,message',
				] );
				const json = /^\[\{.*\}\]$/m.exec( stdout )?.[ 0 ];
				if ( json === undefined && ! /^Success/m.test( stdout ) ) {
					throw new Error( `${ stdout }${ stderr }` );
				}
				return JSON.parse( json ?? '[]' ) as Array< { file: string } >;
			}
		} );
	}
);

/** Unpacks only the files that a shop gets: the zip. */
async function unzip( into: string ): Promise< void > {
	for await ( const zip of glob( `dist/${ SLUG }-*.zip`, { cwd: root } ) ) {
		const files = unzipSync( await readFile( path.join( root, zip ) ) );
		for ( const [ name, content ] of Object.entries( files ) ) {
			const file = path.join( into, name );
			await mkdir( path.dirname( file ), { recursive: true } );
			await writeFile( file, content );
		}
	}
}
