import { setTimeout as sleep } from 'node:timers/promises';
import type { TestBed } from '../e2e/test-bed.ts';
import { makeMany } from '../../scripts/store/bulk.ts';

const LARGE = { orders: 10_000, products: 2_000, customers: 3_000 };
const SMALL = { orders: 2_000, products: 400, customers: 600 };
/** Pages of the same orders read through REST. */
const PAGES = 10;
const PER_PAGE = 100;

export interface ElementFigures {
	element: string;
	objects: number;
	perSecond: number;
}

export interface ImportFigures {
	elements: ElementFigures[];
	/** Orders, with everything an import does, up to the row in Postgres. */
	ordersPerSecond: number;
	/** The same orders read through `GET /wc/v3/orders?per_page=100`, page by page. */
	restOrdersPerSecond: number;
	/** PHP's peak, in a process that imports everything. */
	peakMegabytes: { orders: number; megabytes: number }[];
}

/**
 * Imports a large store and compares that with reading its orders through WooCommerce's REST API; then
 * imports a smaller one.
 */
export async function benchImport( bed: TestBed ): Promise< ImportFigures > {
	const small = await peakOf( bed, SMALL );
	await bed.store.reset();
	await bed.store.wp( [ 'ivorey', 'disconnect' ] );
	await makeMany( bed.store, LARGE );
	const restBefore = await readThroughRest( bed );
	const elements = await inBackground( bed );
	const restAfter = await readThroughRest( bed );
	const large = await peakOf( bed, null );
	return {
		elements,
		ordersPerSecond: elements.find(
			( { element } ) => element === 'orders'
		)!.perSecond,
		// Measured before and after the import, so that both meet the same noise.
		restOrdersPerSecond: 2 / ( 1 / restBefore + 1 / restAfter ),
		peakMegabytes: [
			{ orders: SMALL.orders, megabytes: small },
			{ orders: LARGE.orders, megabytes: large },
		],
	};
}

async function readThroughRest( { store }: TestBed ): Promise< number > {
	const started = performance.now();
	for ( let page = 1; page <= PAGES; page++ ) {
		const response = await store.fetch(
			`/wp-json/wc/v3/orders?per_page=${ PER_PAGE }&page=${ page }`,
			{ headers: store.restHeaders() }
		);
		const orders = ( await response.json() ) as unknown[];
		if ( orders.length !== PER_PAGE ) {
			throw new Error( `REST gave ${ orders.length } orders.` );
		}
	}
	return ( PAGES * PER_PAGE * 1000 ) / ( performance.now() - started );
}

/** Through the web server, like REST, element by element; the runs are chained as in a real shop. */
async function inBackground( bed: TestBed ): Promise< ElementFigures[] > {
	const { store } = bed;
	bed.credentials = await bed.createCredentials();
	const call = ( method: string, route: string, body?: unknown ) =>
		store.fetch( `/wp-json/ivorey/v1${ route }`, {
			method,
			headers: {
				...store.restHeaders(),
				'content-type': 'application/json',
			},
			...( body === undefined ? {} : { body: JSON.stringify( body ) } ),
		} );
	const connected = await call( 'POST', '/connection', bed.credentials );
	if ( connected.status !== 201 ) {
		throw new Error( await connected.text() );
	}
	await call( 'DELETE', '/import' );
	const figures: ElementFigures[] = [];
	for ( const elements of [
		[ 'collections' ],
		[ 'products' ],
		[ 'contacts' ],
		[ 'orders' ],
		[ 'transactions' ],
	] ) {
		const started = await call( 'POST', '/import', { elements } );
		if ( started.status === 409 ) {
			continue;
		}
		const job = await ended( bed );
		const seconds = ( job.finished_at! - job.started_at ) / 1_000_000;
		for ( const [ element, { done } ] of Object.entries( job.progress ) ) {
			figures.push( {
				element,
				objects: done,
				perSecond: done / seconds,
			} );
		}
	}
	return figures;
}

interface StoredJob {
	/** Microseconds since 1970. */
	started_at: number;
	finished_at: number | null;
	progress: Record< string, { done: number } >;
}

/** Reads the database: a request to the site would distort the measurement. */
async function ended( { store }: TestBed ): Promise< StoredJob > {
	for (;;) {
		const [ row ] = await store.sql< { value: string } >(
			`select option_value as value from ${ store.tablePrefix }options where option_name = 'ivorey_import'`
		);
		const { job } = JSON.parse( row!.value ) as { job: StoredJob };
		if ( job.finished_at !== null ) {
			return job;
		}
		await sleep( 200 );
	}
}

/** Imports everything in one process, and reads PHP's peak memory. */
async function peakOf(
	bed: TestBed,
	many: typeof SMALL | null
): Promise< number > {
	await bed.store.wp( [ 'ivorey', 'disconnect' ] );
	if ( many !== null ) {
		await makeMany( bed.store, many );
	}
	const credentials = await bed.createCredentials();
	const bytes = await bed.store.phpJson< number >(
		`$plugin = \\Ivorey\\WooCommerce\\Plugin::instance();
		$plugin->connecting->connection->connect( \\Ivorey\\WooCommerce\\Http\\Credentials::fromJson( wp_json_encode( $args['credentials'] ), true ) );
		do {
			$plugin->importing->run->run( \\Ivorey\\WooCommerce\\Import\\ImportOptions::byHand() );
		} while ( ! $plugin->importing->imports->current()->job->state->isOver() );
		return memory_get_peak_usage();`,
		{ args: { credentials } }
	);
	return bytes / 1024 / 1024;
}
