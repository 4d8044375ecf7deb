import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { PhpVersion, TOO_OLD_PHP_VERSIONS } from './versions.ts';

/**
 * Creates `<folder>/php`, which runs like any other PHP. The folder is first on its PATH, so that PHP_BINARY is this
 * one, too.
 *
 * @return Its path.
 */
export async function makePhpCommand(
	version: PhpVersion | ( typeof TOO_OLD_PHP_VERSIONS )[ number ],
	folder: string
): Promise< string > {
	const command = path.join( folder, 'php' );
	const program = path.join( import.meta.dirname, 'php.mjs' );
	await mkdir( folder, { recursive: true } );
	await writeFile(
		command,
		`#!/bin/sh\nPATH='${ folder }':"$PATH" exec '${ process.execPath }' '${ program }' ${ version } "$@"\n`,
		{ mode: 0o755 }
	);
	return command;
}
