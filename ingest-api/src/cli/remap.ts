import { parseArgs } from 'node:util';
import { startEmbeddedPostgres } from '../db/embedded/server.ts';
import { migrate } from '../db/migrate.ts';
import { openDatabase } from '../db/open.ts';
import { MAPPINGS, type MappedElement } from '../ingest/mapped-columns.ts';
import { remap, type RemapReport } from '../ingest/remap.ts';
import { ConfigError, loadConfig, type Config } from '../ops/config.ts';

const ELEMENTS = Object.keys( MAPPINGS ) as MappedElement[];

const USAGE = `Usage:
  npm run remap [-- --elements ${ ELEMENTS.join( ',' ) }]
      Shows what the mapping of this version would change in the records that are kept, and changes nothing.
  npm run remap -- --apply
      Changes it, some rows at a time, while batches go on. Where it is interrupted, the same command goes on.
`;

class UsageError extends Error {
	override name = 'UsageError';
}

function parseOptions( args: readonly string[] ): {
	elements: MappedElement[];
	apply: boolean;
} {
	try {
		const { values } = parseArgs( {
			args: [ ...args ],
			options: {
				elements: { type: 'string' },
				apply: { type: 'boolean', default: false },
			},
		} );
		const names = values.elements?.split( ',' ) ?? ELEMENTS;
		const unknown = names.find(
			( name ) => ! ( ELEMENTS as string[] ).includes( name )
		);
		if ( unknown !== undefined ) {
			throw new UsageError(
				`There is nothing to map of "${ unknown }"; there is: ${ ELEMENTS.join( ', ' ) }.`
			);
		}
		return { elements: names as MappedElement[], apply: values.apply };
	} catch ( error ) {
		throw error instanceof UsageError
			? error
			: new UsageError(
					error instanceof Error ? error.message : String( error )
				);
	}
}

async function run(
	options: ReturnType< typeof parseOptions >,
	config: Config
): Promise< void > {
	const embedded =
		config.databaseUrl === null
			? await startEmbeddedPostgres( { dataDir: config.dataDir } )
			: null;
	const url = config.databaseUrl ?? embedded!.url;
	const { db, close } = openDatabase( {
		as: 'owner',
		url,
		poolSize: 2,
	} );
	try {
		await migrate( url, {
			onWait: () =>
				process.stderr.write(
					'Waiting for another program that brings the database up to date.\n'
				),
		} );
		print( await remap( db, options ), options.apply );
	} finally {
		await close();
		if ( embedded?.reused === false ) {
			await embedded.release();
		}
	}
}

function print(
	{ read, changed, fields, examples }: RemapReport,
	isApplied: boolean
): void {
	const lines = [
		`${ changed } of ${ read } rows ${ isApplied ? 'changed' : 'would change' }.`,
		...fields.map(
			( { element, field, rows } ) => `${ element }.${ field }: ${ rows }`
		),
		...examples.map(
			( { element, id, field, before, after } ) =>
				`  ${ element } ${ id }: ${ field } ${ quoted( before ) } → ${ quoted( after ) }`
		),
	];
	if ( changed > 0 && ! isApplied ) {
		lines.push( 'To change them: npm run remap -- --apply' );
	}
	process.stdout.write( `${ lines.join( '\n' ) }\n` );
}

function quoted( value: string | null ): string {
	return value === null ? 'nothing' : JSON.stringify( value );
}

async function main(): Promise< number > {
	try {
		await run(
			parseOptions( process.argv.slice( 2 ) ),
			loadConfig( process.env )
		);
		return 0;
	} catch ( error ) {
		if ( error instanceof UsageError ) {
			console.error( `${ error.message }\n\n${ USAGE }` );
			return 2;
		}
		console.error( error instanceof ConfigError ? error.message : error );
		return 1;
	}
}

process.exitCode = await main();
