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
 * What was 0.1.0 when it was complete for the first time: capture, import, connecting, verify, all elements, triggers.
 * The contract's digests, the tables of both sides and the triggers' rules have changed since.
 */
export const FIRST_VERSION = '7af00eb37b27';

/** Whether the repository's history is here (a shallow clone and a zip have none), in words if not. */
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

/** The plugin and the program as they were at a commit, in a folder of their own. */
export class EarlierVersion {
	/** Where the repository's folders are, as they were. */
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

	/** With the packages that are installed today, but its own of this repository. */
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

	/** Style sheets and scripts that its pages showed and nothing needs today. */
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
