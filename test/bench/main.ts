/** `npm run bench [-- checkout|latency|backlog|ingest|import|automations|webhooks …]`: what is claimed about speed, measured side by side in one run. */
import os from 'node:os';
import { TestBed } from '../e2e/test-bed.ts';
import { startScratchPostgres } from '../postgres/scratch-postgres.ts';
import { storeAvailability } from '../../scripts/store/store.ts';
import { MoodyMailServer } from '../mail/moody-mail-server.ts';
import { SeededRandom } from '../random/seeded-random.ts';
import { benchAutomations } from './automations.ts';
import { benchBacklog } from './backlog.ts';
import { benchCheckout } from './checkout.ts';
import { benchImport } from './import.ts';
import { benchIngest } from './ingest.ts';
import { benchLatency } from './latency.ts';
import { benchWebhooks } from './webhooks.ts';

const availability = storeAvailability();
if ( ! availability.available ) {
	console.error(
		`A store is needed: ${ availability.reason }. ${ availability.remedy }`
	);
	process.exit( 1 );
}
console.log(
	`${ os.cpus().length } × ${ os.cpus()[ 0 ]?.model }, WordPress ${ availability.wordpress }, WooCommerce ${ availability.woocommerce }`
);

const PARTS = {
	checkout,
	latency,
	backlog,
	ingest,
	import: imports,
	automations,
	webhooks,
};
const named = process.argv.slice( 2 );
const unknown = named.filter( ( name ) => ! ( name in PARTS ) );
if ( unknown.length > 0 ) {
	console.error(
		`There is no benchmark named ${ unknown.join( ', ' ) }. There are: ${ Object.keys( PARTS ).join( ', ' ) }.`
	);
	process.exit( 2 );
}

const ms = ( value: number ) => `${ value.toFixed( 1 ) } ms`;
const mail = await MoodyMailServer.start( new SeededRandom( 'bench' ) );
mail.isCalm = true;
const postgres = await startScratchPostgres();
// No limit may stand in the way of what is measured.
const bed = await TestBed.start(
	postgres,
	{},
	{
		RATE_LIMIT_ADDRESS_PER_MINUTE: '1000000',
		RATE_LIMIT_CONNECTION_PER_MINUTE: '1000000',
		LOG_LEVEL: 'warn',
		SMTP_URL: mail.url,
	}
);
try {
	for ( const [ name, measure ] of Object.entries( PARTS ) ) {
		if ( named.length === 0 || named.includes( name ) ) {
			await bed.store.reset();
			await measure();
		}
	}
} finally {
	await bed.stop();
	mail.stop();
}

async function checkout(): Promise< void > {
	console.log( '\nA block checkout, as the shopper waits for it' );
	console.table(
		(
			await benchCheckout( {
				store: bed.store,
				connect: async () => void ( await bed.connect() ),
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
}

async function latency(): Promise< void > {
	await bed.connect();
	console.log( "\nFrom the shopper's response to the row in Postgres" );
	const { n, p50, p95, min } = await benchLatency( bed );
	console.table( [
		{ n, p50: ms( p50 ), p95: ms( p95 ), fastest: ms( min ) },
	] );
}

async function backlog(): Promise< void > {
	await bed.connect();
	console.log(
		"\nFrom the shopper's response to the order and its trigger in Postgres, while a backlog waits"
	);
	const { waiting, wait } = await benchBacklog( bed );
	console.table( [
		{
			'rows waiting': waiting.join( ' to ' ),
			n: wait.n,
			p50: ms( wait.p50 ),
			p95: ms( wait.p95 ),
			fastest: ms( wait.min ),
		},
	] );
}

async function ingest(): Promise< void > {
	console.log( '\nIngest: orders of five lines, one batch after the other' );
	const credentials = await bed.createCredentials();
	console.table(
		(
			await benchIngest(
				{ ...credentials, api_url: bed.api.url },
				bed.store.url
			)
		).map( ( row ) => ( {
			'orders a batch': row.batch,
			'orders/s': Math.round( row.ordersPerSecond ),
			p50: ms( row.p50 ),
			p95: ms( row.p95 ),
		} ) )
	);
}

async function imports(): Promise< void > {
	console.log(
		'\nImport of a store, by the web server, to the rows in Postgres'
	);
	const imported = await benchImport( bed );
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
}

async function automations(): Promise< void > {
	console.log( '\nAutomations: order confirmations over SMTP' );
	const {
		runsPerSecond,
		lateness,
		latenessBeside,
		ingest: batches,
	} = await benchAutomations( bed );
	console.table( [ { 'runs/s': Math.round( runsPerSecond ) } ] );
	const row = ( what: string, { n, p50, p95, min }: typeof lateness ) => ( {
		what,
		n,
		p50: ms( p50 ),
		p95: ms( p95 ),
		fastest: ms( min ),
	} );
	console.table( [
		row( 'due to sent, 100,000 others waiting', lateness ),
		row( 'due to sent, 100,000 due of another account', latenessBeside ),
		row( 'a batch of 100 orders, automations off', batches.off ),
		row(
			'a batch of 100 orders, three on, all of them waiting',
			batches.on
		),
	] );
}

async function webhooks(): Promise< void > {
	console.log( '\nWebhooks, signed, posted and written down by one worker' );
	console.table(
		( await benchWebhooks( postgres.url ) ).map( ( row ) => ( {
			endpoints: row.endpoints,
			'that never answer, beside them': row.silent,
			deliveries: row.deliveries,
			'deliveries/s': Math.round( row.perSecond ),
		} ) )
	);
}
