/**
 * `npm run bench [--
 * checkout|bulk-edit|latency|backlog|ingest|import|automations|webhooks|check|verify|growth|pages|upgrade …
 * [--scale=0.1]]`: measures every claim about speed, side by side in one run.
 */
import os from 'node:os';
import { TestBed } from '../e2e/test-bed.ts';
import { startScratchPostgres } from '../postgres/scratch-postgres.ts';
import { ensurePhpTools } from '../../scripts/composer.ts';
import { storeAvailability } from '../../scripts/store/store.ts';
import { missingHistory } from '../earlier/earlier-version.ts';
import { MoodyMailServer } from '../mail/moody-mail-server.ts';
import { SeededRandom } from '../random/seeded-random.ts';
import { benchAutomations } from './automations.ts';
import { benchBacklog } from './backlog.ts';
import { benchBulkEdit } from './bulk-edit.ts';
import { benchCheckout } from './checkout.ts';
import { benchGrowth } from './growth.ts';
import { benchImport } from './import.ts';
import { benchIngest } from './ingest.ts';
import { benchLatency } from './latency.ts';
import { benchPages } from './pages.ts';
import { benchUpgrade, UPGRADED_FROM } from './upgrade.ts';
import { benchDeep, benchQuick } from './verify.ts';
import { benchWebhooks } from './webhooks.ts';

const PARTS = {
	checkout,
	'bulk-edit': bulkEdit,
	latency,
	backlog,
	ingest,
	import: imports,
	automations,
	webhooks,
	check,
	verify,
};
/** These have their own Postgres, and no store. */
const ALONE = { growth, pages, upgrade };
/** Orders of the account that is upgraded. */
const UPGRADED = 200_000;
/** Orders of the account whose pages are measured. */
const PAGES_OF = [ 200_000, 1_000_000 ];
const named = process.argv
	.slice( 2 )
	.filter( ( argument ) => ! argument.startsWith( '--' ) );
const scale = Number(
	process.argv
		.find( ( argument ) => argument.startsWith( '--scale=' ) )
		?.slice( '--scale='.length ) ?? 1
);
const unknown = named.filter(
	( name ) => ! ( name in ALONE ) && ! ( name in PARTS )
);
if ( unknown.length > 0 ) {
	console.error(
		`There is no benchmark named ${ unknown.join( ', ' ) }. There are: ${ [ ...Object.keys( PARTS ), ...Object.keys( ALONE ) ].join( ', ' ) }.`
	);
	process.exit( 2 );
}

const ms = ( value: number ) => `${ value.toFixed( 1 ) } ms`;
const wanted = Object.entries( PARTS ).filter(
	( [ name ] ) => named.length === 0 || named.includes( name )
);
console.log( `${ os.cpus().length } × ${ os.cpus()[ 0 ]?.model }` );
// These need no store, and share their machine with none.
for ( const [ name, measure ] of Object.entries( ALONE ) ) {
	if ( named.length === 0 || named.includes( name ) ) {
		await measure();
	}
}
if ( wanted.some( ( [ name ] ) => name === 'ingest' ) ) {
	await ingest();
}
const ofStore = wanted.filter( ( [ name ] ) => name !== 'ingest' );
if ( ofStore.length === 0 ) {
	process.exit();
}
const tools = await ensurePhpTools();
if ( ! tools.available ) {
	console.error( `A store is needed: ${ tools.reason }.` );
	process.exit( 1 );
}
const availability = storeAvailability();
if ( ! availability.available ) {
	console.error(
		`A store is needed: ${ availability.reason }. ${ availability.remedy }`
	);
	process.exit( 1 );
}
console.log(
	`WordPress ${ availability.wordpress }, WooCommerce ${ availability.woocommerce }`
);
const mail = await MoodyMailServer.start( new SeededRandom( 'bench' ) );
mail.isCalm = true;
const postgres = await startScratchPostgres();
// Rate limits must not distort the measurement.
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
	for ( const [ , measure ] of ofStore ) {
		await bed.store.reset();
		await measure();
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

async function bulkEdit(): Promise< void > {
	console.log( '\nA bulk edit of 150 products, as the owner waits for it' );
	const [ without, withPlugin ] = await benchBulkEdit( {
		store: bed.store,
		connect: async () => void ( await bed.connect() ),
	} );
	console.table(
		[ without!, withPlugin! ].map(
			( { variant, n, p50, min, queries } ) => ( {
				store: variant,
				n,
				p50: ms( p50 ),
				fastest: ms( min ),
				queries,
				'more time': `${ ( 100 * ( p50 / without!.p50 - 1 ) ).toFixed( 1 ) } %`,
			} )
		)
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
	const { bulk, atHalfLoad, live, single } = await benchIngest();
	const cpu = ( seconds: number ) => `${ seconds.toFixed( 2 ) } s`;
	for ( const { shape, bare, ivorey, waits } of [ bulk, live ] ) {
		console.log(
			`\nIngest: ${ shape.stores } stores at once, batches of ${ shape.ordersABatch } order(s) of ${ shape.lines } lines; the processor time is of 1,000 orders`
		);
		console.table( [
			{
				what: 'json_to_recordset, on as many connections',
				'orders/s': Math.round( bare.perSecond ),
				Postgres: cpu( bare.postgres ),
			},
			{
				what: 'Ivorey',
				'orders/s': Math.round( ivorey.perSecond ),
				'of the insert': `${ ( ivorey.perSecond / bare.perSecond ).toFixed( 2 ) }×`,
				Postgres: cpu( ivorey.postgres ),
				API: cpu( ivorey.api ),
				p50: ms( waits.p50 ),
				p99: ms( waits.p99 ),
			},
		] );
	}
	console.table( [
		{
			what: 'a batch of 100 orders, at half of that load',
			n: atHalfLoad.n,
			p50: ms( atHalfLoad.p50 ),
			p99: ms( atHalfLoad.p99 ),
		},
		...(
			[
				[
					'one order of a new buyer, from a single store',
					single.order,
				],
				[ 'one order of a known buyer', single.orderOfKnownBuyer ],
				[ 'one product whose stock changed', single.product ],
			] as const
		 ).map( ( [ what, { n, p50, p99 } ] ) => ( {
			what,
			n,
			p50: ms( p50 ),
			p99: ms( p99 ),
		} ) ),
	] );
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
		( await benchWebhooks() ).map( ( row ) => ( {
			endpoints: row.endpoints,
			'that never answer, beside them': row.silent,
			deliveries: row.deliveries,
			'deliveries/s': Math.round( row.perSecond ),
		} ) )
	);
}

async function check(): Promise< void > {
	await bed.connect();
	console.log( '\nA quick comparison of what was delivered' );
	console.table(
		( await benchQuick( bed, scale ) ).map( ( row ) => ( {
			what: row.what,
			records: row.records,
			differing: row.differing,
			seconds: row.seconds.toFixed( 1 ),
			requests: row.requests,
			kB: Math.round( row.kilobytes ),
		} ) )
	);
}

async function verify(): Promise< void > {
	await bed.connect();
	console.log( '\nA full comparison of orders' );
	const { deep, differences } = await benchDeep( bed, scale );
	console.table( [
		{
			orders: deep.orders,
			'read for an import': `${ deep.readSeconds.toFixed( 1 ) } s`,
			compared: `${ deep.verifySeconds.toFixed( 1 ) } s`,
			longer: `${ ( deep.verifySeconds / deep.readSeconds ).toFixed( 2 ) }×`,
		},
	] );
	console.table(
		differences.map( ( row ) => ( {
			difference: row.kind,
			seeded: row.seeded,
			'found by': row.depth,
			named: row.named,
			repaired: row.repaired,
			'of all data sent': `${ ( 100 * row.sent ).toFixed( 2 ) } %`,
		} ) )
	);
}

async function growth(): Promise< void > {
	console.log(
		'\nThe largest of 100 accounts, beside an empty database: p50'
	);
	const grown = await benchGrowth( scale );
	console.table(
		grown.figures.map( ( row ) => ( {
			what: row.what,
			n: row.n,
			empty: ms( row.empty ),
			grown: ms( row.grown ),
			ratio: ( row.grown / row.empty ).toFixed( 2 ),
		} ) )
	);
	console.table(
		grown.sizes.map( ( row ) => ( {
			table: row.table,
			rows: Math.round( row.rows ),
			MB: Math.round( row.megabytes ),
			'of that indexes': Math.round( row.indexMegabytes ),
		} ) )
	);
}

async function pages(): Promise< void > {
	for ( const number of PAGES_OF ) {
		const orders = Math.ceil( number * scale );
		console.log(
			`\nPages of an account of ${ orders.toLocaleString( 'en' ) } orders, beside 99 others`
		);
		const { pages: measured, csv } = await benchPages( orders );
		console.table(
			measured.map( ( { page, waits } ) => ( {
				page,
				n: waits.n,
				p50: ms( waits.p50 ),
				p95: ms( waits.p95 ),
			} ) )
		);
		console.table( [
			{
				'orders as CSV': csv.rows,
				'rows/s': Math.round( csv.perSecond ),
				'more memory': `${ csv.megabytes.toFixed( 0 ) } MB`,
			},
		] );
	}
}

async function upgrade(): Promise< void > {
	const missing = missingHistory( UPGRADED_FROM );
	if ( missing !== null ) {
		console.log( `\nNo upgrade: ${ missing }.` );
		return;
	}
	const orders = Math.ceil( UPGRADED * scale );
	console.log(
		`\nAn upgrade with ${ orders.toLocaleString( 'en' ) } orders, while two stores sell`
	);
	console.table(
		( await benchUpgrade( orders ) ).map( ( row ) => ( {
			step: row.step,
			took: `${ row.seconds.toFixed( 1 ) } s`,
			batches: row.batches,
			'the slowest': ms( row.slowestBatch ),
		} ) )
	);
}
