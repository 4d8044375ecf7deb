import { TestBed } from './test-bed.ts';

/** As after restoring a backup of Ivorey from before these orders. */
export async function loseOrders(
	bed: TestBed,
	ids: readonly ( string | number )[]
): Promise< void > {
	for ( const table of [ 'order_products', 'orders' ] ) {
		await bed.pool.query(
			`delete from ${ table } where account_id = $1 and connection_id = $2 and order_id = any( $3::text[] )`,
			[ ...TestBed.keyOf( bed.credentials ), ids.map( String ) ]
		);
	}
}
