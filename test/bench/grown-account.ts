import type pg from 'pg';
import { PRODUCTS } from './bench-orders.ts';
import { copyRows } from './copy-rows.ts';

/** The first ID of the copies; the record that was sent has 1. */
const FIRST = 1_000_001;

/**
 * Grows an account to the size it may have after years, from its single order, payment, contact and trigger:
 * in SQL, with one statement per table.
 */
export async function seedAccount(
	pool: pg.Pool,
	accountId: string,
	{ orders, contacts }: { orders: number; contacts: number }
): Promise< void > {
	const mine = `account_id = '${ accountId }'`;
	const upTo = ( number: number ) => ( {
		from: FIRST,
		to: FIRST + number - 1,
	} );
	const contactId = ( number: string ) =>
		`md5( '${ accountId }' || ( ${ number } ) )::uuid`;
	const address = ( number: string ) =>
		`'old-buyer' || ( ${ number } ) || '@example.com'`;
	// Orders of one buyer are adjacent, because IDs rise with time.
	const buyer = `${ FIRST } + ( n - ${ FIRST } ) * ${ contacts } / ${ orders }`;
	const hash = ( number: string ) =>
		`encode( sha256( convert_to( ${ address( number ) }, 'UTF8' ) ), 'hex' )`;

	const hasWords = await isThere( pool, 'contact_words' );
	await copyRows(
		pool,
		'contacts',
		mine,
		upTo( contacts ),
		{ contact_id: contactId( 'n' ), email: address( 'n' ) },
		{
			email_key: address( 'n' ),
			email_hash: hash( 'n' ),
			created_at: `m.created_at - n * interval '1 second'`,
			...( hasWords
				? {
						words: `array[ 'oldbuyer' || n || '@examplecom', 'buyer' || n || '@examplecom', 'examplecom' ]`,
						order_count: String( Math.round( orders / contacts ) ),
					}
				: {} ),
		}
	);
	if ( hasWords ) {
		await pool.query(
			`insert into contact_words ( account_id, word, contact_id )
			select account_id, unnest( words ), contact_id from contacts where ${ mine }
			on conflict do nothing`
		);
	}
	await copyRows(
		pool,
		'orders',
		mine,
		upTo( orders ),
		{
			order_id: 'n::text',
			version: 'n',
			contact_id: contactId( buyer ),
			date_created: `m.date_created - ( ${ FIRST + orders } - n ) * interval '1 minute'`,
		},
		{
			number: 'n::text',
			billing_email: address( buyer ),
			email_hash: hash( buyer ),
			// Like productOf(), so that each product has its share of all orders.
			product_ids: `array( select ( ( n * 7 + ( line - 1 ) * 31 ) % ${ PRODUCTS } + 1 )::text
				from generate_series( 1, cardinality( m.product_ids ) ) as line )`,
		}
	);
	if ( await isThere( pool, 'order_products' ) ) {
		await pool.query(
			`insert into order_products ( account_id, connection_id, product_id, date_created, order_id )
			select account_id, connection_id, unnest( product_ids ), date_created, order_id from orders where ${ mine }
			on conflict do nothing`
		);
	}
	const lines = await linesOf( pool, mine );
	for ( const [ place, line ] of lines.entries() ) {
		await copyRows(
			pool,
			'order_lines',
			`${ mine } and line_id = '${ line }'`,
			upTo( orders ),
			{
				order_id: 'n::text',
				line_id: `( n * ${ lines.length } + ${ place } )::text`,
			}
		);
	}
	await copyRows( pool, 'transactions', mine, upTo( orders ), {
		transaction_id: `'payment:' || n`,
		order_id: 'n::text',
		version: 'n',
	} );
	await copyRows( pool, 'trigger_events', mine, upTo( orders ), {
		trigger_id: `'order_submitted:' || n`,
		order_id: 'n::text',
		cursor: `n - ${ FIRST } + 2`,
	} );
	await pool.query(
		`update trigger_cursors set last_cursor = ${ orders + 1 } where ${ mine }`
	);
}

/** An earlier version may be measured too. */
async function isThere( pool: pg.Pool, table: string ): Promise< boolean > {
	const { rows } = await pool.query< { there: boolean } >(
		`select to_regclass( '${ table }' ) is not null as there`
	);
	return rows[ 0 ]!.there;
}

/** Empty if the lines are only in the orders' records. */
async function linesOf( pool: pg.Pool, mine: string ): Promise< string[] > {
	if ( ! ( await isThere( pool, 'order_lines' ) ) ) {
		return [];
	}
	const { rows } = await pool.query< { line_id: string } >(
		`select line_id from order_lines where ${ mine }`
	);
	return rows.map( ( row ) => row.line_id );
}
