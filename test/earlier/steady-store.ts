import { setTimeout as sleep } from 'node:timers/promises';
import type { Credentials, Order } from '@ivorey/shared';
import {
	contactRecord,
	orderRecord,
	productRecord,
	triggerRecord,
} from '@ivorey/ingest-api/testing/records.ts';
import { batchBody, TestStore } from '@ivorey/ingest-api/testing/store.ts';
import { SeededRandom } from '../random/seeded-random.ts';
import { waitFor } from '../wait.ts';

const PAUSE_MS = 20;

/**
 * A store that sells without a pause: each order is placed, then paid, and both batches are sent a second
 * time. Each attempt goes to any instance of the program that listens, as behind a load balancer.
 */
export class SteadyStore {
	/** Orders with the receipts of both batches. */
	sold = 0;
	/** The order data that must be in Ivorey, by ID. */
	readonly orders = new Map< string, Order >();
	/** The longest time from a batch's first attempt to its receipt. */
	slowestMs = 0;
	/** Answers that a store must not get during an upgrade. */
	readonly wrong: string[] = [];
	/** Fields that only a new plugin sends. */
	extra: Partial< Order > = {};
	readonly credentials: Credentials;

	readonly #storeUrl: string;
	readonly #installId: string;
	readonly #copies: () => readonly string[];
	readonly #random: SeededRandom;
	#isOpen = true;
	#running: Promise< void > = Promise.resolve();

	constructor(
		credentials: Credentials,
		storeUrl: string,
		copies: () => readonly string[]
	) {
		this.credentials = credentials;
		this.#storeUrl = storeUrl;
		this.#copies = copies;
		this.#random = new SeededRandom( storeUrl );
		this.#installId = new TestStore( credentials, storeUrl ).installId;
	}

	get connectionId(): string {
		return this.credentials.connection.split( '.' )[ 1 ]!;
	}

	/** Sends the records that exist before anything is sold. */
	async open(): Promise< void > {
		await this.#deliver(
			batchBody( [ productRecord( '501', 1 ), contactRecord( '7', 1 ) ] )
		);
		this.#running = this.#sell();
	}

	async close(): Promise< void > {
		this.#isOpen = false;
		await this.#running;
	}

	async goesOn( orders = 3 ): Promise< void > {
		const before = this.sold;
		await waitFor(
			() => this.sold >= before + orders,
			() =>
				`An order of ${ this.#storeUrl } (${ this.wrong.at( -1 ) ?? 'nothing was refused' })`
		);
	}

	async #sell(): Promise< void > {
		for ( let n = 1; this.#isOpen; n++ ) {
			const id = String( n );
			const placed = orderRecord( id, 1, {
				...this.extra,
				status: 'pending',
				date_paid: null,
				billing_email: `buyer-${ n }@example.com`,
			} );
			const paid = {
				...placed,
				version: 2,
				data: {
					...placed.data,
					status: 'processing' as const,
					date_paid: placed.data.date_created,
				},
			};
			const batches = [
				[ placed, triggerRecord( 'order_submitted', id, 1 ) ],
				[ paid, triggerRecord( 'payment_received', id, 2 ) ],
			].map( batchBody );
			for ( const body of [ ...batches, batches[ 0 ]! ] ) {
				await this.#deliver( body );
			}
			this.orders.set( id, paid.data );
			this.sold++;
		}
	}

	/** Retries until there is a receipt. */
	async #deliver( body: string ): Promise< void > {
		const since = performance.now();
		while ( ! ( await this.#isTaken( body ) ) ) {
			await sleep( PAUSE_MS );
		}
		this.slowestMs = Math.max( this.slowestMs, performance.now() - since );
	}

	async #isTaken( body: string ): Promise< boolean > {
		const store = new TestStore(
			{
				...this.credentials,
				api_url: this.#random.pick( this.#copies() ),
			},
			this.#storeUrl
		);
		store.installId = this.#installId;
		const answer = await store.request( { body } ).catch( () => null );
		// An instance that is shutting down no longer listens, or says so.
		if ( answer === null || answer.headers.has( 'retry-after' ) ) {
			return false;
		}
		const outcomes =
			answer.status === 200
				? (
						JSON.parse( answer.text ) as {
							outcomes: { outcome: string }[];
						}
					 ).outcomes
				: [];
		if (
			answer.status !== 200 ||
			outcomes.some( ( { outcome } ) => outcome !== 'applied' )
		) {
			this.wrong.push( `${ answer.status } ${ answer.text }` );
		}
		return answer.status === 200;
	}
}
