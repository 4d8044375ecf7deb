import { existsSync, statSync } from 'node:fs';
import { utimes } from 'node:fs/promises';
import path from 'node:path';
import { execa } from 'execa';

export const root = path.resolve( import.meta.dirname, '..' );
export const plugin = path.join( root, 'plugin' );

export type PhpTools =
	{ available: true } | { available: false; reason: string };

/** Installs the plugin's development tools if PHP and Composer are available; otherwise tells what is missing. */
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
			[ 'install', '--no-interaction', '--no-progress' ],
			{
				cwd: plugin,
				stdin: 'ignore',
				all: true,
				reject: false,
				env: { COMPOSER_ALLOW_SUPERUSER: '1' },
			}
		);
		if ( install.failed ) {
			console.error( install.all );
			return { available: false, reason: whyNot( install.all ) };
		}
		// Composer does not touch unchanged files, so they would look outdated.
		await utimes( installed, new Date(), new Date() );
	}
	return { available: true };
}

/**
 * The reason why Composer could not install, and what to do about it.
 *
 * @param output Output of `composer install`.
 */
export function whyNot( output: string ): string {
	const extensions = [
		...new Set(
			[ ...output.matchAll( /\bext-([a-z0-9_]+)/gi ) ]
				.map( ( [ , name ] ) => name!.toLowerCase() )
				.filter( ( name ) =>
					new RegExp(
						`ext-${ name }[^\\n]*(missing|not (loaded|installed|found))|(missing|requires?)[^\\n]*ext-${ name }`,
						'i'
					).test( output )
				)
		),
	];
	if ( extensions.length > 0 ) {
		const packages = [ ...new Set( extensions.map( debianPackage ) ) ];
		return `Composer cannot install the plugin's development tools, because PHP lacks ${ extensions.join( ', ' ) }. On Debian: \`apt-get install ${ packages.join( ' ' ) }\``;
	}
	const lines = output.trim().split( '\n' );
	return `\`composer install\` failed in plugin/: ${ lines.at( -1 )?.trim() || 'it said nothing' }`;
}

/** Debian bundles some of PHP's extensions in one package. */
function debianPackage( extension: string ): string {
	const inXml = [ 'dom', 'simplexml', 'xml', 'xmlreader', 'xmlwriter' ];
	if ( inXml.includes( extension ) ) {
		return 'php-xml';
	}
	return extension === 'mysqli' ? 'php-mysql' : `php-${ extension }`;
}

function isOlder( file: string, than: string ): boolean {
	return statSync( file ).mtimeMs < statSync( than ).mtimeMs;
}
