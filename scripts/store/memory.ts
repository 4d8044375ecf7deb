import { readFile, writeFile } from 'node:fs/promises';
import type { Runtime, Site, StoreOptions } from './types.ts';

/** The data that a store keeps over restarts, beside its database. */
export interface Memory {
	made: MadeWith;
	versions: { wordpress: string; woocommerce: string };
	port: number;
	salts: Record< string, string >;
	sites: Site[];
}

/** Options that cannot be changed once a store has been made. */
export type MadeWith = { runtime: Runtime } & Required<
	Pick< StoreOptions, 'tablePrefix' | 'multisite' | 'catalogue' | 'hpos' >
>;

/** null if there is no store yet. Throws if the store was made with other options than the wanted ones. */
export async function recall(
	file: string,
	wanted: MadeWith
): Promise< Memory | null > {
	const text = await readFile( file, 'utf8' ).catch( () => null );
	if ( text === null ) {
		return null;
	}
	const memory = JSON.parse( text ) as Memory;
	for ( const name of Object.keys( wanted ) as ( keyof MadeWith )[] ) {
		if ( memory.made[ name ] !== wanted[ name ] ) {
			throw new Error(
				`The store kept in ${ file } was made with ${ name } ${ memory.made[ name ] }, not ${ wanted[ name ] }: remove its folder to have another one made.`
			);
		}
	}
	return memory;
}

export async function remember(
	file: string,
	memory: Memory
): Promise< void > {
	await writeFile( file, `${ JSON.stringify( memory, null, '\t' ) }\n`, {
		mode: 0o600,
	} );
}
