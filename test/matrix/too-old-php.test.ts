/**
 * A site whose PHP is older than the plugin's header requires; WordPress checks that only when the plugin is
 * activated.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { plugin } from '../../scripts/composer.ts';
import { makePhpCommand } from '../../scripts/store/webassembly/command.ts';
import { TOO_OLD_PHP_VERSIONS } from '../../scripts/store/webassembly/versions.ts';

test.for( TOO_OLD_PHP_VERSIONS )(
	'on PHP %s the plugin names its requirement, and reads nothing more',
	async ( version ) => {
		const folder = await mkdtemp( path.join( tmpdir(), 'ivorey-php-' ) );
		try {
			const { stdout, all } = await execa(
				await makePhpCommand( version, folder ),
				[
					path.join( import.meta.dirname, 'old-site.php' ),
					path.join( plugin, 'ivorey-for-woocommerce.php' ),
				],
				{ all: true, reject: false }
			);
			expect( stdout, all ).toMatch( /^\{/ );
			expect( JSON.parse( stdout ) ).toEqual( {
				notice: expect.stringMatching(
					new RegExp(
						`^Ivorey for WooCommerce needs PHP 8\\.1 or newer and is inactive: this site runs PHP ${ version }\\.\\d+\\.$`
					)
				),
				files: [
					'ivorey-for-woocommerce.php',
					'src/requirements.php',
					'src/missing.php',
				],
			} );
		} finally {
			await rm( folder, { recursive: true } );
		}
	}
);
