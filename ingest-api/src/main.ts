import { MissingRoles } from './db/row-security.ts';
import { LaterDatabase } from './db/schema-age.ts';
import { ConfigError, loadServerConfig } from './ops/config.ts';
import { describeError } from './ops/log.ts';
import { startApi } from './server.ts';

/** The program: everything comes from the environment; SIGTERM or SIGINT ends it gracefully. */
async function main(): Promise< void > {
	const api = await startApi( loadServerConfig( process.env ) );
	// Node would print the message, which may quote data that a store sent.
	process.on( 'uncaughtException', ( error ) =>
		fail( JSON.stringify( describeError( error ) ) )
	);
	const stop = (): void => {
		void api.stop().then( () => process.exit( 0 ), failToStart );
	};
	process.once( 'SIGTERM', stop );
	process.once( 'SIGINT', stop );
}

/** A mistake at the start concerns the operator, who needs the full message. */
function failToStart( error: unknown ): void {
	if (
		error instanceof ConfigError ||
		error instanceof MissingRoles ||
		error instanceof LaterDatabase
	) {
		fail( error.message );
		return;
	}
	fail( error instanceof Error ? causesOf( error ) : String( error ) );
}

function causesOf( error: Error ): string {
	const own = error.stack ?? error.message;
	return error.cause instanceof Error
		? `${ own }\nbecause of ${ causesOf( error.cause ) }`
		: own;
}

function fail( text: string ): void {
	process.stderr.write( `${ text }\n` );
	process.exit( 1 );
}

main().catch( failToStart );
