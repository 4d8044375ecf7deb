/** Commands for developers and for a release, each in its own checkout. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'vitest';
import { readVersion } from '../../scripts/release/version.ts';
import { cacheFolder, chooseVersion } from '../../scripts/store/cache.ts';
import type { Component } from '../../scripts/store/versions.ts';
import type { Clone } from './clone.ts';
import { fillIn, type Scenario, type Scenarios } from './scenario.ts';

/** The committed files equal the command's output; Git ignores its other output. */
async function runsClean(
	clone: Clone,
	command: string
): Promise< { stdout: string } > {
	const before = await clone.changed();
	const result = await clone.run( command );
	expect( await clone.changed() ).toEqual( before );
	return result;
}

const changesNothing: Scenario = async ( clone, command ) => {
	await runsClean( clone, command );
};

const makesAnew =
	( ...files: string[] ): Scenario =>
	async ( clone, command ) => {
		await clone.run( command );
		expect( await clone.changed() ).toEqual(
			expect.arrayContaining( files.map( ( file ) => ` M ${ file }` ) )
		);
	};

const checksums = ( clone: Clone, version: string ) =>
	readFile( path.join( clone.root, 'dist/release/SHA256SUMS' ), 'utf8' ).then(
		( sums ) =>
			expect( sums ).toContain(
				`ivorey-for-woocommerce-${ version }.zip`
			)
	);

const folderOf = ( component: Component ): string => {
	const found = chooseVersion( component );
	expect( found ).toHaveProperty( 'folder' );
	return 'folder' in found ? found.folder : '';
};

/** In the order in which they run. */
export const DEVELOPERS: Scenarios = {
	'npm run generate': changesNothing,
	'npm run translations': changesNothing,
	'npm run store:install -- --wordpress <version|folder|zip> --woocommerce <version|folder|zip>':
		async ( clone, command ) => {
			const kept = path.join( clone.root, '.data/cache' );
			const filled = command
				.replace( '<version|folder|zip>', folderOf( 'wordpress' ) )
				.replace( '<version|folder|zip>', folderOf( 'woocommerce' ) );
			await clone.run( filled, { XDG_CACHE_HOME: kept } );
			for ( const component of [ 'wordpress', 'woocommerce' ] as const ) {
				const version = path.basename( folderOf( component ) );
				expect(
					chooseVersion( component, version, {
						XDG_CACHE_HOME: kept,
					} )
				).toHaveProperty(
					'folder',
					path.join(
						cacheFolder( { XDG_CACHE_HOME: kept } ),
						component,
						version
					)
				);
			}
		},
	'echo "ENCRYPTION_KEY=$(openssl rand -base64 32)" > ingest-api/deploy/.env':
		async ( clone, command ) => {
			await runsClean( clone, command );
			const [ , key ] = /^ENCRYPTION_KEY=(\S+)\n$/.exec(
				await readFile(
					path.join( clone.root, 'ingest-api/deploy/.env' ),
					'utf8'
				)
			)!;
			expect( Buffer.from( key!, 'base64' ) ).toHaveLength( 32 );
		},
	'npm run build': async ( clone, command ) => {
		const { stdout } = await runsClean( clone, command );
		expect( stdout ).toContain(
			`dist/ivorey-for-woocommerce-${ await readVersion( clone.root ) }.zip`
		);
	},
	'npm run release': async ( clone, command ) => {
		await clone.run( command );
		await checksums( clone, await readVersion( clone.root ) );
	},
	'npm run release -- 1.2.3': async ( clone, command ) => {
		const readme = path.join( clone.root, 'plugin/readme.txt' );
		const heading = '== Changelog ==\n';
		await writeFile(
			readme,
			( await readFile( readme, 'utf8' ) ).replace(
				heading,
				`${ heading }\n= 1.2.3 =\n* New.\n`
			)
		);
		await clone.run( command );
		await checksums( clone, '1.2.3' );
	},
	'sha256sum --check SHA256SUMS': async ( clone, command ) => {
		const { stdout } = await clone.run(
			fillIn( command, {} ),
			{},
			'dist/release'
		);
		expect( stdout ).toContain( 'ivorey-for-woocommerce-1.2.3.zip: OK' );
	},
	'npm run picture': makesAnew(
		'docs/picture.png',
		'plugin/.wordpress-org/screenshot-1.png'
	),
	'npm run fixtures:record': makesAnew( 'test/fixtures/store.json' ),
};
