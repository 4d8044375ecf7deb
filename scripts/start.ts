/**
 * `npm start`: runs Postgres, the API and a connected store until Ctrl-C. `npm start -- api`: without a store.
 * Everything is kept under .data/, so that the next start finds the same orders.
 */
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readRecording } from '../test/fixtures/recording.ts';
import { sendBatch } from '../test/fixtures/send.ts';
import { ensureStoreComponents } from './store/ensure.ts';
import {
	servedAvailability,
	startServedStore,
	type ServedStore,
} from './store/store.ts';
import { ApiProcess } from './api-process.ts';
import { describeOrderLine } from './live-line.ts';
import {
	API_PORT,
	API_URL,
	DATA_DIR,
	createCredentials,
	portSchema,
	runConnection,
} from './local-api.ts';
import { ensurePanel } from './panel.ts';

const STORE_PORT = portSchema.parse( process.env.IVOREY_STORE_PORT ?? 8888 );
/** The address to sign in to Ivorey with; nothing is sent to it. */
const OWNER = 'owner@example.com';
const REPLAYED_STORE = 'http://localhost';

const stops: Array< () => Promise< void > > = [];
let stopping = false;
for ( const signal of [ 'SIGINT', 'SIGTERM', 'SIGHUP' ] as const ) {
	process.on( signal, () => void stop( 0 ) );
}

try {
	await main();
} catch ( error ) {
	console.error(
		`\n${ error instanceof Error ? error.message : String( error ) }`
	);
	await stop( 1 );
}

async function main(): Promise< void > {
	console.log( 'Starting Postgres and the API …' );
	const api = await ApiProcess.start(
		{ DATA_DIR, ALLOW_LOCAL_STORES: 'true', LOG_ORDERS: 'true' },
		API_PORT
	);
	stops.push( () => api.stop() );

	if ( process.argv[ 2 ] === 'api' ) {
		await announceApi( api );
		console.log(
			'\nFor a store, in another terminal: npx wp-env start --runtime=playground. Ctrl-C stops the API.'
		);
		watch( api );
		return;
	}

	const unobtainable = await ensureStoreComponents( { log: console.log } );
	const availability = servedAvailability();
	if ( ! availability.available ) {
		console.log(
			`No store: ${ unobtainable ?? `${ availability.reason }. ${ availability.remedy }.` } Until then, what was recorded from a real store is replayed.`
		);
		await announceApi( api );
		watch( api );
		await replay();
		console.log( '\nEverything was replayed. Ctrl-C stops the API.' );
		return;
	}

	console.log(
		`Starting WordPress ${ availability.wordpress } with WooCommerce ${ availability.woocommerce } (${ availability.runtime }) …`
	);
	if ( availability.missing !== null ) {
		console.log(
			`It would be faster natively, but: ${ availability.missing }. WordPress Playground serves meanwhile.`
		);
	}
	await ensurePanel();
	const store = await startServedStore( {
		dataDir: path.join( DATA_DIR, 'store' ),
		port: STORE_PORT,
		catalogue: 'sample',
		cron: true,
		constants: { IVOREY_API_URL: API_URL },
	} );
	stops.push( () => store.stop() );
	await connect( store );

	console.log( `
The store        ${ store.url }/shop/
  wp-admin       ${ store.url }/wp-admin/   sign in: ${ store.adminUser } / ${ store.adminPassword }` );
	await announceApi( api );
	console.log( `
Try it: put something in the cart at ${ store.url }/shop/, check out as a guest,
and watch the order arrive here. Switch on the order confirmation at ${ api.url }/automations,
check out once more, and read it seconds later at ${ api.url }/development/mail.
Ctrl-C stops everything; the data stays in .data/.
` );
	watch( api );
}

async function announceApi( api: ApiProcess ): Promise< void > {
	console.log( `Ivorey           ${ await signInLink() }   (signs in once; a new one: npm start, or ${ api.url }/sign-in with ${ OWNER })
  its e-mails    ${ api.url }/development/mail
The API          ${ api.url }
  its reference  ${ api.url }/docs
  its metrics    ${ api.url }/metrics
  its workers    ${ api.url }/workers` );
}

function watch( api: ApiProcess ): void {
	api.onLine = ( line ) => {
		const told = describeOrderLine( line );
		if ( told !== null ) {
			console.log( told );
		}
	};
}

/** Keeps a working connection, so that a second start continues with the orders of the first. */
async function connect( store: ServedStore ): Promise< void > {
	const isConnected = await store.phpJson< boolean >(
		'return \\Ivorey\\WooCommerce\\Connection\\Answered::Good === \\Ivorey\\WooCommerce\\Plugin::instance()->connecting->connection->check();'
	);
	if ( isConnected ) {
		return;
	}
	const credentials = await createCredentials( store.url );
	await store.php(
		`use Ivorey\\WooCommerce\\Http\\Credentials;
		\\Ivorey\\WooCommerce\\Plugin::instance()->connecting->connection->connect( Credentials::fromJson( $args['credentials'], true ) );`,
		{ args: { credentials: JSON.stringify( credentials ) } }
	);
}

/** A link to the console, for the owner of the account that the store is connected to. */
async function signInLink(): Promise< string > {
	const made = await runConnection( 'create-account', '--email', OWNER );
	return made.trim();
}

async function replay(): Promise< void > {
	const { batches } = await readRecording();
	const credentials = await createCredentials( REPLAYED_STORE );
	for ( const batch of batches ) {
		if ( stopping ) {
			return;
		}
		await sendBatch( credentials, REPLAYED_STORE, batch );
		await sleep( 200 );
	}
}

async function stop( code: number ): Promise< void > {
	if ( stopping ) {
		return;
	}
	stopping = true;
	console.log( '\nStopping …' );
	// The store stops first, because it may still be sending.
	for ( const end of stops.reverse() ) {
		await end().catch( ( error: unknown ) => console.error( error ) );
	}
	process.exit( code );
}
