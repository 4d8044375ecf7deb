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
 * A folder's tree again, in another place, with hard links to its files: there at once, and without taking
 * room. Copies where the places are on different file systems.
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

/** Which of what components hold is in a folder for good; the rest of wp-content is of one store. */
const OF_COMPONENTS = [ 'index.php', 'plugins', 'themes' ];

/**
 * WordPress with WooCommerce and, by a symbolic link, the plugin as it stands in the repository. What WordPress
 * writes into (wp-content and what lies right in it) are folders of the store's own. Of another store that was in the
 * folder before, WordPress and WooCommerce stay if they are the same, and nothing else.
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
		// They are loaded by name, and its hooks are to come before all others.
		path.join( content, 'mu-plugins', '000-store-in-tests.php' )
	);
	if ( locale !== 'en_US' ) {
		// WordPress takes no locale that it has no translations for; these are none, but they are there.
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
