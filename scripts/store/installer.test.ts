import {
	mkdir,
	mkdtemp,
	readFile,
	readdir,
	rm,
	writeFile,
} from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import { strToU8, zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chooseVersion, componentFolder, installedVersions } from './cache.ts';
import { ensureStoreComponents } from './ensure.ts';
import { InstallError } from './install-error.ts';
import { install } from './installer.ts';
import { compareVersions, PINNED_VERSIONS } from './versions.ts';

let folder: string;
let env: { XDG_CACHE_HOME: string };

beforeEach( async () => {
	folder = await mkdtemp( path.join( tmpdir(), 'ivorey-installer-' ) );
	env = { XDG_CACHE_HOME: path.join( folder, 'cache' ) };
} );
afterEach( () => rm( folder, { recursive: true, force: true } ) );

const wordpress = ( version: string ) => ( {
	'wp-includes/version.php': `<?php\n$wp_version = '${ version }';\n`,
	'wp-load.php': '<?php // loads',
} );
const woocommerce = ( version: string ) => ( {
	'woocommerce.php': `<?php\n/**\n * Plugin Name: WooCommerce\n * Version: ${ version }\n */\n`,
} );

async function makeFolder(
	files: Record< string, string >
): Promise< string > {
	const made = await mkdtemp( path.join( folder, 'source-' ) );
	for ( const [ name, content ] of Object.entries( files ) ) {
		await mkdir( path.dirname( path.join( made, name ) ), {
			recursive: true,
		} );
		await writeFile( path.join( made, name ), content );
	}
	return made;
}

function zip( files: Record< string, string >, inside = '' ): Uint8Array {
	return zipSync(
		Object.fromEntries(
			Object.entries( files ).map( ( [ name, content ] ) => [
				inside + name,
				strToU8( content ),
			] )
		)
	);
}

async function makeZip( bytes: Uint8Array ): Promise< string > {
	const file = path.join( folder, 'source.zip' );
	await writeFile( file, bytes );
	return file;
}

async function failure( promise: Promise< unknown > ): Promise< string > {
	const error = await promise.then(
		() => null,
		( reason: unknown ) => reason
	);
	expect( error ).toBeInstanceOf( InstallError );
	return ( error as InstallError ).message;
}

/** Neither a partial installation nor the remains of a failed one. */
async function expectNothingInstalled(): Promise< void > {
	expect( installedVersions( 'wordpress', env ) ).toEqual( [] );
	expect(
		await readdir(
			path.join( env.XDG_CACHE_HOME, 'ivorey-for-woocommerce/store' )
		)
	).toEqual( [] );
}

describe( 'from a folder', () => {
	it( 'keeps a copy under the version in it', async () => {
		const installed = await install(
			'wordpress',
			await makeFolder( wordpress( '7.0.4' ) ),
			{ env }
		);

		expect( installed.version ).toBe( '7.0.4' );
		expect( installed.folder ).toBe(
			path.join(
				env.XDG_CACHE_HOME,
				'ivorey-for-woocommerce/store/wordpress/7.0.4'
			)
		);
		expect(
			await readFile(
				path.join( installed.folder, 'wp-load.php' ),
				'utf8'
			)
		).toBe( '<?php // loads' );
	} );

	it( 'replaces a copy of the same version, and leaves nothing beside it', async () => {
		await install(
			'wordpress',
			await makeFolder( { ...wordpress( '7.0.4' ), 'old.php': '' } ),
			{ env }
		);
		const { folder: kept } = await install(
			'wordpress',
			await makeFolder( wordpress( '7.0.4' ) ),
			{ env }
		);

		expect( ( await readdir( kept ) ).sort() ).toEqual( [
			'wp-includes',
			'wp-load.php',
		] );
		expect( await readdir( path.resolve( kept, '../..' ) ) ).toEqual( [
			'wordpress',
		] );
	} );

	it( 'refuses a folder without WordPress, and names the file it looked for', async () => {
		const message = await failure(
			install( 'wordpress', await makeFolder( woocommerce( '10.2.4' ) ), {
				env,
			} )
		);

		expect( message ).toContain( 'is not a WordPress' );
		expect( message ).toContain( 'wp-includes/version.php' );
		await expectNothingInstalled();
	} );

	it( 'refuses a path that does not exist, and lists the accepted sources', async () => {
		expect(
			await failure(
				install( 'woocommerce', path.join( folder, 'nowhere' ), {
					env,
				} )
			)
		).toContain( 'neither a folder, nor a zip file, nor a version' );
		await expectNothingInstalled();
	} );
} );

describe( 'from a zip', () => {
	it.each( [
		[ 'as releases are packed', 'wordpress/' ],
		[ 'with the files at its top', '' ],
	] )( 'unpacks it, %s', async ( _how, inside ) => {
		const file = await makeZip( zip( wordpress( '6.8.8' ), inside ) );
		const installed = await install( 'wordpress', file, { env } );

		expect( installed.version ).toBe( '6.8.8' );
		expect( ( await readdir( installed.folder ) ).sort() ).toEqual( [
			'wp-includes',
			'wp-load.php',
		] );
	} );

	it( 'refuses a truncated zip', async () => {
		const whole = zip( woocommerce( '10.2.4' ), 'woocommerce/' );
		const file = await makeZip( whole.subarray( 0, whole.length - 30 ) );

		expect(
			await failure( install( 'woocommerce', file, { env } ) )
		).toContain( 'not a zip that can be read' );
		await expectNothingInstalled();
	} );

	it( 'refuses a zip of something else', async () => {
		const file = await makeZip( zip( wordpress( '7.0.4' ) ) );

		expect(
			await failure( install( 'woocommerce', file, { env } ) )
		).toContain( 'not a zip of WooCommerce' );
		await expectNothingInstalled();
	} );

	it( 'writes nothing outside of the cache for a path that points outside of the zip', async () => {
		const file = await makeZip(
			zip( { ...wordpress( '7.0.4' ), '../../../../escaped.php': 'x' } )
		);

		expect(
			await failure( install( 'wordpress', file, { env } ) )
		).toContain( 'leads out of it' );
		expect( await readdir( folder ) ).not.toContain( 'escaped.php' );
		await expectNothingInstalled();
	} );
} );

describe( 'a version to install', () => {
	let server: Server;
	let downloads: string;
	let answer: ( url: string ) => { status: number; body: Uint8Array };
	/** Checksums published beside the archives; null unless a test sets them. */
	let checksums: string | null;

	beforeEach( async () => {
		checksums = null;
		server = createServer( ( { url = '' }, response ) => {
			if ( /checksums|\.sha1$/.test( url ) ) {
				response.writeHead( checksums === null ? 404 : 200 );
				response.end( checksums ?? '' );
				return;
			}
			const { status, body } = answer( url );
			response.writeHead( status ).end( body );
		} );
		await new Promise< void >( ( resolve ) =>
			server.listen( 0, '127.0.0.1', resolve )
		);
		downloads = `http://127.0.0.1:${ ( server.address() as AddressInfo ).port }`;
	} );
	afterEach( () => new Promise( ( resolve ) => server.close( resolve ) ) );

	it.each( [
		[
			'wordpress',
			'7.0.4',
			'/release/wordpress-7.0.4.zip',
			zip( wordpress( '7.0.4' ), 'wordpress/' ),
		],
		[
			'woocommerce',
			'10.2.4',
			'/plugin/woocommerce.10.2.4.zip',
			zip( woocommerce( '10.2.4' ), 'woocommerce/' ),
		],
	] as const )(
		'for %s is downloaded from its path on wordpress.org',
		async ( component, version, url, body ) => {
			const asked: string[] = [];
			answer = ( path_ ) => {
				asked.push( path_ );
				return { status: 200, body };
			};
			const installed = await install( component, version, {
				env,
				downloads,
			} );

			expect( asked ).toEqual( [ url ] );
			expect( installed.version ).toBe( version );
			expect( installedVersions( component, env ) ).toEqual( [
				version,
			] );
		}
	);

	const sha1 = ( bytes: Uint8Array | string ) =>
		createHash( 'sha1' ).update( bytes ).digest( 'hex' );
	const sha256 = ( bytes: string ) =>
		createHash( 'sha256' ).update( bytes ).digest( 'hex' );
	const pluginChecksums = ( content: string ) =>
		JSON.stringify( {
			plugin: 'woocommerce',
			files: {
				'woocommerce.php': {
					md5: 'unused',
					sha256: [ sha256( 'an earlier pack' ), sha256( content ) ],
				},
			},
		} );

	it( 'for WordPress is checked against the checksum of its archive', async () => {
		const body = zip( wordpress( '7.0.4' ), 'wordpress/' );
		answer = () => ( { status: 200, body } );
		checksums = `${ sha1( body ) }\n`;
		await install( 'wordpress', '7.0.4', { env, downloads } );
		expect( installedVersions( 'wordpress', env ) ).toEqual( [ '7.0.4' ] );
	} );

	it( 'for WordPress is refused if it differs from the published one', async () => {
		answer = () => ( {
			status: 200,
			body: zip( wordpress( '7.0.4' ), 'wordpress/' ),
		} );
		checksums = sha1( 'something else' );
		expect(
			await failure( install( 'wordpress', '7.0.4', { env, downloads } ) )
		).toContain( 'its checksum differs' );
		await expectNothingInstalled();
	} );

	it( 'for WooCommerce is checked file by file', async () => {
		const files = woocommerce( '10.2.4' );
		answer = () => ( { status: 200, body: zip( files, 'woocommerce/' ) } );
		checksums = pluginChecksums( files[ 'woocommerce.php' ] );
		await install( 'woocommerce', '10.2.4', { env, downloads } );
		expect( installedVersions( 'woocommerce', env ) ).toEqual( [
			'10.2.4',
		] );
	} );

	it.each( [
		[ 'another content', () => pluginChecksums( 'tampered with' ) ],
		[
			'a file that is missing',
			( content: string ) =>
				pluginChecksums( content ).replaceAll(
					'woocommerce.php',
					'missing.php'
				),
		],
		[ 'checksums that are none', () => '<html>' ],
	] )( 'for WooCommerce is refused with %s', async ( _what, published ) => {
		const files = woocommerce( '10.2.4' );
		answer = () => ( { status: 200, body: zip( files, 'woocommerce/' ) } );
		checksums = published( files[ 'woocommerce.php' ] );
		expect(
			await failure(
				install( 'woocommerce', '10.2.4', { env, downloads } )
			)
		).toMatch( /checksum/ );
		await expectNothingInstalled();
	} );

	it( 'without published checksums is installed, and the log says that nothing was checked', async () => {
		answer = () => ( {
			status: 200,
			body: zip( wordpress( '7.0.4' ), 'wordpress/' ),
		} );
		const lines: string[] = [];
		await install( 'wordpress', '7.0.4', {
			env,
			downloads,
			log: ( line ) => lines.push( line ),
		} );
		expect( lines.join( '\n' ) ).toContain(
			'WordPress is not compared with a checksum'
		);
	} );

	describe( 'that is pinned', () => {
		const mirror = () => ( { ...env, IVOREY_STORE_MIRROR: downloads } );

		it( 'is downloaded from the mirror if none is installed, and not a second time', async () => {
			const asked: string[] = [];
			answer = ( url ) => {
				asked.push( url );
				return {
					status: 200,
					body: url.includes( 'wordpress' )
						? zip(
								wordpress( PINNED_VERSIONS.wordpress ),
								'wordpress/'
							)
						: zip(
								woocommerce( PINNED_VERSIONS.woocommerce ),
								'woocommerce/'
							),
				};
			};
			expect(
				await ensureStoreComponents( { env: mirror() } )
			).toBeNull();
			expect(
				await ensureStoreComponents( { env: mirror() } )
			).toBeNull();
			expect( asked ).toEqual( [
				`/release/wordpress-${ PINNED_VERSIONS.wordpress }.zip`,
				`/plugin/woocommerce.${ PINNED_VERSIONS.woocommerce }.zip`,
			] );
		} );

		it( 'is overridden by the one that the environment names', async () => {
			const asked: string[] = [];
			answer = ( url ) => {
				asked.push( url );
				return { status: 404, body: new Uint8Array() };
			};
			expect(
				await ensureStoreComponents( {
					env: { ...mirror(), IVOREY_STORE_WORDPRESS: '6.8.8' },
				} )
			).toContain( 'There is no WordPress 6.8.8' );
			expect( asked ).toEqual( [ '/release/wordpress-6.8.8.zip' ] );
		} );

		it( 'is not downloaded if another version is installed', async () => {
			for ( const [ component, files ] of [
				[ 'wordpress', wordpress( '6.8.8' ) ],
				[ 'woocommerce', woocommerce( '9.9.5' ) ],
			] as const ) {
				await install( component, await makeFolder( files ), { env } );
			}
			answer = ( url ) => {
				throw new Error( `${ url } was asked for` );
			};
			expect(
				await ensureStoreComponents( { env: mirror() } )
			).toBeNull();
		} );

		it( 'is not available without a network: one line says so', async () => {
			await new Promise( ( resolve ) => server.close( resolve ) );
			expect( await ensureStoreComponents( { env: mirror() } ) ).toMatch(
				/^127\.0\.0\.1:\d+ cannot be reached \(ECONNREFUSED\)\..*$/
			);
		} );
	} );

	it( 'that does not exist is named in the error', async () => {
		answer = () => ( { status: 404, body: new Uint8Array() } );

		expect(
			await failure( install( 'wordpress', '7.9.9', { env, downloads } ) )
		).toContain( 'There is no WordPress 7.9.9' );
		await expectNothingInstalled();
	} );

	it( 'whose download contains another version is refused', async () => {
		answer = () => ( { status: 200, body: zip( wordpress( '7.0.3' ) ) } );

		expect(
			await failure( install( 'wordpress', '7.0.4', { env, downloads } ) )
		).toContain( 'holds WordPress 7.0.3, not 7.0.4' );
		await expectNothingInstalled();
	} );

	it( 'cannot be had from a failing server: the error says what to do instead', async () => {
		answer = () => ( { status: 503, body: new Uint8Array() } );

		expect(
			await failure( install( 'wordpress', '7.0.4', { env, downloads } ) )
		).toMatch( /503.*give the zip or its unpacked folder/ );
	} );

	it( 'cannot be had without a network: the error says what to do instead', async () => {
		await new Promise( ( resolve ) => server.close( resolve ) );

		expect(
			await failure( install( 'wordpress', '7.0.4', { env, downloads } ) )
		).toMatch(
			/cannot be reached \(ECONNREFUSED\).*give the zip or its unpacked folder/
		);
		await expectNothingInstalled();
	} );

	it( 'is installed by the command, which exits with an error if it cannot', async () => {
		answer = ( url ) =>
			url.includes( 'wordpress' )
				? {
						status: 200,
						body: zip( wordpress( '7.0.4' ), 'wordpress/' ),
					}
				: { status: 404, body: new Uint8Array() };
		const command = ( ...args: string[] ) =>
			execa(
				process.execPath,
				[
					path.join( import.meta.dirname, 'install.ts' ),
					'--downloads',
					downloads,
					...args,
				],
				{
					env,
					reject: false,
				}
			);

		const good = await command( '--wordpress', '7.0.4' );
		expect( good.exitCode ).toBe( 0 );
		expect( good.stdout ).toContain( 'WordPress 7.0.4 is in' );
		expect( good.stdout ).toContain( 'run this again with --woocommerce' );
		const bad = await command( '--woocommerce', '99.0.0' );
		expect( bad.exitCode ).toBe( 1 );
		expect( bad.stderr ).toContain( 'There is no WooCommerce 99.0.0' );
		expect( ( await command() ).exitCode ).toBe( 2 );
	} );
} );

describe( 'the version in use', () => {
	beforeEach( async () => {
		for ( const version of [ '6.8.8', '7.0.4', '7.0.10', '7.1-beta2' ] ) {
			await install(
				'wordpress',
				await makeFolder( wordpress( version ) ),
				{ env }
			);
		}
	} );

	it( 'is the pinned one, whatever else is installed', () => {
		expect( chooseVersion( 'wordpress', undefined, env ) ).toMatchObject( {
			version: PINNED_VERSIONS.wordpress,
		} );
	} );

	it( 'is the newest if the pinned one is not installed', async () => {
		await rm( componentFolder( 'wordpress', '7.0.4', env ), {
			recursive: true,
		} );
		expect( chooseVersion( 'wordpress', undefined, env ) ).toMatchObject( {
			version: '7.1-beta2',
		} );
	} );

	it( 'can be one of several', () => {
		expect( installedVersions( 'wordpress', env ) ).toEqual( [
			'7.1-beta2',
			'7.0.10',
			'7.0.4',
			'6.8.8',
		] );
	} );

	it( 'can be named by the environment', () => {
		expect(
			chooseVersion( 'wordpress', undefined, {
				...env,
				IVOREY_STORE_WORDPRESS: '6.8.8',
			} )
		).toMatchObject( {
			version: '6.8.8',
		} );
	} );

	it( 'is the requested one, which overrides the environment', () => {
		expect(
			chooseVersion( 'wordpress', '7.0.4', {
				...env,
				IVOREY_STORE_WORDPRESS: '6.8.8',
			} )
		).toMatchObject( {
			version: '7.0.4',
		} );
	} );

	it( 'is named if it is missing, with the installed ones', () => {
		expect( chooseVersion( 'wordpress', '5.0', env ) ).toEqual( {
			missing:
				'WordPress 5.0 is not installed for stores (installed: 7.1-beta2, 7.0.10, 7.0.4, 6.8.8)',
		} );
		expect( chooseVersion( 'woocommerce', undefined, env ) ).toEqual( {
			missing: 'no WooCommerce is installed for stores',
		} );
	} );

	it.each( [
		[ '7.0', '7.0.1' ],
		[ '7.0.4', '7.0.10' ],
		[ '7.1-alpha', '7.1-beta1' ],
		[ '7.1-beta2', '7.1-RC1' ],
		[ '7.1-RC2', '7.1' ],
		[ '9.9.9', '10.0.0' ],
	] )( '%s is older than %s', ( older, newer ) => {
		expect( compareVersions( older, newer ) ).toBeLessThan( 0 );
		expect( compareVersions( newer, older ) ).toBeGreaterThan( 0 );
	} );
} );
