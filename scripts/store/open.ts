import { removeFolders } from './folders.ts';
import { recall, type MadeWith, type Memory } from './memory.ts';
import { findPlaces, type Places } from './places.ts';
import { takePort, type ReservedPort } from './ports.ts';
import type { Settings, Versions } from './settings.ts';
import type { Runtime } from './types.ts';
import { randomSalts } from './wp-config.ts';

interface Startable {
	/** @param remembered null if the store is new. */
	start: ( remembered: Memory | null, port: ReservedPort ) => Promise< void >;
	stop: () => Promise< void >;
}

/**
 * Starts the store that is kept in the folder, or makes a new one there. If the start fails, nothing is left running.
 *
 * @param runtime
 * @param versions
 * @param settings
 * @param dataDir  Undefined for a store that is removed afterwards.
 * @param create   Creates the runtime's store object, which is not started yet.
 */
export async function openStore< S extends Startable >(
	runtime: Runtime,
	versions: Versions,
	settings: Settings,
	dataDir: string | undefined,
	create: ( where: Places, memory: Memory ) => S
): Promise< S > {
	const { tablePrefix, multisite, catalogue, hpos } = settings;
	const made: MadeWith = { runtime, tablePrefix, multisite, catalogue, hpos };
	const where = await findPlaces( dataDir );
	let store: S | null = null;
	let port: ReservedPort | null = null;
	try {
		const remembered = await recall( where.memory, made );
		port = await takePort( settings.port, remembered?.port );
		store = create( where, {
			made,
			versions: {
				wordpress: versions.wordpress.version,
				woocommerce: versions.woocommerce.version,
			},
			port: port.port,
			salts: remembered?.salts ?? randomSalts(),
			sites: remembered?.sites ?? [],
		} );
		await store.start( remembered, port );
		return store;
	} catch ( error ) {
		await port?.release();
		await store?.stop();
		await removeFolders( where.disposable );
		throw error;
	}
}
