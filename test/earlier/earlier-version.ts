import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execa, execaSync } from 'execa';
import { root } from '../../scripts/composer.ts';
import { linkPackages } from './link-packages.ts';

const SLUG = 'ivorey-for-woocommerce';
const SHIPPED = [
	`${ SLUG }.php`,
	'uninstall.php',
	'readme.txt',
	'src',
	'contract',
];
const PACKAGES = [ 'shared', 'ingest-api' ];

/**
 * The first complete state of 0.1.0: capture, import, connecting, verify, all elements, triggers. The
 * contract's digests, the tables of both sides and the triggers' rules have changed since.
 */
export const FIRST_VERSION = '7af00eb37b27';

/** Why the repository's history is missing (a shallow clone and a zip have none); null if it is here. */
export function missingHistory( commit: string ): string | null {
	const { exitCode } = execaSync(
		'git',
		[ 'cat-file', '-e', `${ commit }^{commit}` ],
		{ cwd: root, reject: false }
	);
	return exitCode === 0
		? null
		: `the repository's history has no ${ commit }: clone it in full`;
}

/** The plugin and the program as of a commit, in their own folder. */
export class EarlierVersion {
	/** The root folder of the repository as of then. */
	readonly root: string;
	/** The installable plugin, without its panel's scripts. */
	readonly zip: string;

	private constructor( folder: string ) {
		this.root = path.join( folder, 'program' );
		this.zip = path.join( folder, `${ SLUG }.zip` );
	}

	static async checkOut( commit: string ): Promise< EarlierVersion > {
		const folder = await mkdtemp(
			path.join( tmpdir(), 'ivorey-earlier-' )
		);
		const version = new EarlierVersion( folder );
		await version.#plugin( commit );
		await version.#program( commit );
		return version;
	}

	async remove(): Promise< void > {
		await rm( path.dirname( this.root ), { recursive: true, force: true } );
	}

	async #plugin( commit: string ): Promise< void > {
		await execa(
			'git',
			[
				'archive',
				'--format=zip',
				`--prefix=${ SLUG }/`,
				`--output=${ this.zip }`,
				`${ commit }:plugin`,
				...SHIPPED,
			],
			{ cwd: root }
		);
	}

	/** Uses today's installed packages, except the repository's own. */
	async #program( commit: string ): Promise< void > {
		await mkdir( this.root );
		const tar = `${ this.root }.tar`;
		await execa(
			'git',
			[
				'archive',
				`--output=${ tar }`,
				commit,
				'package.json',
				...PACKAGES,
			],
			{ cwd: root }
		);
		await execa( 'tar', [ '-xf', tar, '-C', this.root ] );
		const modules = await linkPackages( this.root, PACKAGES );
		await this.#standIns( modules );
	}

	/** Stand-ins for style sheets and scripts that its pages used and nothing needs today. */
	async #standIns( modules: string ): Promise< void > {
		const { dependencies } = JSON.parse(
			await readFile(
				path.join( this.root, 'ingest-api/package.json' ),
				'utf8'
			)
		) as { dependencies: Record< string, string > };
		for ( const name of Object.keys( dependencies ) ) {
			const folder = path.join( modules, name );
			if ( ! existsSync( folder ) ) {
				await mkdir( folder, { recursive: true } );
				await writeFile(
					path.join( folder, 'package.json' ),
					JSON.stringify( { name, version: '0.0.0' } )
				);
			}
		}
	}
}
