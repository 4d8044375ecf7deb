/** The places of a release's version, and how to change it in all of them. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

const PLUGIN = 'plugin/ivorey-for-woocommerce.php';
const WORKSPACES = [ 'shared', 'ingest-api', 'admin-ui', 'scripts', 'test' ];
/** In the lock file an own entry starts with its name or its path; third-party packages have versions as well. */
const OWN_ENTRIES = new RegExp(
	`("(?:${ WORKSPACES.join( '|' ) })": \\{\\n\\s+"name": "@ivorey/[a-z-]+",\\n\\s+"version": ")([^"]+)`,
	'g'
);
const OWN_DEPENDENCIES = /("@ivorey\/[a-z-]+": ")([^"]+)/g;
const OWN_VERSION = /^([ \t]{2,4}"version": ")([^"]+)/gm;

/** Each pattern captures the text before the version, and the version. */
const PLACES: ReadonlyArray< readonly [ file: string, pattern: RegExp ] > = [
	[ 'package.json', OWN_VERSION ],
	...WORKSPACES.flatMap(
		( folder ) =>
			[
				[ `${ folder }/package.json`, OWN_VERSION ],
				[ `${ folder }/package.json`, OWN_DEPENDENCIES ],
			] as const
	),
	[
		'package-lock.json',
		/^(\{\n\s+"name": "[^"]+",\n\s+"version": ")([^"]+)/g,
	],
	[
		'package-lock.json',
		/("": \{\n\s+"name": "[^"]+",\n\s+"version": ")([^"]+)/g,
	],
	[ 'package-lock.json', OWN_ENTRIES ],
	[ 'package-lock.json', OWN_DEPENDENCIES ],
	[ PLUGIN, /^(\s*\*\s*Version:\s*)(\S+)/gm ],
	[ PLUGIN, /(IVOREY_FOR_WOOCOMMERCE_VERSION', ')([^']+)/g ],
	[ 'plugin/readme.txt', /^(Stable tag: )(\S+)/gm ],
	[
		'ingest-api/deploy/kubernetes/common/kustomization.yaml',
		/(newTag: )(\S+)/g,
	],
];

/** Every place with its current version. */
export async function readVersions(
	root: string
): Promise< Array< { file: string; version: string } > > {
	const found = [];
	for ( const [ file, pattern ] of PLACES ) {
		const text = await readFile( path.join( root, file ), 'utf8' );
		for ( const [ , , version ] of text.matchAll( pattern ) ) {
			found.push( { file, version: version! } );
		}
	}
	return found;
}

/** @throws Error if the places disagree. */
export async function readVersion( root: string ): Promise< string > {
	const found = await readVersions( root );
	const [ first ] = found;
	const other = found.find( ( { version } ) => version !== first!.version );
	if ( other !== undefined ) {
		throw new Error(
			`${ first!.file } has the version ${ first!.version }, ${ other.file } has ${ other.version }. Set one with: npm run release -- <version>`
		);
	}
	return first!.version;
}

/** `version` is like 1.2.3. */
export async function setVersion(
	root: string,
	version: string
): Promise< void > {
	if ( ! /^\d+\.\d+\.\d+$/.test( version ) ) {
		throw new Error( `"${ version }" is no version; one is like 1.2.3.` );
	}
	for ( const [ name, pattern ] of PLACES ) {
		const file = path.join( root, name );
		const text = await readFile( file, 'utf8' );
		await writeFile( file, text.replace( pattern, `$1${ version }` ) );
	}
}
