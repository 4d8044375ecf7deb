import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { TestApi } from './api.ts';

export interface CliResult {
	code: number;
	stdout: string;
	stderr: string;
}

/** Node's compile cache, so that programs started by tests are not compiled anew each time. */
const { NODE_COMPILE_CACHE = '' } = process.env;

/** Runs a program of `cli/`, by its file name, with only these variables and the path. */
export async function runCli(
	file: string,
	env: Record< string, string >,
	...args: string[]
): Promise< CliResult > {
	const cli = fileURLToPath( new URL( `../cli/${ file }`, import.meta.url ) );
	return new Promise( ( resolve ) => {
		execFile(
			process.execPath,
			[ cli, ...args ],
			{ env: { PATH: process.env.PATH, NODE_COMPILE_CACHE, ...env } },
			( error, stdout, stderr ) => {
				resolve( {
					code: typeof error?.code === 'number' ? error.code : 0,
					stdout,
					stderr,
				} );
			}
		);
	} );
}

/** The variables with which a program uses the API's database. */
export function envOf( api: TestApi ): Record< string, string > {
	return {
		DATABASE_URL: api.databaseUrl,
		ENCRYPTION_KEY: api.encryptionKey.toString( 'base64' ),
		PUBLIC_URL: api.url,
	};
}
