import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import {
	cp,
	mkdir,
	mkdtemp,
	readFile,
	readdir,
	rename,
	rm,
	stat,
	utimes,
	writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import { cacheFolder } from '../cache.ts';
import { ProcessKeeper } from '../processes.ts';
import { ADMIN, type Versions } from '../settings.ts';
import type { NativeTools } from '../tools.ts';
import { layOutWordPress } from './files.ts';
import { DATABASE, MariaDb, createDataFolder } from './mariadb.ts';
import { runCode, runFile, type PhpSite } from './php.ts';
import { script } from '../script.ts';
import { randomSalts, wpConfig } from '../wp-config.ts';

/** Options whose set-up is slow and therefore done once per combination. */
export interface TemplateOptions extends Versions {
	tablePrefix: string;
	multisite: boolean;
	catalogue: 'small' | 'sample';
}

/** Placeholder for the store's host until it has one. */
export const TEMPLATE_HOST = 'template.invalid';
export const SECOND_SITE_PATH = '/second/';

const SCRIPTS = path.resolve( import.meta.dirname, '../wordpress' );
const SCRIPT_FILES = [ 'install.php', 'shop.php', 'catalogue.php' ];
/** Raise this when this file sets something up differently. */
const REVISION = 2;
const KEEP_UNUSED_MS = 30 * 24 * 60 * 60_000;

/** A prepared shop: a data folder of MariaDB (`data`) and its uploads (`uploads`). It must never be changed. */
export async function template(
	tools: NativeTools,
	options: TemplateOptions
): Promise< string > {
	const folder = path.join(
		cacheFolder(),
		'templates',
		await key( tools, options )
	);
	if ( existsSync( folder ) ) {
		await utimes( folder, new Date(), new Date() );
		return folder;
	}
	await forgetUnused( path.dirname( folder ) );
	await mkdir( path.dirname( folder ), { recursive: true } );
	const scratch = `${ folder }.${ randomBytes( 4 ).toString( 'hex' ) }`;
	await mkdir( scratch );
	try {
		await build( tools, options, scratch );
		await rename( scratch, folder ).catch( ( error: unknown ) => {
			// Another process was faster; its template is just as good.
			if ( ! existsSync( folder ) ) {
				throw error;
			}
		} );
	} finally {
		await rm( scratch, { recursive: true, force: true } );
	}
	return folder;
}

/** Removes templates of versions and set-up scripts that are no longer in use, by the date of their last use. */
async function forgetUnused( templates: string ): Promise< void > {
	for ( const name of await readdir( templates ).catch( () => [] ) ) {
		const folder = path.join( templates, name );
		const used = await stat( folder ).catch( () => null );
		if ( used && Date.now() - used.mtimeMs > KEEP_UNUSED_MS ) {
			await rm( folder, { recursive: true, force: true } );
		}
	}
}

async function key(
	tools: NativeTools,
	options: TemplateOptions
): Promise< string > {
	const hash = createHash( 'sha256' );
	for ( const file of SCRIPT_FILES ) {
		hash.update( await readFile( path.join( SCRIPTS, file ) ) );
	}
	const { stdout: server } = await execa( tools.mariadbd, [
		'--no-defaults',
		'--version',
	] );
	hash.update(
		JSON.stringify( [
			REVISION,
			server,
			options.tablePrefix,
			options.multisite,
			options.catalogue,
		] )
	);
	return `${ options.wordpress.version }-${ options.woocommerce.version }-${ hash.digest( 'hex' ).slice( 0, 12 ) }`;
}

async function build(
	tools: NativeTools,
	options: TemplateOptions,
	folder: string
): Promise< void > {
	const work = await mkdtemp( path.join( tmpdir(), 'ivorey-template-' ) );
	const keeper = new ProcessKeeper( work, { remove: [ work, folder ] } );
	try {
		const data = path.join( folder, 'data' );
		const database = new MariaDb( keeper, tools, {
			data,
			socket: path.join( work, 'mariadb' ),
			log: path.join( work, 'mariadb.log' ),
		} );
		await createDataFolder( tools, data );
		await database.start();
		const root = path.join( work, 'wordpress' );
		layOutWordPress(
			root,
			options.wordpress.folder,
			options.woocommerce.folder,
			'en_US'
		);
		await setUp(
			{
				php: tools.php,
				root,
				url: `http://${ TEMPLATE_HOST }/`,
				opcache: path.join( work, 'opcache' ),
				keeper,
			},
			options,
			{ socket: database.socket, files: work }
		);
		await database.stop();
		await cp(
			path.join( root, 'wp-content', 'uploads' ),
			path.join( folder, 'uploads' ),
			{ recursive: true }
		);
	} finally {
		await keeper.close();
		await rm( work, { recursive: true, force: true } );
	}
}

async function setUp(
	first: PhpSite & { opcache: string },
	options: TemplateOptions,
	{ socket, files }: { socket: string; files: string }
): Promise< void > {
	const configure = ( multisite: boolean ) =>
		writeFile(
			path.join( first.root, 'wp-config.php' ),
			wpConfig( {
				database: DATABASE,
				databaseHost: `localhost:${ socket }`,
				cliShowsErrors: true,
				tablePrefix: options.tablePrefix,
				host: TEMPLATE_HOST,
				multisite,
				cron: false,
				salts: randomSalts(),
				files,
				debugLog: path.join( files, 'debug.log' ),
				constants: {},
			} )
		);
	await configure( false );
	await mkdir( first.opcache );
	await runFile( first, path.join( SCRIPTS, 'install.php' ), {
		STORE_ADMIN_USER: ADMIN.user,
		STORE_ADMIN_PASSWORD: ADMIN.password,
		STORE_ADMIN_EMAIL: ADMIN.email,
		STORE_HOST: TEMPLATE_HOST,
		STORE_MULTISITE: options.multisite ? '1' : '',
	} );
	const sites = [ first ];
	if ( options.multisite ) {
		await configure( true );
		await runCode(
			first,
			`$site = wpmu_create_blog( $args['host'], $args['path'], 'Second test store', 1 );
			if ( is_wp_error( $site ) ) {
				throw new RuntimeException( $site->get_error_message() );
			}`,
			{ args: { host: TEMPLATE_HOST, path: SECOND_SITE_PATH } }
		);
		sites.push( {
			...first,
			url: `http://${ TEMPLATE_HOST }${ SECOND_SITE_PATH }`,
		} );
	}
	for ( const site of sites ) {
		// Only the next process loads WooCommerce.
		await runCode(
			site,
			`require_once ABSPATH . 'wp-admin/includes/plugin.php';
			$result = activate_plugin( 'woocommerce/woocommerce.php' );
			if ( is_wp_error( $result ) ) {
				throw new RuntimeException( $result->get_error_message() );
			}`
		);
		await runCode( site, await script( 'shop.php' ) );
		await runCode(
			site,
			`${ await script( 'catalogue.php' ) }
			ivorey_store_small_catalogue();
			if ( 'sample' === $args['catalogue'] ) {
				ivorey_store_sample_catalogue();
			}`,
			{ args: { catalogue: options.catalogue } }
		);
	}
}
