import { setTimeout as sleep } from 'node:timers/promises';
import { createConnection } from '@ivorey/ingest-api/connections/create.ts';
import { keyringOf } from '@ivorey/ingest-api/connections/keyring.ts';
import { openDatabase } from '@ivorey/ingest-api/db/open.ts';
import {
	orderRecord,
	triggerRecord,
} from '@ivorey/ingest-api/testing/records.ts';
import {
	batchBody,
	problemOf,
	TestStore,
	type Answer,
} from '@ivorey/ingest-api/testing/store.ts';
import { waitFor } from '../wait.ts';

const PAUSE_MS = 20;

/** Stores in separate accounts, each of which begins to send at once. */
export async function startStreams(
	stores: number,
	{
		databaseUrl,
		encryptionKey,
		apiUrl,
	}: { databaseUrl: string; encryptionKey: Buffer; apiUrl: string }
): Promise< BatchStream[] > {
	const { db, close } = openDatabase( { as: 'owner', url: databaseUrl } );
	try {
		const streams: BatchStream[] = [];
		for ( let n = 1; n <= stores; n++ ) {
			const storeUrl = `https://shop-${ n }.example.com`;
			const credentials = await createConnection( db, {
				storeUrl,
				accountName: storeUrl,
				apiUrl,
				keys: keyringOf( encryptionKey ),
			} );
			streams.push(
				new BatchStream( new TestStore( credentials, storeUrl ) )
			);
		}
		return streams;
	} finally {
		await close();
	}
}

/**
 * A store that never stops: it sends batches with an order and its trigger, and retries each until there is a
 * receipt.
 */
export class BatchStream {
	/** Batches with a receipt. */
	received = 0;
	/** Number of answers by status; 0 for a broken connection. */
	readonly statuses = new Map< number, number >();
	/** Answers that a store must not get, whatever happens to the database. */
	readonly wrong: string[] = [];
	readonly store: TestStore;

	/** Offset by which the API's clock is ahead, as reported to the store. */
	#clockOffset = 0;
	#stopping = false;
	#running: Promise< void >;

	constructor( store: TestStore ) {
		this.store = store;
		this.#running = this.#run();
	}

	/** Stops after the receipt of the current batch. */
	async stop(): Promise< void > {
		this.#stopping = true;
		await this.#running;
	}

	/** Waits for the receipt of a new batch. */
	async goesOn( batches = 1 ): Promise< void > {
		const before = this.received;
		await waitFor(
			() => this.received >= before + batches,
			'The receipt of another batch'
		);
	}

	async #run(): Promise< void > {
		while ( ! this.#stopping ) {
			const id = String( this.received + 1 );
			await this.#deliver(
				batchBody( [
					orderRecord( id, 1 ),
					triggerRecord( 'order_submitted', id, 1 ),
				] )
			);
			this.received++;
		}
	}

	async #deliver( body: string ): Promise< void > {
		for (;;) {
			const answer = await this.#post( body );
			this.statuses.set(
				answer.status,
				( this.statuses.get( answer.status ) ?? 0 ) + 1
			);
			if ( answer.status === 200 ) {
				return;
			}
			this.#react( answer );
			await sleep( PAUSE_MS );
		}
	}

	async #post( body: string ): Promise< Answer > {
		const timestamp = Math.floor(
			( Date.now() + this.#clockOffset ) / 1_000
		);
		return this.store
			.request( { body, timestamp } )
			.catch( () => ( { status: 0, headers: new Headers(), text: '' } ) );
	}

	#react( answer: Answer ): void {
		const { status, headers, text } = answer;
		if ( status === 503 && headers.has( 'retry-after' ) ) {
			return;
		}
		if ( status === 400 && problemOf( answer ).name === 'clock-skew' ) {
			this.#clockOffset =
				Date.parse( problemOf( answer ).server_time! ) - Date.now();
			return;
		}
		this.wrong.push( `${ status } ${ text }` );
	}
}
