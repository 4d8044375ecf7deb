import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Mail, RequestReport } from './types.ts';

/** The mails that a store has caught, oldest first. */
export async function readMails( file: string ): Promise< Mail[] > {
	return ( await readText( file ) )
		.split( '\n' )
		.filter( Boolean )
		.map( ( line ) => JSON.parse( line ) as Mail );
}

/** Waits until the request has ended, or returns what is known after `timeoutMs`. Throws if nothing is known. */
export async function readReport(
	folder: string,
	id: string,
	timeoutMs: number
): Promise< RequestReport > {
	const file = path.join( folder, `${ id }.json` );
	const deadline = Date.now() + timeoutMs;
	for (;;) {
		const text = await readText( file );
		const report =
			text === '' ? null : ( JSON.parse( text ) as RequestReport );
		const isLate = Date.now() > deadline;
		if ( report && ( report.ended || isLate ) ) {
			return report;
		}
		if ( isLate ) {
			throw new Error(
				`No report of the request ${ id }: was it sent with the header for it?`
			);
		}
		await sleep( 20 );
	}
}

/** Empty if there is no such file. */
export async function readText( file: string ): Promise< string > {
	return readFile( file, 'utf8' ).catch( () => '' );
}
