import { setTimeout as sleep } from 'node:timers/promises';
import { verifyAnswerSchema, type Credentials } from '@ivorey/shared';
import {
	orderRecord,
	paymentRecord,
	triggerRecord,
} from '@ivorey/ingest-api/testing/records.ts';
import { EarlierVersion } from '../earlier/earlier-version.ts';
import { UpgradedIvorey } from '../earlier/upgraded-ivorey.ts';
import { postSigned, sendBatch } from '../fixtures/send.ts';
import { startScratchPostgres } from '../postgres/scratch-postgres.ts';
import { seedAccount } from './grown-account.ts';

/** Before migration 0025: an order in 38 columns, a row for each of its lines, and no search words. */
export const UPGRADED_FROM = 'f72d732';

const STORE_URL = 'https://grown.example.com';
/** Stores that sell in the meantime. */
const STORES = 2;

export interface UpgradeStep {
	step: string;
	seconds: number;
	/** Milliseconds from a batch's first attempt to its receipt. */
	slowestBatch: number;
	batches: number;
}

/**
 * The runbook's upgrade with this many orders, while stores sell.
 *
 * @throws Error if a batch was refused, or the sums of the large store have changed.
 */
export async function benchUpgrade( orders: number ): Promise< UpgradeStep[] > {
	const postgres = await startScratchPostgres();
	const earlier = await EarlierVersion.checkOut( UPGRADED_FROM );
	const ivorey = await UpgradedIvorey.start( postgres.url, earlier );
	try {
		const grown = await ivorey.createConnection( earlier.root, STORE_URL );
		await grow( ivorey, grown, orders );
		for ( let store = 0; store < STORES; store++ ) {
			await ivorey.connect( earlier.root );
		}
		await ivorey.goesOn();
		const before = await sumsOf( ivorey, grown );
		const steps: UpgradeStep[] = [];
		const step = async ( name: string, work: () => Promise< unknown > ) => {
			const sold = soldBy( ivorey );
			for ( const store of ivorey.stores ) {
				store.slowestMs = 0;
			}
			const from = performance.now();
			await work();
			const seconds = ( performance.now() - from ) / 1_000;
			// The slowest batch may still be in progress.
			await ivorey.goesOn();
			steps.push( {
				step: name,
				seconds,
				slowestBatch: Math.max(
					...ivorey.stores.map( ( { slowestMs } ) => slowestMs )
				),
				batches: 3 * ( soldBy( ivorey ) - sold ),
			} );
		};
		await step( 'before', () => ivorey.goesOn( 20 ) );
		await step( 'npm run migrate', () => ivorey.run( 'migrate' ) );
		await step( 'new copies, old ones end', async () => {
			for ( let copy = 0; copy < 2; copy++ ) {
				await ivorey.startCopy();
				await ivorey.stopOldest();
			}
		} );
		await step( 'the worker fills what is new', async () => {
			// For as long as it takes.
			while (
				! ivorey.hasSaid( 'words filled' ) ||
				! ivorey.hasSaid( 'orders filled' )
			) {
				await sleep( 100 );
			}
		} );
		await step( 'drop-old-columns', () =>
			ivorey.run( 'connection', 'drop-old-columns' )
		);
		await step( 'afterwards', () => ivorey.goesOn( 20 ) );
		const wrong = ivorey.stores.flatMap( ( store ) => store.wrong );
		const after = await sumsOf( ivorey, grown );
		if ( wrong.length > 0 || after !== before ) {
			throw new Error(
				`${ before } became ${ after }; ${ wrong.join( ', ' ) }`
			);
		}
		return steps;
	} finally {
		await ivorey.stop();
		await earlier.remove();
		await postgres.drop();
	}
}

/** Grows an account, on the earlier version, to the size it may have after years. */
async function grow(
	ivorey: UpgradedIvorey,
	credentials: Credentials,
	orders: number
): Promise< void > {
	await sendBatch( { ...credentials, api_url: ivorey.newestUrl }, STORE_URL, {
		contract: 1,
		environment: {
			plugin: 'bench',
			wordpress: 'bench',
			woocommerce: 'bench',
			php: 'bench',
		},
		settings_version: 1,
		records: [
			orderRecord( '1', 1 ),
			paymentRecord( '1', 1 ),
			triggerRecord( 'order_submitted', '1', 1 ),
		],
	} );
	await seedAccount( ivorey.pool, credentials.connection.split( '.' )[ 0 ]!, {
		orders,
		contacts: Math.ceil( orders / 2 ),
	} );
	await ivorey.pool.query( 'vacuum analyze' );
}

/** The number and digest of all records of the large store in Ivorey, as JSON. */
async function sumsOf(
	ivorey: UpgradedIvorey,
	credentials: Credentials
): Promise< string > {
	const { ranges } = verifyAnswerSchema.parse(
		await postSigned(
			{ ...credentials, api_url: ivorey.newestUrl },
			STORE_URL,
			'/v1/verify',
			{
				ranges: [ 'orders', 'transactions' ].map( ( element ) => ( {
					element,
					from: '1',
					// Each question differs, because a repeated one would be a replay.
					to: String( 1e12 + Math.floor( Math.random() * 1e12 ) ),
					list: false,
				} ) ),
			}
		)
	);
	return JSON.stringify( ranges );
}

function soldBy( { stores }: UpgradedIvorey ): number {
	return stores.reduce( ( sum, { sold } ) => sum + sold, 0 );
}
