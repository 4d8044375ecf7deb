import type { Kysely } from 'kysely';
import { InputError } from '../accounts/accounts.ts';
import { startEmbeddedPostgres } from '../db/embedded/server.ts';
import { migrate } from '../db/migrate.ts';
import { openDatabase } from '../db/open.ts';
import { MissingRoles } from '../db/row-security.ts';
import { LaterDatabase } from '../db/schema-age.ts';
import type { Database } from '../db/schema.ts';
import { ConfigError, loadConfig, type Config } from '../ops/config.ts';

/** The command line is invalid. */
export class UsageError extends Error {
	override name = 'UsageError';
}

/**
 * Runs a command-line program on the configured database, and prints errors; with `--help`, prints only the usage.
 *
 * @return The exit code: 2 for an invalid command line, 1 for any other error.
 */
export async function runProgram< Options >( {
	usage,
	parse,
	run,
}: {
	usage: string;
	/** @throws UsageError */
	parse: ( args: readonly string[] ) => Options;
	run: (
		options: Options,
		db: Kysely< Database >,
		config: Config
	) => Promise< void >;
} ): Promise< number > {
	const args = process.argv.slice( 2 );
	if ( args.includes( '--help' ) ) {
		process.stdout.write( usage );
		return 0;
	}
	try {
		const options = parse( args );
		const config = loadConfig( process.env );
		await withDatabase( config, ( db ) => run( options, db, config ) );
		return 0;
	} catch ( error ) {
		if ( error instanceof UsageError ) {
			console.error( `${ error.message }\n\n${ usage }` );
			return 2;
		}
		const expected =
			error instanceof ConfigError ||
			error instanceof MissingRoles ||
			error instanceof LaterDatabase ||
			error instanceof InputError;
		console.error( expected ? error.message : error );
		return 1;
	}
}

async function withDatabase(
	config: Config,
	work: ( db: Kysely< Database > ) => Promise< void >
): Promise< void > {
	const embedded =
		config.databaseUrl === null
			? await startEmbeddedPostgres( { dataDir: config.dataDir } )
			: null;
	const url = config.databaseUrl ?? embedded!.url;
	const { db, close } = openDatabase( { as: 'owner', url, poolSize: 2 } );
	try {
		await migrate( url, {
			onWait: () =>
				process.stderr.write(
					'Waiting for another program that brings the database up to date.\n'
				),
			onBuild: ( index ) =>
				process.stderr.write( `Building the index ${ index } …\n` ),
			onValidate: ( constraint ) =>
				process.stderr.write(
					`Validating the constraint ${ constraint } …\n`
				),
		} );
		await work( db );
	} finally {
		await close();
		if ( embedded?.reused === false ) {
			await embedded.release();
		}
	}
}
