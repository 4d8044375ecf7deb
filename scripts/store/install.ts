import { parseArgs } from 'node:util';
import { VERSION_VARIABLES, cacheFolder, installedVersions } from './cache.ts';
import { InstallError } from './install-error.ts';
import { MIRROR_VARIABLE } from './download.ts';
import { install } from './installer.ts';
import {
	COMPONENT_NAMES,
	PINNED_VERSIONS,
	type Component,
} from './versions.ts';

const USAGE = `Installs what stores in tests and \`npm start\` are made of into ${ cacheFolder() }.

  npm run store:install -- --wordpress <version|folder|zip> --woocommerce <version|folder|zip>

  --downloads <url>   where versions are downloaded from (${ MIRROR_VARIABLE }, or https://downloads.wordpress.org)

\`npm start\` and \`npm test\` bring WordPress ${ PINNED_VERSIONS.wordpress } and WooCommerce ${ PINNED_VERSIONS.woocommerce } by themselves where none is kept.

Several versions can be kept. The pinned one is used, else the newest, or the one that ${ VERSION_VARIABLES.wordpress } and
${ VERSION_VARIABLES.woocommerce } name.`;

process.exitCode = await main( process.argv.slice( 2 ) );

async function main( argv: string[] ): Promise< number > {
	let options;
	try {
		options = parseArgs( {
			args: argv,
			options: {
				wordpress: { type: 'string' },
				woocommerce: { type: 'string' },
				downloads: { type: 'string' },
				help: { type: 'boolean', short: 'h' },
			},
		} ).values;
	} catch ( error ) {
		console.error(
			`${ error instanceof Error ? error.message : String( error ) }\n\n${ USAGE }`
		);
		return 2;
	}
	const wanted = components( options );
	if ( options.help || wanted.length === 0 ) {
		( options.help ? console.log : console.error )( USAGE );
		return options.help ? 0 : 2;
	}
	for ( const { component, source } of wanted ) {
		const began = performance.now();
		try {
			const { version, folder } = await install( component, source, {
				...( options.downloads
					? { downloads: options.downloads }
					: {} ),
				log: console.log,
			} );
			const seconds = ( ( performance.now() - began ) / 1000 ).toFixed(
				1
			);
			console.log(
				`${ COMPONENT_NAMES[ component ] } ${ version } is in ${ folder } (${ seconds } s).`
			);
		} catch ( error ) {
			if ( ! ( error instanceof InstallError ) ) {
				throw error;
			}
			console.error( error.message );
			return 1;
		}
	}
	for ( const component of [ 'wordpress', 'woocommerce' ] as const ) {
		if ( installedVersions( component ).length === 0 ) {
			console.log(
				`A store needs ${ COMPONENT_NAMES[ component ] } too: run this again with --${ component }.`
			);
		}
	}
	return 0;
}

function components( options: {
	wordpress?: string;
	woocommerce?: string;
} ): { component: Component; source: string }[] {
	return ( [ 'wordpress', 'woocommerce' ] as const ).flatMap(
		( component ) => {
			const source = options[ component ];
			return source === undefined ? [] : [ { component, source } ];
		}
	);
}
