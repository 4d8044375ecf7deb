import { LATEST_MIGRATION } from '../db/migrations.ts';
import { runProgram, UsageError } from './program.ts';

const USAGE = `Usage:
  npm run migrate
      Brings the database of DATABASE_URL up to date, as each copy of the program does at its start: in a rolling upgrade
      before the first new copy starts, so that no copy is waited for while an index is built. Ends with 0 when it is.
`;

process.exitCode = await runProgram( {
	usage: USAGE,
	parse( args ) {
		if ( args.length > 0 ) {
			throw new UsageError( `"${ args[ 0 ] }" is too much.` );
		}
	},
	// runProgram() has already migrated.
	run: async () => {
		process.stdout.write(
			`The database is up to date (${ LATEST_MIGRATION }).\n`
		);
	},
} );
