import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { scratchFolder } from '../scratch-folder.ts';
import { endLeftovers, hasLeftovers, ownerOf } from './processes.ts';
import { takeSlot, temporaryStores } from './slots.ts';

/** The folders and files of one store. */
export interface Places {
	folder: string;
	/** In another folder, because the paths of sockets must be short. */
	sockets: string;
	/** The WordPress folder. */
	root: string;
	uploads: string;
	/** The data of MariaDB or SQLite. */
	data: string;
	snapshot: { data: string; uploads: string };
	logs: string;
	/** PHP's compiled scripts. */
	opcache: string;
	/** The store's reports: mails, requests, debug.log. */
	files: string;
	reports: string;
	mails: string;
	debugLog: string;
	/** The data that a kept store remembers, beside its database. */
	memory: string;
	/** Removed together with the store. */
	disposable: string[];
	/** The folder of `root` and `opcache` that several stores use in turn. */
	slot: string | null;
}

/** A new store's folder, or that of a kept one. Throws if the kept store is in use. */
export async function findPlaces(
	dataDir: string | undefined
): Promise< Places > {
	await removeLeftovers();
	const folder =
		dataDir === undefined
			? await temporaryFolder()
			: await keptFolder( path.resolve( dataDir ) );
	const sockets = await mkdtemp( path.join( tmpdir(), 'ivorey-' ) );
	const slot = dataDir === undefined ? takeSlot() : null;
	const root = path.join( slot ?? folder, 'wordpress' );
	const databases =
		dataDir === undefined
			? await mkdtemp( path.join( scratchFolder(), 'ivorey-store-' ) )
			: folder;
	const files = path.join( folder, 'files' );
	return {
		folder,
		sockets,
		root,
		uploads: path.join( root, 'wp-content', 'uploads' ),
		data: path.join( databases, 'data' ),
		snapshot: {
			data: path.join( databases, 'snapshot', 'data' ),
			uploads: path.join( folder, 'snapshot', 'uploads' ),
		},
		logs: path.join( folder, 'logs' ),
		opcache: path.join( slot ?? folder, 'opcache' ),
		files,
		reports: path.join( files, 'requests' ),
		mails: path.join( files, 'mails.jsonl' ),
		debugLog: path.join( files, 'debug.log' ),
		memory: path.join( folder, 'store.json' ),
		disposable:
			dataDir === undefined
				? [ sockets, databases, folder ]
				: [ sockets ],
		slot,
	};
}

async function keptFolder( folder: string ): Promise< string > {
	await mkdir( folder, { recursive: true } );
	const owner = ownerOf( folder );
	if ( owner !== null ) {
		throw new Error(
			`The store in ${ folder } is in use by process ${ owner }.`
		);
	}
	await endLeftovers( folder );
	return folder;
}

async function temporaryFolder(): Promise< string > {
	await mkdir( temporaryStores(), { recursive: true } );
	return mkdtemp( temporaryStores() + path.sep );
}

/** Removes stores whose owner was killed together with its watchdog. */
async function removeLeftovers(): Promise< void > {
	const stores = temporaryStores();
	for ( const name of await readdir( stores ).catch( () => [] ) ) {
		const folder = path.join( stores, name );
		if ( hasLeftovers( folder ) ) {
			await endLeftovers( folder );
			await rm( folder, { recursive: true, force: true } );
		}
	}
}
