import { ConfigError, loadConfig } from './config.ts';
import { startApi } from './server.ts';

/** The program: everything comes from the environment; SIGTERM or SIGINT ends it gracefully. */
async function main(): Promise< void > {
	const api = await startApi( loadConfig( process.env ) );
	const stop = (): void => {
		void api.stop().then( () => process.exit( 0 ), fail );
	};
	process.once( 'SIGTERM', stop );
	process.once( 'SIGINT', stop );
}

function fail( error: unknown ): void {
	const text = error instanceof ConfigError ? error.message : error;
	console.error( text );
	process.exit( 1 );
}

main().catch( fail );
