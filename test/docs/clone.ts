import { existsSync } from 'node:fs';
import { chmod, cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import { root } from '../../scripts/composer.ts';
import { linkPackages } from '../earlier/link-packages.ts';

const PACKAGES = [ 'shared', 'ingest-api', 'admin-ui', 'scripts', 'test' ];
/** The committer that Git requires. */
const AUTHOR = [ '-c', 'user.name=Test', '-c', 'user.email=test@example.com' ];

/** A checkout with the files of this one, committed or not, where commands may write freely. */
export class Clone {
	readonly root: string;

	private constructor( folder: string ) {
		this.root = folder;
	}

	static async make(): Promise< Clone > {
		const clone = new Clone(
			await mkdtemp( path.join( tmpdir(), 'ivorey-clone-' ) )
		);
		// As root, an embedded Postgres runs as another user, who needs access.
		await chmod( clone.root, 0o755 );
		const { stdout } = await execa(
			'git',
			[ 'ls-files', '--cached', '--others', '--exclude-standard', '-z' ],
			{ cwd: root }
		);
		const files = stdout
			.split( '\0' )
			.filter(
				( file ) => file && existsSync( path.join( root, file ) )
			);
		for ( const file of files ) {
			await cp( path.join( root, file ), path.join( clone.root, file ), {
				// Build outputs are rebuilt if their sources are newer.
				preserveTimestamps: true,
			} );
		}
		await linkPackages( clone.root, PACKAGES );
		await symlink(
			path.join( root, 'plugin/vendor' ),
			path.join( clone.root, 'plugin/vendor' )
		);
		await clone.#git( 'init', '--quiet' );
		await clone.#git( 'add', '--all' );
		await clone.#git( ...AUTHOR, 'commit', '--quiet', '--message=All' );
		return clone;
	}

	/**
	 * Runs a command in the shell, with no variable of this process except the path.
	 *
	 * @throws Error with its output, if its exit code is not 0.
	 */
	async run(
		command: string,
		env: Readonly< Record< string, string > > = {},
		folder = '.'
	): Promise< { stdout: string; stderr: string } > {
		return execa( command, {
			...this.#options( env ),
			cwd: path.join( this.root, folder ),
		} );
	}

	/** Starts a command that runs until it is stopped; the shell is replaced by it. */
	start( command: string, env: Readonly< Record< string, string > > = {} ) {
		return execa( `exec env ${ command }`, {
			...this.#options( env ),
			all: true,
			// Processes that it starts are ended with it.
			detached: true,
		} );
	}

	/** Files that commands have changed or created, except those that Git ignores. */
	async changed(): Promise< string[] > {
		const { stdout } = await this.#git( 'status', '--porcelain' );
		return stdout.split( '\n' ).filter( Boolean );
	}

	async remove(): Promise< void > {
		await rm( this.root, { recursive: true, force: true } );
	}

	#options( env: Readonly< Record< string, string > > ) {
		const { PATH = '', HOME = '' } = process.env;
		return {
			cwd: this.root,
			shell: true,
			extendEnv: false,
			env: { PATH, HOME, ...env },
			stdin: 'ignore',
			maxBuffer: 64 * 1024 * 1024,
		} as const;
	}

	#git( ...args: string[] ) {
		return execa( 'git', args, { cwd: this.root } );
	}
}
