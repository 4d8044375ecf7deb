/** The API of `npm start`, and the connections and accounts in its database. */
import path from 'node:path';
import { execa } from 'execa';
import { z } from 'zod';
import { credentialsSchema, type Credentials } from '@ivorey/shared';
import { root } from './composer.ts';

export const portSchema = z.coerce.number().int().min( 1 ).max( 65_535 );
export const API_PORT = portSchema.parse( process.env.IVOREY_API_PORT ?? 8787 );
/** The address at which the store and its owner's browser reach the API. */
export const API_URL = `http://127.0.0.1:${ API_PORT }`;
export const DATA_DIR = path.join( root, '.data' );

export async function createCredentials(
	storeUrl: string
): Promise< Credentials > {
	const made = await runConnection( 'create', '--store-url', storeUrl );
	return credentialsSchema.parse( JSON.parse( made ) );
}

export async function runConnection( ...args: string[] ): Promise< string > {
	const { stdout } = await execa(
		'node',
		[ 'ingest-api/src/cli/connection.ts', ...args ],
		{
			cwd: root,
			env: {
				DATA_DIR,
				PUBLIC_URL: API_URL,
			},
		}
	);
	return stdout;
}
