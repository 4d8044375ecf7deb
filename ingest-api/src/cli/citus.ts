import { InputError } from '../accounts/accounts.ts';
import { CannotDistribute, distributeTables } from '../db/citus.ts';
import { withoutLimits } from '../db/migrate.ts';
import { runProgram, UsageError } from './program.ts';

const USAGE = `Usage:
  npm run citus
      Brings the database of DATABASE_URL, the coordinator of a Citus cluster, up to date, and distributes its tables by
      account. What is distributed stays as it is; run it again after each migration, which may add tables.
`;

process.exitCode = await runProgram( {
	usage: USAGE,
	parse( args ) {
		if ( args.length > 0 ) {
			throw new UsageError( `"${ args[ 0 ] }" is too much.` );
		}
	},
	async run( _options, _db, { databaseUrl } ) {
		if ( databaseUrl === null ) {
			throw new InputError(
				'DATABASE_URL has to name the coordinator of a Citus cluster.'
			);
		}
		try {
			const { distribute, done, local } = await withoutLimits(
				databaseUrl,
				( db ) =>
					distributeTables( db, ( table ) =>
						console.error( `Distributing ${ table } …` )
					)
			);
			process.stdout.write(
				`${ distribute.length } tables distributed, ${ done.length } were already; on the coordinator stay ${ local.join( ', ' ) }.\n`
			);
		} catch ( error ) {
			throw error instanceof CannotDistribute
				? new InputError( error.message )
				: error;
		}
	},
} );
