import { existsSync } from 'node:fs';
import { mkdir, readdir, symlink } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../../scripts/composer.ts';

/** This repository's packages, of which each checkout has its own. */
const OWN = '@ivorey';

/**
 * Links the packages installed here into another checkout, except this repository's own.
 *
 * @param checkout Its root.
 * @param own      Folders of its own packages.
 * @return Its folder of packages.
 */
export async function linkPackages(
	checkout: string,
	own: readonly string[]
): Promise< string > {
	const installed = path.join( root, 'node_modules' );
	const modules = path.join( checkout, 'node_modules' );
	await mkdir( path.join( modules, OWN ), { recursive: true } );
	for ( const name of await readdir( installed ) ) {
		if ( name !== OWN ) {
			await symlink(
				path.join( installed, name ),
				path.join( modules, name )
			);
		}
	}
	for ( const name of own ) {
		await symlink(
			path.join( checkout, name ),
			path.join( modules, OWN, name )
		);
		// A different version of a package than the others use.
		const nested = path.join( root, name, 'node_modules' );
		if ( existsSync( nested ) ) {
			await symlink(
				nested,
				path.join( checkout, name, 'node_modules' )
			);
		}
	}
	return modules;
}
