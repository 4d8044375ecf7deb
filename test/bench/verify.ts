import { makeMany } from '../../scripts/store/bulk.ts';
import { loseOrders } from '../e2e/lose-orders.ts';
import { TestBed } from '../e2e/test-bed.ts';
import { copyRows } from './copy-rows.ts';

/** At a scale of 1. */
const RECORDS = 1_000_000;
const ORDERS = 100_000;
/** Share of the orders that differ, for each kind of difference. */
const DIFFERING = 0.01;
/** The first ID of the records that only the ledger and Ivorey have. */
const FIRST_ID = 100_000_001;

export interface QuickFigures {
	what: string;
	records: number;
	differing: number;
	seconds: number;
	requests: number;
	kilobytes: number;
}

export interface DeepFigures {
	orders: number;
	/** Everything an import does before it sends. */
	readSeconds: number;
	verifySeconds: number;
}

export interface DifferenceFigures {
	kind: string;
	seeded: number;
	depth: 'quick' | 'full';
	named: number;
	repaired: number;
	/** Bytes sent, as a share of all the store's records on the wire. */
	sent: number;
}

interface Measured {
	seconds: number;
	requests: number;
	bytes: number;
	compared: number;
	differing: number;
	repaired: number;
	ids: string[];
}

/** PHP code: compares, and reports the bytes sent and received, as they were on the wire. */
const MEASURE = `
	$plugin   = \\Ivorey\\WooCommerce\\Plugin::instance();
	$requests = 0;
	$bytes    = 0;
	add_action( 'http_api_debug', function ( $response, $context, $class, $request ) use ( &$requests, &$bytes ) {
		++$requests;
		$bytes += strlen( $request['body'] ?? '' ) + ( is_wp_error( $response ) ? 0 : strlen( $response['body'] ) );
	}, 10, 4 );
	$began    = microtime( true );
	$orders   = array( \\Ivorey\\WooCommerce\\Model\\Element::Orders );
	$progress = $args['quick'] ? $plugin->reconciling->quick->run( $args['repair'] ) : $plugin->reconciling->full->run( $orders, $args['repair'] );
	$seconds  = microtime( true ) - $began;
	$found    = $progress->agreement( 0 );
	return array(
		'seconds'   => $seconds,
		'requests'  => $requests,
		'bytes'     => $bytes,
		'compared'  => $found->compared,
		'differing' => $found->differing,
		'repaired'  => $progress->repaired,
		'ids'       => array_map( fn ( $one ) => $one->wireId, $progress->differences ),
	);`;

export function measure(
	bed: TestBed,
	args: { quick: boolean; repair?: boolean }
): Promise< Measured > {
	return bed.store.phpJson< Measured >( MEASURE, {
		args: { repair: false, ...args },
	} );
}

/** A million records in the ledger and in Ivorey; the store itself is not read. */
export async function benchQuick(
	bed: TestBed,
	scale: number
): Promise< QuickFigures[] > {
	const records = Math.round( RECORDS * scale );
	await seedDelivered( bed, records );
	const row = ( what: string, measured: Measured ): QuickFigures => ( {
		what,
		records: measured.compared,
		differing: measured.differing,
		seconds: measured.seconds,
		requests: measured.requests,
		kilobytes: measured.bytes / 1024,
	} );
	return [
		row( 'all alike', await measure( bed, { quick: true } ) ),
		row( 'again', await measure( bed, { quick: true } ) ),
	];
}

/** Half of them are orders, half payments. */
async function seedDelivered( bed: TestBed, records: number ): Promise< void > {
	const [ account, connection ] = TestBed.keyOf( bed.credentials );
	const model = await makeMany( bed.store, { orders: 1 } );
	const imported = await bed.store.wp( [ 'ivorey', 'import' ] );
	if ( imported.exitCode !== 0 ) {
		throw new Error( imported.stderr );
	}
	await bed.drained();
	const mine = `account_id = '${ account }' and connection_id = '${ connection }' and order_id = '${ model.orders[ 0 ] }'`;
	const half = records / 2;
	const numbers = { from: FIRST_ID, to: FIRST_ID + half - 1 };
	await copyRows( bed.pool, 'orders', mine, numbers, {
		order_id: 'n::text',
		version: 'n',
	} );
	await copyRows( bed.pool, 'transactions', mine, numbers, {
		transaction_id: "'payment:' || n",
		order_id: 'n::text',
		version: 'n',
	} );
	await bed.pool.query( 'vacuum analyze orders, transactions' );
	for ( const [ element, id ] of [
		[ 'orders', 'seq' ],
		[ 'transactions', "concat( 'payment:', seq )" ],
	] ) {
		await bed.store.sql(
			`insert into ${ bed.store.tablePrefix }ivorey_ledger (element, wire_id, version, hash, outcome, reason, settled_at)
			select '${ element }', ${ id }, seq, '', 'excluded', 'deleted', 1
			from seq_${ numbers.from }_to_${ numbers.to }`
		);
	}
}

/** Reads a store's orders for a full reconcile, and for an import. */
export async function benchDeep(
	bed: TestBed,
	scale: number
): Promise< { deep: DeepFigures; differences: DifferenceFigures[] } > {
	const orders = Math.round( ORDERS * scale );
	await makeMany( bed.store, { orders } );
	const imported = await bed.store.wp( [ 'ivorey', 'import' ] );
	if ( imported.exitCode !== 0 ) {
		throw new Error( imported.stderr );
	}
	await bed.drained();
	const { seconds: readSeconds, bytes } = await readForImport( bed );
	const first = await measure( bed, { quick: false } );
	if ( first.differing > 0 ) {
		throw new Error( `${ first.differing } orders differ.` );
	}
	return {
		deep: { orders, readSeconds, verifySeconds: first.seconds },
		differences: await benchDifferences( bed, orders, bytes ),
	};
}

/** Like the import, without sending: counts the records' bytes without gzip. */
function readForImport(
	bed: TestBed
): Promise< { seconds: number; bytes: number } > {
	return bed.store.phpJson(
		`$plugin = \\Ivorey\\WooCommerce\\Plugin::instance();
		$reader = new \\Ivorey\\WooCommerce\\Import\\SliceReader(
			// To know nothing of what was sent before: else all would be the same, and left out.
			new \\Ivorey\\WooCommerce\\Delivery\\Assembler( fn () => array(), ...$plugin->delivering->assembler->builders() ),
			$plugin->importing->keys,
			new \\Ivorey\\WooCommerce\\Model\\SystemClock()
		);
		$connection = $plugin->connecting->connection->current();
		$pass       = new \\Ivorey\\WooCommerce\\Import\\Pass( array( \\Ivorey\\WooCommerce\\Model\\Element::Orders ), PHP_INT_MAX );
		$job        = new \\Ivorey\\WooCommerce\\Import\\Job( 'bench', \\Ivorey\\WooCommerce\\Import\\ImportState::Running, 0, null, array( $pass ), array() );
		$cursor = PHP_INT_MAX;
		$bytes  = 0;
		$began  = microtime( true );
		do {
			$slice  = $reader->read( $job, 0, $cursor, 200, false, $connection );
			$cursor = $slice->cursor;
			foreach ( $slice->batches as list( , $batch ) ) {
				$bytes += strlen( $batch->gzipped ? gzdecode( $batch->body ) : $batch->body );
			}
			\\Ivorey\\WooCommerce\\Delivery\\Resources::release();
		} while ( ! $slice->isLast );
		return array( 'seconds' => microtime( true ) - $began, 'bytes' => $bytes );`
	);
}

/** Many differences of each kind, spread over all orders: they are named, repaired, and then gone. */
export async function benchDifferences(
	bed: TestBed,
	orders: number,
	bytes: number,
	seeded = Math.max( 1, Math.floor( orders * DIFFERING ) )
): Promise< DifferenceFigures[] > {
	const key = TestBed.keyOf( bed.credentials );
	const { rows } = await bed.pool.query< { id: string } >(
		`select order_id as id from (
			select order_id, row_number() over ( order by order_id::numeric ) as place
			from orders where account_id = $1 and connection_id = $2
		) as o
		where place % $3 = 1 order by order_id::numeric limit $4`,
		[ ...key, Math.floor( orders / seeded ), seeded ]
	);
	const ids = rows.map( ( row ) => row.id );
	const inIvorey = ( statement: string ) => () =>
		bed.pool.query(
			`${ statement } where account_id = $1 and connection_id = $2 and order_id = any( $3::text[] )`,
			[ ...key, ids ]
		);
	const kinds: [ string, 'quick' | 'full', () => Promise< unknown > ][] = [
		[ 'lost in Ivorey', 'quick', () => loseOrders( bed, ids ) ],
		[
			'older in Ivorey',
			'quick',
			inIvorey(
				`update orders set version = version - 1, digest = '${ '0'.repeat( 32 ) }'`
			),
		],
		[
			'missing in the ledger, and not in Ivorey',
			'full',
			async () => {
				await loseOrders( bed, ids );
				await bed.store.sql(
					`delete from ${ bed.store.tablePrefix }ivorey_ledger where element = 'orders' and wire_id in ( ${ ids.map( ( id ) => `'${ id }'` ).join( ', ' ) } )`
				);
			},
		],
		[
			'another digest in the same version',
			'full',
			inIvorey( `update orders set digest = '${ '0'.repeat( 32 ) }'` ),
		],
	];
	const figures: DifferenceFigures[] = [];
	for ( const [ kind, depth, seed ] of kinds ) {
		await seed();
		const quick = depth === 'quick';
		const found = await measure( bed, { quick, repair: true } );
		const named = new Set( found.ids );
		await bed.drained();
		const after = await measure( bed, { quick: false } );
		if ( after.differing > 0 ) {
			throw new Error( `${ after.differing } differ after the repair.` );
		}
		figures.push( {
			kind,
			seeded: ids.length,
			depth,
			named: ids.filter( ( id ) => named.has( id ) ).length,
			repaired: found.repaired,
			sent: found.bytes / bytes,
		} );
	}
	return figures;
}
