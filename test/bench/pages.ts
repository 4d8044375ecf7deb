import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import pg from 'pg';
import { signIn, makeSignInLink } from '@ivorey/ingest-api/accounts/sign-in.ts';
import { addPerson } from '@ivorey/ingest-api/accounts/people.ts';
import { createConnection } from '@ivorey/ingest-api/connections/create.ts';
import { keyringOf } from '@ivorey/ingest-api/connections/keyring.ts';
import { openDatabase } from '@ivorey/ingest-api/db/open.ts';
import { ApiProcess } from '../../scripts/api-process.ts';
import { startScratchPostgres } from '../postgres/scratch-postgres.ts';
import { figures, type Figures } from './figures.ts';
import {
	FEW,
	seedShop,
	type SeededShop,
	type ShopStore,
} from './seeded-shop.ts';

const OTHERS = 99;
const STORES = 3;
const ASKED = 30;
const DEEP = 5;

export interface PageFigures {
	page: string;
	waits: Figures;
}

export interface ExportFigures {
	rows: number;
	perSecond: number;
	/** Growth of the program's memory in the meantime. */
	megabytes: number;
}

/** The console's pages of an account with this many orders beside 99 small accounts, requested as a browser does. */
export async function benchPages(
	orders: number
): Promise< { pages: PageFigures[]; csv: ExportFigures } > {
	const postgres = await startScratchPostgres();
	const key = randomBytes( 32 );
	const api = await ApiProcess.start( {
		DATABASE_URL: postgres.url,
		ENCRYPTION_KEY: key.toString( 'base64' ),
		RATE_LIMIT_ADDRESS_PER_MINUTE: '1000000',
		RATE_LIMIT_CONNECTION_PER_MINUTE: '1000000',
		LOG_LEVEL: 'warn',
	} );
	const pool = new pg.Pool( { connectionString: postgres.url, max: 2 } );
	const { db, close } = openDatabase( {
		as: 'owner',
		url: postgres.url,
		poolSize: 2,
	} );
	try {
		const stores = async ( accountName: string, number: number ) => {
			const made: ShopStore[] = [];
			for ( let store = 1; store <= number; store++ ) {
				const url = `https://store${ store }.example.com`;
				const credentials = await createConnection( db, {
					storeUrl: url,
					accountName,
					apiUrl: api.url,
					keys: keyringOf( key ),
				} );
				made.push( {
					url,
					credentials: { ...credentials, api_url: api.url },
				} );
			}
			return made;
		};
		for ( let other = 1; other <= OTHERS; other++ ) {
			await seedShop( pool, await stores( `Other ${ other }`, 1 ), {
				orders: Math.ceil( orders / 1_000 ),
			} );
		}
		const shop = await seedShop( pool, await stores( 'Bench', STORES ), {
			orders,
		} );
		await pool.query( 'vacuum analyze' );

		const now = new Date();
		const person = await addPerson( db, {
			email: 'owner@example.com',
			accountName: 'Bench',
			now,
		} );
		const link = await makeSignInLink( db, person, {
			nextPath: '/',
			now,
			validMs: 60_000,
		} );
		const { session } = ( await signIn( db, link, now ) )!;
		const visit = visitorOf( api.url, session );
		return {
			pages: await measurePages( visit, shop ),
			csv: await measureExport( visit, api.pid, orders ),
		};
	} finally {
		await close();
		await pool.end();
		await api.stop();
		await postgres.drop();
	}
}

type Visit = ( path: string ) => Promise< Response >;

function visitorOf( url: string, session: string ): Visit {
	return async ( path ) => {
		const answer = await fetch( url + path, {
			headers: { cookie: `ivorey_session=${ session }` },
			redirect: 'manual',
		} );
		if ( answer.status !== 200 ) {
			throw new Error( `${ path } answered ${ answer.status }.` );
		}
		return answer;
	};
}

async function measurePages(
	visit: Visit,
	shop: SeededShop
): Promise< PageFigures[] > {
	const measured: PageFigures[] = [];
	for ( const [ page, path ] of [
		...Object.entries( pagesOf( shop ) ),
		...( await deepPages( visit ) ),
	] ) {
		const waits: number[] = [];
		// The first turn is not counted: one-time loading and planning happens then.
		for ( let turn = -1; turn < ASKED; turn++ ) {
			const from = performance.now();
			await ( await visit( path ) ).text();
			if ( turn >= 0 ) {
				waits.push( performance.now() - from );
			}
		}
		measured.push( { page, waits: figures( waits ) } );
	}
	return measured;
}

function pagesOf( {
	connectionIds: [ first, , last ],
	orderId,
	contactId,
	productId,
	collectionId,
	transactionId,
}: SeededShop ): Record< string, string > {
	const thing = ( id: string ) =>
		`${ encodeURIComponent( first! ) }/${ encodeURIComponent( id ) }`;
	return {
		Overview: '/',
		'Orders: newest': '/orders',
		'Orders: oldest': '/orders?sort=date-asc',
		'Orders: by total': '/orders?sort=total-desc',
		'Orders: by number': '/orders?sort=number-asc',
		'Orders: by status': '/orders?sort=status-desc',
		'Orders: large store': `/orders?store=${ first! }`,
		'Orders: small store': `/orders?store=${ last! }`,
		'Orders: completed': '/orders?status=Completed',
		'Orders: cancelled': '/orders?status=Cancelled',
		'Orders: on hold': '/orders?woo=on-hold',
		[ `Orders: a status that ${ FEW } have` ]:
			'/orders?woo=awaiting-pickup',
		'Orders: not paid': '/orders?paid=no',
		[ `Orders: a currency that ${ FEW } have` ]: '/orders?currency=JPY',
		'Orders: a day': '/orders?date_from=2026-03-01&date_to=2026-03-01',
		'Orders: a rare status in a small store': `/orders?store=${ last! }&woo=awaiting-pickup`,
		'Orders: cancelled, not paid, by total':
			'/orders?status=Cancelled&paid=no&sort=total-desc',
		'Orders: of a product': `/orders?product=${ encodeURIComponent( `${ first! }~${ productId }` ) }`,
		'Orders: search, a number': '/orders?search=%231234',
		'Orders: search, a whole address': '/orders?search=buyer77@example.com',
		'Orders: search, what all addresses begin with': '/orders?search=buyer',
		'Orders: search, a name': '/orders?search=ada',
		'Orders: search, a last name': '/orders?search=name77',
		'Orders: search, two words': `/orders?search=${ encodeURIComponent( 'name77 zoe' ) }`,
		'Orders: search, two words that many have': `/orders?search=${ encodeURIComponent( 'name ada' ) }`,
		'Orders: search, a domain': '/orders?search=@example.com',
		'Orders: search, nothing': '/orders?search=xyzzy',
		'Orders: search, a name, in a small store, by total': `/orders?search=ada&store=${ last! }&sort=total-desc`,
		'An order': `/orders/${ thing( orderId ) }`,
		'Contacts: newest': '/contacts',
		'Contacts: by name': '/contacts?sort=name-asc',
		'Contacts: by orders': '/contacts?sort=orders-desc',
		'Contacts: customers': '/contacts?kind=customer',
		'Contacts: search, a first name': '/contacts?search=ada',
		'Contacts: search, a last name': '/contacts?search=name77',
		'Contacts: search, an address': '/contacts?search=buyer77@',
		'Contacts: search, two words': `/contacts?search=${ encodeURIComponent( 'name77 ada' ) }`,
		'Contacts: search, two words that many have': `/contacts?search=${ encodeURIComponent( 'name ada' ) }`,
		'Contacts: search, few of them': '/contacts?search=first',
		'Contacts: search, a name, by orders':
			'/contacts?search=ada&sort=orders-asc',
		'Contacts: search, nothing': '/contacts?search=xyzzy',
		'A contact': `/contacts/${ contactId }`,
		'Transactions: newest': '/transactions',
		'Transactions: refunds': '/transactions?type=refund',
		'Transactions: small store': `/transactions?store=${ last! }`,
		[ `Transactions: a currency that ${ FEW } have` ]:
			'/transactions?currency=JPY',
		'Transactions: a day':
			'/transactions?date_from=2026-03-01&date_to=2026-03-01',
		'Transactions: search, an order id': '/transactions?search=1234',
		'Transactions: search, nothing': '/transactions?search=xyzzy',
		'A transaction': `/transactions/${ thing( transactionId ) }`,
		'Products: by name': '/products',
		'Products: by price': '/products?sort=price-desc',
		'Products: by change': '/products?sort=changed-desc',
		'Products: variable': '/products?type=variable',
		'Products: out of stock': '/products?stock=outofstock',
		'Products: of a collection': `/products?collection=${ encodeURIComponent( `${ first! }~${ collectionId }` ) }`,
		'Products: search, a word': '/products?search=stone',
		'Products: search, a SKU': '/products?search=sku-77',
		'Products: search, two words': '/products?search=stone+mug',
		'Products: search, nothing': '/products?search=xyzzy',
		'A product': `/products/${ thing( productId ) }`,
		'Collections: by name': '/collections',
		'Collections: by products': '/collections?sort=products-desc',
		'Collections: search': '/collections?search=shelf+a',
		'A collection': `/collections/${ thing( collectionId ) }`,
		Stores: '/settings/integration/woocommerce',
		'A store': `/settings/integration/woocommerce/${ encodeURIComponent( first! ) }`,
	};
}

/** In each list, some pages forward and back again. */
async function deepPages( visit: Visit ): Promise< [ string, string ][] > {
	const pages: [ string, string ][] = [];
	for ( const list of [ 'orders', 'contacts', 'transactions' ] ) {
		let path = `/${ list }`;
		for ( let page = 0; page < DEEP; page++ ) {
			path = linkOf( await ( await visit( path ) ).text(), 'before' );
		}
		const back = linkOf( await ( await visit( path ) ).text(), 'after' );
		pages.push(
			[ `${ list }: page ${ DEEP + 1 }`, path ],
			[ `${ list }: back to page ${ DEEP }`, back ]
		);
	}
	return pages;
}

function linkOf( html: string, name: 'before' | 'after' ): string {
	const found = new RegExp( `href="(/[^"]*[?&](?:amp;)?${ name }=[^"]*)"` );
	const link = found.exec( html )?.[ 1 ];
	if ( link === undefined ) {
		throw new Error( `There is no link with ${ name }.` );
	}
	return link.replaceAll( '&amp;', '&' );
}

async function measureExport(
	visit: Visit,
	pid: number,
	orders: number
): Promise< ExportFigures > {
	const before = residentMegabytes( pid );
	let most = before;
	let rows = -1;
	const from = performance.now();
	const { body } = await visit( '/orders.csv' );
	for await ( const chunk of body! ) {
		for ( const byte of chunk as Uint8Array ) {
			rows += byte === 10 ? 1 : 0;
		}
		most = Math.max( most, residentMegabytes( pid ) );
	}
	const seconds = ( performance.now() - from ) / 1_000;
	if ( rows !== orders ) {
		throw new Error( `${ rows } of ${ orders } orders were exported.` );
	}
	return { rows, perSecond: rows / seconds, megabytes: most - before };
}

function residentMegabytes( pid: number ): number {
	const status = readFileSync( `/proc/${ pid }/status`, 'utf8' );
	return Number( /VmRSS:\s+(\d+)/.exec( status )![ 1 ] ) / 1_024;
}
