/**
 * `php.mjs <version> <arguments of PHP>`: PHP's command line in WebAssembly, with this machine's files and network.
 */
// Not TypeScript, because the packages' types do not resolve the way Node does.
import { spawn } from 'node:child_process';
import { writeSync } from 'node:fs';
import {
	loadNodeRuntime,
	useHostFilesystem as mountHostFolders,
} from '@php-wasm/node';
import { PHP } from '@php-wasm/universal';

const [ version, ...args ] = process.argv.slice( 2 );

const php = new PHP(
	await loadNodeRuntime( version, {
		extensions: [ 'intl' ],
		emscriptenOptions: { processId: process.pid },
	} )
);
mountHostFolders( php );
await php.setSpawnHandler( spawn );
const response = await php.cli( [ 'php', ...args ], { env: process.env } );
await Promise.all( [ pass( response.stdout, 1 ), pass( response.stderr, 2 ) ] );
// The proxy for the network would keep Node running.
process.exit( await response.exitCode );

async function pass( output, descriptor ) {
	for await ( const chunk of output ) {
		writeSync( descriptor, chunk );
	}
}
