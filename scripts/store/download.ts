import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { InstallError } from './install-error.ts';
import { COMPONENT_NAMES, type Component } from './versions.ts';

/** Names a mirror of wordpress.org with the same paths. */
export const MIRROR_VARIABLE = 'IVOREY_STORE_MIRROR';

const WORDPRESS_ORG = 'https://downloads.wordpress.org';
const CONNECT_TIMEOUT_MS = 15_000;
const DOWNLOAD_TIMEOUT_MS = 10 * 60_000;
const PROGRESS_EVERY_MS = 2_000;

/** The paths of a version and of its checksums on wordpress.org. */
const PATHS: Record<
	Component,
	( version: string ) => { archive: string; checksums: string }
> = {
	wordpress: ( version ) => ( {
		archive: `/release/wordpress-${ version }.zip`,
		checksums: `/release/wordpress-${ version }.zip.sha1`,
	} ),
	woocommerce: ( version ) => ( {
		archive: `/plugin/woocommerce.${ version }.zip`,
		checksums: `/plugin-checksums/woocommerce/${ version }.json`,
	} ),
};

/** A file may have several checksums: some releases were packed more than once. */
const pluginChecksumsSchema = z.object( {
	files: z.record(
		z.string(),
		z.object( {
			sha256: z.union( [ z.string(), z.array( z.string() ) ] ),
		} )
	),
} );

export interface Download {
	url: string;
	/** The bytes of the zip. */
	bytes: Uint8Array;
	/** Throws InstallError if a file of the unpacked zip differs from the published one. */
	checkFiles: ( folder: string ) => Promise< void >;
}

export function downloadsOf(
	env: Readonly< Record< string, string | undefined > > = process.env
): string {
	return env[ MIRROR_VARIABLE ] || WORDPRESS_ORG;
}

/**
 * Downloads a version's zip and compares it with the checksums that are published beside it.
 * Throws InstallError.
 */
export async function download(
	component: Component,
	version: string,
	downloads: string,
	log: ( line: string ) => void
): Promise< Download > {
	const base = downloads.replace( /\/+$/, '' );
	const paths = PATHS[ component ]( version );
	const url = base + paths.archive;
	log( `Downloading ${ url } …` );
	const answer = await request( component, url );
	if ( answer.status === 404 ) {
		throw new InstallError(
			`There is no ${ COMPONENT_NAMES[ component ] } ${ version } at ${ url }.`
		);
	}
	if ( ! answer.ok ) {
		throw new InstallError(
			`${ url } answered ${ answer.status }. ${ otherWay( component ) }`
		);
	}
	const bytes = await readBody( component, answer, log );
	const published = await request( component, base + paths.checksums );
	if ( ! published.ok ) {
		await published.body?.cancel();
		log(
			`${ base + paths.checksums } answered ${ published.status }: ${ COMPONENT_NAMES[ component ] } is not compared with a checksum.`
		);
		return { url, bytes, checkFiles: async () => {} };
	}
	const checksums = await published.text();
	if ( component === 'wordpress' ) {
		checkArchive( url, bytes, checksums );
		return { url, bytes, checkFiles: async () => {} };
	}
	return {
		url,
		bytes,
		checkFiles: ( folder ) => checkFiles( url, folder, checksums ),
	};
}

async function request(
	component: Component,
	url: string
): Promise< Response > {
	// A network that drops packets must not block for minutes.
	const connecting = new AbortController();
	let timer: NodeJS.Timeout | undefined;
	try {
		timer = setTimeout(
			() => connecting.abort( new Error( 'no answer' ) ),
			CONNECT_TIMEOUT_MS
		);
		return await fetch( url, {
			signal: AbortSignal.any( [
				connecting.signal,
				AbortSignal.timeout( DOWNLOAD_TIMEOUT_MS ),
			] ),
		} );
	} catch ( error ) {
		throw unreachable( component, url, error );
	} finally {
		clearTimeout( timer );
	}
}

async function readBody(
	component: Component,
	answer: Response,
	log: ( line: string ) => void
): Promise< Uint8Array > {
	const total = Number( answer.headers.get( 'content-length' ) );
	const chunks: Uint8Array[] = [];
	let read = 0;
	let loggedAt = performance.now();
	try {
		for await ( const chunk of answer.body ?? [] ) {
			chunks.push( chunk );
			read += chunk.length;
			if ( performance.now() - loggedAt > PROGRESS_EVERY_MS ) {
				loggedAt = performance.now();
				log(
					`  ${ megabytes( read ) }${ total > 0 ? ` of ${ megabytes( total ) }` : '' } MB`
				);
			}
		}
	} catch ( error ) {
		throw unreachable( component, answer.url, error );
	}
	return Buffer.concat( chunks );
}

function checkArchive( url: string, bytes: Uint8Array, sha1: string ): void {
	if (
		createHash( 'sha1' ).update( bytes ).digest( 'hex' ) !== sha1.trim()
	) {
		throw damaged( url );
	}
}

async function checkFiles(
	url: string,
	folder: string,
	json: string
): Promise< void > {
	const parsed = pluginChecksumsSchema.safeParse( parseJson( json ) );
	if ( ! parsed.success ) {
		throw new InstallError(
			`The checksums that are published for ${ url } cannot be read.`
		);
	}
	for ( const [ file, { sha256 } ] of Object.entries( parsed.data.files ) ) {
		const content = await readFile( path.join( folder, file ) ).catch(
			() => null
		);
		const sum =
			content && createHash( 'sha256' ).update( content ).digest( 'hex' );
		if ( sum === null || ! [ sha256 ].flat().includes( sum ) ) {
			throw damaged( `${ file } of ${ url }` );
		}
	}
}

function parseJson( json: string ): unknown {
	try {
		return JSON.parse( json );
	} catch {
		return undefined;
	}
}

function damaged( what: string ): InstallError {
	return new InstallError(
		`${ what } is not what was published: its checksum differs. Nothing was installed; try again, or from another network.`
	);
}

function unreachable(
	component: Component,
	url: string,
	error: unknown
): InstallError {
	return new InstallError(
		`${ new URL( url ).host } cannot be reached (${ reason( error ) }). ${ otherWay( component ) }`
	);
}

function otherWay( component: Component ): string {
	return `Download ${ COMPONENT_NAMES[ component ] } where there is a network, and give the zip or its unpacked folder instead of the version.`;
}

function reason( error: unknown ): string {
	const cause =
		error instanceof Error && error.cause instanceof Error
			? error.cause
			: error;
	if ( cause instanceof Error ) {
		return 'code' in cause && typeof cause.code === 'string'
			? cause.code
			: cause.message;
	}
	return String( error );
}

const megabytes = ( bytes: number ) => ( bytes / 1_000_000 ).toFixed( 1 );
