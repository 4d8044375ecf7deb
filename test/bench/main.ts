/** `npm run bench`: what is claimed about speed, measured side by side in one run. */
import os from 'node:os';
import { Pipe } from '../e2e/pipe.ts';
import { startScratchPostgres } from '../run/scratch-postgres.ts';
import { storeAvailability } from '../store/store.ts';
import { benchCheckout } from './checkout.ts';
import { benchImport } from './import.ts';
import { benchIngest } from './ingest.ts';
import { benchLatency } from './latency.ts';

const availability = storeAvailability();
if ( ! availability.available ) {
	console.error(
		`A store is needed: ${ availability.reason }. ${ availability.remedy }`
	);
	process.exit( 1 );
}
console.log(
	`${ os.cpus().length } × ${ os.cpus()[ 0 ]?.model }, WordPress ${ availability.wordpress }, WooCommerce ${ availability.woocommerce }, ${ availability.runtime }`
);

const ms = ( value: number ) => `${ value.toFixed( 1 ) } ms`;
// No limit may stand in the way of what is measured.
const pipe = await Pipe.start(
	await startScratchPostgres(),
	{},
	{
		RATE_LIMIT_ADDRESS_PER_MINUTE: '1000000',
		RATE_LIMIT_CONNECTION_PER_MINUTE: '1000000',
		LOG_LEVEL: 'warn',
	}
);
try {
	console.log( '\nA block checkout, as the shopper waits for it' );
	console.table(
		(
			await benchCheckout( {
				store: pipe.store,
				connect: async () => void ( await pipe.connect() ),
			} )
		).map( ( { variant, n, p50, p95, min, queries, actions } ) => ( {
			store: variant,
			n,
			p50: ms( p50 ),
			p95: ms( p95 ),
			fastest: ms( min ),
			queries,
			'scheduled actions': actions.toFixed( 1 ),
		} ) )
	);

	await pipe.store.reset();
	await pipe.connect();
	console.log( "\nFrom the shopper's response to the row in Postgres" );
	const { n, p50, p95, min } = await benchLatency( pipe );
	console.table( [
		{ n, p50: ms( p50 ), p95: ms( p95 ), fastest: ms( min ) },
	] );

	console.log( '\nIngest: orders of five lines, one batch after the other' );
	const credentials = await pipe.createCredentials();
	console.table(
		(
			await benchIngest(
				{ ...credentials, api_url: pipe.api.url },
				pipe.store.url
			)
		).map( ( row ) => ( {
			'orders a batch': row.batch,
			'orders/s': Math.round( row.ordersPerSecond ),
			p50: ms( row.p50 ),
			p95: ms( row.p95 ),
		} ) )
	);

	console.log(
		'\nImport of a store, by the web server, to the rows in Postgres'
	);
	const imported = await benchImport( pipe );
	console.table(
		imported.elements.map( ( { element, objects, perSecond } ) => ( {
			element,
			objects,
			'objects/s': Math.round( perSecond ),
		} ) )
	);
	console.table( [
		{
			'orders/s, imported': Math.round( imported.ordersPerSecond ),
			'orders/s, GET /wc/v3/orders': Math.round(
				imported.restOrdersPerSecond
			),
			faster: `${ ( imported.ordersPerSecond / imported.restOrdersPerSecond ).toFixed( 1 ) }×`,
		},
	] );
	console.table(
		imported.peakMegabytes.map( ( { orders, megabytes } ) => ( {
			'orders in the store': orders,
			"PHP's peak memory": `${ megabytes.toFixed( 0 ) } MB`,
		} ) )
	);
} finally {
	await pipe.stop();
}
