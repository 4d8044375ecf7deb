import {
	DEFAULT_SETTINGS,
	type Settings,
	type StoreRecord,
} from '@ivorey/shared';
import type { Site, Store } from '../../scripts/store/store.ts';

/** By bit, as Model/Reasons.php stores them. */
const REASONS =
	"'changed', 'placed', 'paid', 'repair', 'retry', 'import', 'checkout'";

/** Elements that the tests of other elements leave off. */
const OFF = { transactions: false, products: false, collections: false };

/** Reasons by `<element>:<id>`. */
type Marks = Record< string, string[] >;

/**
 * Makes the plugin mark changes and send nothing, like a paused one, so that the marks stay in the outbox for
 * inspection. Only contacts, orders and Payment Received are on by default.
 */
export async function markOnly(
	store: Store,
	switches: Partial< Omit< Settings[ 'sync' ], 'enabled' > > = {},
	site?: Site
): Promise< void > {
	await store.php(
		`update_option( 'ivorey_connection', $args['connection'], true );`,
		{
			args: {
				connection: {
					state: 'paused',
					store_url: store.url,
					settings: {
						...DEFAULT_SETTINGS,
						sync: { ...DEFAULT_SETTINGS.sync, ...OFF, ...switches },
					},
					pause: { reason: 'test', since: 0 },
				},
			},
			...( site ? { site } : {} ),
		}
	);
	await forgetMarks( store );
}

export async function forgetMarks( store: Store ): Promise< void > {
	await store.sql( `DELETE FROM ${ store.tablePrefix }ivorey_outbox` );
}

/** The marks in a site's table (by default, the first site). */
export async function marksOf(
	store: Store,
	prefix = store.tablePrefix
): Promise< Marks > {
	const rows = await store.sql< { mark: string; reasons: string } >(
		`SELECT CONCAT( element, ':', object_id ) AS mark, MAKE_SET( reasons, ${ REASONS } ) AS reasons
		FROM ${ prefix }ivorey_outbox ORDER BY element, object_id`
	);
	return Object.fromEntries(
		rows.map( ( { mark, reasons } ) => [ mark, reasons.split( ',' ) ] )
	);
}

export type Built =
	| { record: Pick< StoreRecord, 'element' | 'id' | 'data' > }
	| { excluded: string };

/** Folders in plugin/src/Records. */
const FOLDERS = { OrderBuilder: 'Orders', ContactBuilder: 'Contacts' };

/** The records the plugin would send for these objects, by ID. `before` runs in the same process. */
export async function build(
	store: Store,
	builder: 'OrderBuilder' | 'ContactBuilder',
	ids: readonly number[],
	{ before = '', args = {} }: { before?: string; args?: object } = {}
): Promise< Record< string, Built > > {
	return store.phpJson(
		`${ before }
		$builder = new ( 'Ivorey\\\\WooCommerce\\\\Records\\\\' . $args['folder'] . '\\\\' . $args['builder'] )();
		$built   = array();
		foreach ( $builder->build( array_fill_keys( $args['ids'], array() ) ) as $id => list( $result ) ) {
			$built[ $id ] = $result instanceof Ivorey\\WooCommerce\\Records\\Exclusion
				? array( 'excluded' => $result->reason )
				: array( 'record' => array( 'element' => $result->element->value, 'id' => $result->id, 'data' => $result->data ) );
		}
		return (object) $built;`,
		{ args: { builder, folder: FOLDERS[ builder ], ids, ...args } }
	);
}
