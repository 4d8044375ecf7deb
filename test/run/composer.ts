import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { execa } from 'execa';

export const root = path.resolve( import.meta.dirname, '../..' );
export const plugin = path.join( root, 'plugin' );

export type PhpTools =
	{ available: true } | { available: false; reason: string };

/** Installs the plugin's development tools where PHP and Composer are there, else says what is missing. */
export async function ensurePhpTools(): Promise< PhpTools > {
	for ( const [ command, remedy ] of [
		[ 'php', 'install PHP 8.1 or newer' ],
		[ 'composer', 'install Composer (https://getcomposer.org)' ],
	] as const ) {
		if (
			( await execa( command, [ '--version' ], { reject: false } ) )
				.failed
		) {
			return {
				available: false,
				reason: `no ${ command } here: ${ remedy }`,
			};
		}
	}
	const installed = path.join( plugin, 'vendor/autoload.php' );
	if (
		! existsSync( installed ) ||
		isOlder( installed, path.join( plugin, 'composer.json' ) )
	) {
		console.log(
			"Installing the plugin's development tools with Composer …"
		);
		const install = await execa(
			'composer',
			[ 'install', '--no-interaction', '--no-progress', '--quiet' ],
			{
				cwd: plugin,
				stdio: 'inherit',
				reject: false,
				env: { COMPOSER_ALLOW_SUPERUSER: '1' },
			}
		);
		if ( install.failed ) {
			return {
				available: false,
				reason: 'composer install failed in plugin/, see above',
			};
		}
	}
	return { available: true };
}

function isOlder( file: string, than: string ): boolean {
	return statSync( file ).mtimeMs < statSync( than ).mtimeMs;
}
