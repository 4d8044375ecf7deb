import type { Browser, Page } from '@playwright/test';
import { addPerson } from '@ivorey/ingest-api/accounts/people.ts';
import {
	makeSignInLink,
	PRINTED_LINK_MS,
} from '@ivorey/ingest-api/accounts/sign-in.ts';
import { openDatabase } from '@ivorey/ingest-api/db/open.ts';
import { blockCheckout } from '../../scripts/store/shopper.ts';
import { newContext } from '../console/chromium.ts';
import { TestBed } from '../e2e/test-bed.ts';
import { startScratchPostgres } from '../postgres/scratch-postgres.ts';

/** Name of the account and of the store. */
export const NAME = 'Harbour Goods';
/** Buyers and their products, by SKU; the oldest orders are completed. */
const BUYERS = [
	[ 'Grace', 'Okafor', 'MUG', 2 ],
	[ 'Mateo', 'Rossi', 'CALENDAR', 1 ],
	[ 'Yuki', 'Tanaka', 'SHIRT-MEDIUM', 1 ],
	[ 'Ada', 'Novak', 'POSTER', 3 ],
	[ 'Liam', 'Byrne', 'CAP', 1 ],
	[ 'Sofia', 'Lindgren', 'EBOOK', 1 ],
] as const;
const COMPLETED = 3;

/** A shop with a few orders, and its Ivorey. */
export class PictureShop {
	readonly bed: TestBed;
	/** The newest order. */
	readonly order: number;

	private constructor( bed: TestBed, order: number ) {
		this.bed = bed;
		this.order = order;
	}

	static async open(): Promise< PictureShop > {
		const bed = await TestBed.start( await startScratchPostgres() );
		try {
			return new PictureShop( bed, await sell( bed ) );
		} catch ( error ) {
			await bed.stop();
			throw error;
		}
	}

	/** Opens the console, signed in. */
	async openConsole(
		browser: Browser,
		viewport: { width: number; height: number }
	): Promise< Page > {
		const { db, close } = openDatabase( {
			as: 'owner',
			url: this.bed.databaseUrl,
			poolSize: 1,
		} );
		const now = new Date();
		const person = await addPerson( db, {
			email: 'owner@example.com',
			accountName: NAME,
			now,
		} );
		const token = await makeSignInLink( db, person, {
			nextPath: '/orders',
			now,
			validMs: PRINTED_LINK_MS,
		} );
		await close();
		const page = await (
			await newContext( browser, { viewport } )
		).newPage();
		await page.goto( `${ this.bed.api.url }/sign-in/${ token }` );
		await page.getByRole( 'button', { name: 'Sign in' } ).click();
		await page.getByText( BUYERS[ 0 ][ 1 ] ).first().waitFor();
		await page.waitForLoadState( 'networkidle' );
		return page;
	}
}

/** Places all orders. @return The newest order. */
async function sell( bed: TestBed ): Promise< number > {
	await bed.pool.query( 'update accounts set name = $1', [ NAME ] );
	// The store asks Ivorey, so that it learns the account's name.
	await bed.store.php(
		`update_option( 'blogname', $args['name'] );
		\\Ivorey\\WooCommerce\\Plugin::instance()->connecting->connection->check();`,
		{ args: { name: NAME } }
	);
	await bed.store.wp( [ 'ivorey', 'import' ] );
	const orders: number[] = [];
	for ( const [ firstName, lastName, sku, quantity ] of BUYERS ) {
		const { orderId } = await blockCheckout( bed.store, {
			items: [ { id: bed.store.products[ sku ]!, quantity } ],
			billing: {
				first_name: firstName,
				last_name: lastName,
				email: `${ firstName.toLowerCase() }@example.com`,
			},
			report: false,
		} );
		await bed.order( orderId );
		orders.push( orderId );
	}
	for ( const id of orders.slice( 0, COMPLETED ) ) {
		await bed.store.php(
			"wc_get_order( $args['id'] )->update_status( 'completed' );",
			{ args: { id } }
		);
		await bed.order( id, ( order ) => order.record.status === 'completed' );
	}
	await bed.drained();
	await bed.store.wp( [ 'ivorey', 'verify' ] );
	return orders.at( -1 )!;
}
