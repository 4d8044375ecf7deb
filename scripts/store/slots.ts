import { mkdir, mkdtemp } from 'node:fs/promises';
import path from 'node:path';
import { cacheFolder } from './cache.ts';
import { own } from './processes.ts';

/** Names a folder that is removed when the test run is over. */
export const SLOTS = 'IVOREY_STORE_SLOTS';

/** On the same file system as the components of stores, so that files can be linked instead of copied. */
export const temporaryStores = () => path.join( cacheFolder(), 'stores' );

const taken = new Set< string >();

/** Creates the folder for `SLOTS` among the temporary stores; if its owner is killed, the next store removes it. */
export async function makeSlots(): Promise< string > {
	await mkdir( temporaryStores(), { recursive: true } );
	const folder = await mkdtemp( path.join( temporaryStores(), 'slots-' ) );
	own( folder );
	return folder;
}

/**
 * A folder that stores use one after another: each finds WordPress there, and PHP's compiled scripts. null if the
 * environment names no folder for slots.
 */
export function takeSlot( env = process.env ): string | null {
	const folder = env[ SLOTS ];
	if ( ! folder ) {
		return null;
	}
	// Each of vitest's concurrent processes has its own number.
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
