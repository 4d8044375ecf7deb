import { mkdir, mkdtemp } from 'node:fs/promises';
import path from 'node:path';
import { cacheFolder } from './cache.ts';
import { own } from './processes.ts';

/** Names a folder that goes when the run of the tests is over. */
export const SLOTS = 'IVOREY_STORE_SLOTS';

/** Beside what stores are made of, so that files can be linked instead of copied. */
export const temporaryStores = () => path.join( cacheFolder(), 'stores' );

const taken = new Set< string >();

/** A folder for `SLOTS`, beside what stores are made of; where its owner is killed, the next store removes it. */
export async function makeSlots(): Promise< string > {
	await mkdir( temporaryStores(), { recursive: true } );
	const folder = await mkdtemp( path.join( temporaryStores(), 'slots-' ) );
	own( folder );
	return folder;
}

/**
 * A folder that one store after another has, in turn: it finds WordPress there, and what PHP has compiled of it. Null
 * where no folder for that is named.
 */
export function takeSlot( env = process.env ): string | null {
	const folder = env[ SLOTS ];
	if ( ! folder ) {
		return null;
	}
	// Of the processes of vitest that run at the same time, each has a number of its own.
	const owner = env.VITEST_POOL_ID ?? 'only';
	for ( let number = 1; ; number++ ) {
		const slot = path.join( folder, `${ owner }-${ number }` );
		if ( ! taken.has( slot ) ) {
			taken.add( slot );
			return slot;
		}
	}
}

export function leaveSlot( slot: string | null ): void {
	if ( slot !== null ) {
		taken.delete( slot );
	}
}
