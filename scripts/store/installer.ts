import { randomBytes } from 'node:crypto';
import {
	cp,
	mkdir,
	readFile,
	readdir,
	rename,
	rm,
	stat,
	writeFile,
} from 'node:fs/promises';
import path from 'node:path';
import { unzip } from 'fflate';
import { cacheFolder, componentFolder } from './cache.ts';
import { download, downloadsOf } from './download.ts';
import { InstallError } from './install-error.ts';
import {
	COMPONENT_NAMES,
	isVersion,
	readVersion,
	type Component,
} from './versions.ts';

export interface InstallOptions {
	env?: Readonly< Record< string, string | undefined > >;
	/** The base URL for downloads (downloadsOf( env )); a mirror has the same paths. */
	downloads?: string;
	log?: ( line: string ) => void;
}

export interface Installed {
	version: string;
	folder: string;
}

/**
 * Installs WordPress or WooCommerce into the cache folder, from a folder, a zip or (for a version) wordpress.org.
 * The folder in the cache is complete or absent: it is filled beside its place and then renamed.
 * Throws InstallError.
 */
export async function install(
	component: Component,
	source: string,
	{
		env = process.env,
		downloads = downloadsOf( env ),
		log = () => {},
	}: InstallOptions = {}
): Promise< Installed > {
	const cache = cacheFolder( env );
	await mkdir( cache, { recursive: true } );
	const scratch = path.join(
		cache,
		`.incoming-${ randomBytes( 6 ).toString( 'hex' ) }`
	);
	try {
		const found = await bring( component, source, scratch, downloads, log );
		const folder = componentFolder( component, found.version, env );
		await replace( found.folder, folder, scratch );
		return { version: found.version, folder };
	} finally {
		await rm( scratch, { recursive: true, force: true } );
	}
}

async function bring(
	component: Component,
	source: string,
	scratch: string,
	downloads: string,
	log: ( line: string ) => void
): Promise< Installed > {
	const entry = await stat( source ).catch( () => null );
	if ( entry?.isDirectory() ) {
		return fromFolder( component, source, scratch );
	}
	if ( entry?.isFile() ) {
		return fromZip( component, await readFile( source ), source, scratch );
	}
	if ( ! isVersion( source ) ) {
		throw new InstallError(
			`${ source } is neither a folder, nor a zip file, nor a version such as 10.2.4: give one of them for ${ COMPONENT_NAMES[ component ] }.`
		);
	}
	const { url, bytes, checkFiles } = await download(
		component,
		source,
		downloads,
		log
	);
	const installed = await fromZip( component, bytes, url, scratch );
	await checkFiles( installed.folder );
	if ( installed.version !== source ) {
		throw new InstallError(
			`${ url } holds ${ COMPONENT_NAMES[ component ] } ${ installed.version }, not ${ source }.`
		);
	}
	return installed;
}

async function fromFolder(
	component: Component,
	source: string,
	scratch: string
): Promise< Installed > {
	const version = await readVersion( component, source );
	if ( version === null ) {
		throw new InstallError(
			`${ source } is not a ${ COMPONENT_NAMES[ component ] }: give the folder that holds ${ landmark( component ) }.`
		);
	}
	// Links are followed, so that the copy does not depend on its source.
	await cp( source, scratch, { recursive: true, dereference: true } );
	return { version, folder: scratch };
}

async function fromZip(
	component: Component,
	bytes: Uint8Array,
	name: string,
	scratch: string
): Promise< Installed > {
	const files = await new Promise< Record< string, Uint8Array > >(
		( resolve, reject ) => {
			unzip( bytes, ( error, data ) =>
				error ? reject( error ) : resolve( data )
			);
		}
	).catch( ( error: unknown ) => {
		const why = error instanceof Error ? error.message : String( error );
		throw new InstallError(
			`${ name } is not a zip that can be read (${ why }): download it again.`
		);
	} );
	await mkdir( scratch, { recursive: true } );
	for ( const [ file, content ] of Object.entries( files ) ) {
		const target = path.resolve( scratch, file );
		if ( ! target.startsWith( scratch + path.sep ) ) {
			throw new InstallError(
				`${ name } holds a path that leads out of it (${ file }): it was not installed.`
			);
		}
		if ( file.endsWith( '/' ) ) {
			await mkdir( target, { recursive: true } );
			continue;
		}
		await mkdir( path.dirname( target ), { recursive: true } );
		await writeFile( target, content );
	}
	const folder = await holder( component, scratch );
	const version = folder && ( await readVersion( component, folder ) );
	if ( ! folder || ! version ) {
		throw new InstallError(
			`${ name } is not a zip of ${ COMPONENT_NAMES[ component ] }: there is no ${ landmark( component ) } in it.`
		);
	}
	return { version, folder };
}

/** Releases have everything in one folder; a zip of a folder's content does not. */
async function holder(
	component: Component,
	folder: string
): Promise< string | null > {
	if ( ( await readVersion( component, folder ) ) !== null ) {
		return folder;
	}
	for ( const entry of await readdir( folder, { withFileTypes: true } ) ) {
		const inner = path.join( folder, entry.name );
		if (
			entry.isDirectory() &&
			( await readVersion( component, inner ) ) !== null
		) {
			return inner;
		}
	}
	return null;
}

function landmark( component: Component ): string {
	return component === 'wordpress'
		? 'wp-includes/version.php'
		: 'woocommerce.php';
}

/**
 * A folder cannot be renamed onto a non-empty one: the old folder is first moved aside, next to the scratch folder.
 */
async function replace(
	from: string,
	to: string,
	scratch: string
): Promise< void > {
	await mkdir( path.dirname( to ), { recursive: true } );
	const aside = `${ scratch }-replaced`;
	const hadOld = await rename( to, aside ).then(
		() => true,
		() => false
	);
	try {
		await rename( from, to );
	} catch ( error ) {
		if ( hadOld ) {
			await rename( aside, to );
		}
		throw error;
	} finally {
		await rm( aside, { recursive: true, force: true } );
	}
}
