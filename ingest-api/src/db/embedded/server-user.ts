import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify( execFile );
const USER = 'postgres';

/** The operating-system user that the server's programs run as. */
export interface ServerUser {
	/** null: the user that runs this program. */
	ids: { uid: number; gid: number } | null;
	/** Runs one of the server's programs and returns its output. */
	run: ( program: string, args: readonly string[] ) => Promise< string >;
}

/**
 * Postgres refuses to run as root, so root runs it as the user `postgres`, which is created if needed.
 *
 * @param paths The server's programs and data, which that user has to reach.
 * @throws Error with the remedy, if that is impossible.
 */
export async function findServerUser(
	paths: readonly string[]
): Promise< ServerUser > {
	const options = {
		// The server takes the language of its messages from here, and we parse its messages.
		env: { ...process.env, LC_ALL: 'C', LC_MESSAGES: 'C' },
		// Not the current folder, which the server's user may not be allowed to enter.
		cwd: '/',
	};
	if ( process.platform === 'win32' || process.getuid?.() !== 0 ) {
		return {
			ids: null,
			run: async ( program, args ) =>
				( await run( program, args, { env: options.env } ) ).stdout,
		};
	}
	const ids = await userIds().catch( async () => {
		await run( 'useradd', [
			'--system',
			'--user-group',
			'--no-create-home',
			USER,
		] );
		return userIds();
	} );
	if ( await reaches( ids, paths ) ) {
		return {
			ids,
			run: async ( program, args ) =>
				( await run( program, args, { ...options, ...ids } ) ).stdout,
		};
	}
	// For a checkout in root's home, which no one else may enter: the server gets the one capability it needs for it.
	const prefix = [
		`--reuid=${ ids.uid }`,
		`--regid=${ ids.gid }`,
		'--clear-groups',
		'--inh-caps=+dac_override',
		'--ambient-caps=+dac_override',
	];
	try {
		await run(
			'setpriv',
			[ ...prefix, 'test', '-x', paths[ 0 ]! ],
			options
		);
	} catch ( cause ) {
		throw new Error(
			`Postgres does not run as root, and its user "${ USER }" cannot enter ${ paths.join( ' or ' ) }. ` +
				'Run this program as another user, move it to a folder that all may enter, or set DATABASE_URL.',
			{ cause }
		);
	}
	return {
		ids,
		run: async ( program, args ) =>
			( await run( 'setpriv', [ ...prefix, program, ...args ], options ) )
				.stdout,
	};
}

async function userIds(): Promise< { uid: number; gid: number } > {
	const [ uid, gid ] = await Promise.all( [
		run( 'id', [ '-u', USER ] ),
		run( 'id', [ '-g', USER ] ),
	] );
	return { uid: Number( uid.stdout ), gid: Number( gid.stdout ) };
}

async function reaches(
	ids: { uid: number; gid: number },
	paths: readonly string[]
): Promise< boolean > {
	try {
		for ( const path of paths ) {
			await run( 'test', [ '-x', path ], { ...ids, cwd: '/' } );
		}
		return true;
	} catch {
		return false;
	}
}
