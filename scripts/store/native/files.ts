import {
	constants,
	copyFileSync,
	linkSync,
	mkdirSync,
	readFileSync,
	readdirSync,
	readlinkSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import path from 'node:path';

/**
 * Recreates a folder's tree in another place with hard links to its files, which is instant and takes no room. Copies
 * if the places are on different file systems.
 */
function linkTree( from: string, to: string ): void {
	mkdirSync( to, { recursive: true } );
	for ( const entry of readdirSync( from, { withFileTypes: true } ) ) {
		const [ source, target ] = [
			path.join( from, entry.name ),
			path.join( to, entry.name ),
		];
		if ( entry.isDirectory() ) {
			linkTree( source, target );
		} else if ( entry.isSymbolicLink() ) {
			symlinkSync( readlinkSync( source ), target );
		} else {
			linkOrCopy( source, target );
		}
	}
}

function linkOrCopy( source: string, target: string ): void {
	try {
		linkSync( source, target );
	} catch {
		copyFileSync( source, target, constants.COPYFILE_FICLONE );
	}
}

/** The plugin of this repository. */
export const PLUGIN_FOLDER = path.resolve(
	import.meta.dirname,
	'../../../plugin'
);
const PLUGIN_NAME = 'ivorey-for-woocommerce';

/** The entries of wp-content that belong to the components and stay in a slot; the rest belongs to a single store. */
const OF_COMPONENTS = [ 'index.php', 'plugins', 'themes' ];

/**
 * Sets up WordPress with WooCommerce and, by a symbolic link, the repository's plugin. The folders that WordPress
 * writes to (wp-content and those directly in it) belong to the store. If another store used the folder before,
 * WordPress and WooCommerce stay if they are the same; everything else is removed.
 */
export function layOutWordPress(
	root: string,
	wordpress: string,
	woocommerce: string,
	locale: string
): void {
	const content = path.join( root, 'wp-content' );
	const note = `${ root }.json`;
	const components = JSON.stringify( { wordpress, woocommerce } );
	if ( readIfThere( note ) === components ) {
		for ( const name of readdirSync( content ) ) {
			if ( ! OF_COMPONENTS.includes( name ) ) {
				rmSync( path.join( content, name ), { recursive: true } );
			}
		}
	} else {
		rmSync( root, { recursive: true, force: true } );
		linkTree( wordpress, root );
		linkTree( woocommerce, path.join( content, 'plugins', 'woocommerce' ) );
		symlinkSync(
			PLUGIN_FOLDER,
			path.join( content, 'plugins', PLUGIN_NAME ),
			'dir'
		);
		writeFileSync( note, components );
	}
	for ( const folder of [
		'uploads',
		'upgrade',
		'mu-plugins',
		'languages',
	] ) {
		mkdirSync( path.join( content, folder ), { recursive: true } );
	}
	copyFileSync(
		new URL( '../wordpress/store-in-tests.php', import.meta.url ),
		// Must-use plugins are loaded by name, and these hooks have to come before all others.
		path.join( content, 'mu-plugins', '000-store-in-tests.php' )
	);
	if ( locale !== 'en_US' ) {
		// WordPress accepts only a locale that has translations, so an empty file stands in for them.
		writeFileSync(
			path.join( content, 'languages', `${ locale }.l10n.php` ),
			`<?php return array( 'messages' => array() );\n`
		);
	}
}

function readIfThere( file: string ): string | null {
	try {
		return readFileSync( file, 'utf8' );
	} catch {
		return null;
	}
}
