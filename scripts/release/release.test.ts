import { createHash } from 'node:crypto';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import { unzipSync } from 'fflate';
import { expect, onTestFinished, test } from 'vitest';
import { root } from '../composer.ts';
import { imageContext } from '../deploy/context.ts';
import { packFiles, packPlugin } from '../plugin-zip.ts';
import { changelogOf } from './changelog.ts';
import { writeSbom } from './sbom.ts';
import { readVersion, readVersions, setVersion } from './version.ts';

const hash = ( bytes: string | Uint8Array ) =>
	createHash( 'sha256' ).update( bytes ).digest( 'hex' );

test( 'the version is the same in all places, and readme.txt has its changelog', async () => {
	const version = await readVersion( root );
	expect( version ).toMatch( /^\d+\.\d+\.\d+$/ );
	const readme = await readFile(
		path.join( root, 'plugin/readme.txt' ),
		'utf8'
	);
	expect( changelogOf( readme, version ) ).toMatch( /^# .*\n\n- / );
} );

test( 'a new version is written to all places, and to nothing else', async () => {
	const copy = await mkdtemp( path.join( tmpdir(), 'ivorey-release-' ) );
	onTestFinished( () => rm( copy, { recursive: true } ) );
	const before = await readVersions( root );
	const files = [ ...new Set( before.map( ( { file } ) => file ) ) ];
	for ( const file of files ) {
		await cp( path.join( root, file ), path.join( copy, file ) );
	}
	await setVersion( copy, '12.34.56' );
	expect( await readVersions( copy ) ).toEqual(
		before.map( ( { file } ) => ( { file, version: '12.34.56' } ) )
	);
	let changed = 0;
	for ( const file of files ) {
		const [ old, now ] = await Promise.all(
			[ root, copy ].map( async ( folder ) =>
				( await readFile( path.join( folder, file ), 'utf8' ) ).split(
					'\n'
				)
			)
		);
		expect( now!.length ).toBe( old!.length );
		changed += now!.filter( ( line, at ) => line !== old![ at ] ).length;
	}
	expect( changed ).toBe( before.length );
	await expect( setVersion( copy, 'v2' ) ).rejects.toThrow( 'no version' );
} );

test( 'the changelog is read for one version', () => {
	const readme =
		'== Changelog ==\n\n= 1.1.0 =\n* New.\n* Newer.\n\n= 1.0.0 =\n* Old.\n\n== Upgrade Notice ==\nNone';
	expect( changelogOf( readme, '1.1.0' ) ).toBe(
		'# 1.1.0\n\n- New.\n- Newer.\n'
	);
	expect( changelogOf( readme, '1.0.0' ) ).toBe( '# 1.0.0\n\n- Old.\n' );
	expect( () => changelogOf( readme, '2.0.0' ) ).toThrow(
		'says nothing of 2.0.0'
	);
} );

test( 'the plugin and the sources of the image have the same bytes each time, and nothing for development', async () => {
	const context = await imageContext( root );
	const pack = () =>
		packFiles(
			new Map(
				context.map( ( file ) => [ file, path.join( root, file ) ] )
			)
		);
	const [ zip, again ] = [ await packPlugin(), await packPlugin() ];
	expect( hash( zip.bytes ) ).toBe( hash( again.bytes ) );
	expect( hash( await pack() ) ).toBe( hash( await pack() ) );

	const names = Object.keys( unzipSync( zip.bytes ) );
	expect( names ).toContain(
		'ivorey-for-woocommerce/ivorey-for-woocommerce.php'
	);
	expect(
		names.filter( ( name ) =>
			/\/(tests|vendor|node_modules)\/|composer|phpunit|phpcs/.test(
				name
			)
		)
	).toEqual( [] );
	expect( context ).toContain( 'ingest-api/src/main.ts' );
	expect(
		context.filter( ( name ) => /\.test\.|^plugin|^test/.test( name ) )
	).toEqual( [] );
} );

test( 'the list of packages is the same each time, and has the packages that the API runs with', async () => {
	const sbom = await writeSbom( root );
	expect( await writeSbom( root ) ).toBe( sbom );
	const { components } = JSON.parse( sbom ) as {
		components: Array< { purl: string } >;
	};
	const purls = components.map( ( { purl } ) => purl );
	const lock = JSON.parse(
		await readFile( path.join( root, 'package-lock.json' ), 'utf8' )
	) as { packages: Record< string, { version: string } > };
	for ( const name of [ 'hono', 'pg', 'kysely' ] ) {
		expect( purls ).toContain(
			`pkg:npm/${ name }@${ lock.packages[ `node_modules/${ name }` ]!.version }`
		);
	}
	expect(
		purls.filter( ( purl ) =>
			/npm\/(vitest|typescript|execa)@|wordpress/.test( purl )
		)
	).toEqual( [] );
} );

test( 'GitHub’s workflows are right, as far as actionlint can tell', async () => {
	const { stdout: listed } = await execa(
		'git',
		[
			'ls-files',
			'--cached',
			'--others',
			'--exclude-standard',
			'.github/workflows',
		],
		{ cwd: root }
	);
	const files = listed.split( '\n' );
	expect( files.length ).toBeGreaterThan( 2 );
	const { createLinter } = await import( 'actionlint' );
	const lint = await createLinter();
	expect(
		lint( 'on: push\njobs:\n  a:\n    runs-on: nowhere\n', 'wrong.yml' )
	).not.toEqual( [] );
	for ( const file of files ) {
		const text = await readFile( path.join( root, file ), 'utf8' );
		expect( lint( text, file ) ).toEqual( [] );
	}
} );
