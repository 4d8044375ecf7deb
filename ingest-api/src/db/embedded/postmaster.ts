import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';

/** The file that a running (or crashed) server leaves in its data folder. */
export interface Postmaster {
	pid: number;
	port: number;
}

const PID_LINE = 0;
const PORT_LINE = 3;

/** @return null if the text is not a complete pid file: the server writes it line by line while starting. */
export function parsePostmasterPid( text: string ): Postmaster | null {
	const lines = text.split( '\n' );
	const pid = Number( lines[ PID_LINE ] );
	const port = Number( lines[ PORT_LINE ] );
	// A single-user server writes a negative pid.
	return Number.isInteger( pid ) &&
		pid > 0 &&
		Number.isInteger( port ) &&
		port > 0
		? { pid, port }
		: null;
}

/** @return null if there is none. */
export async function readPostmaster(
	databaseDir: string
): Promise< Postmaster | null > {
	const text = await readFile( pidFile( databaseDir ), 'utf8' ).catch(
		() => ''
	);
	return parsePostmasterPid( text );
}

/** Use only if the pid file's process is known not to be a server; the server would refuse to start beside it. */
export async function removeStalePidFile(
	databaseDir: string
): Promise< void > {
	await rm( pidFile( databaseDir ), { force: true } );
}

function pidFile( databaseDir: string ): string {
	return path.join( databaseDir, 'postmaster.pid' );
}
