import { blockCheckout } from '../../scripts/store/shopper.ts';
import type { Store } from '../../scripts/store/store.ts';
import { figures, type Figures } from './figures.ts';

const ROUNDS = 4;
const PER_ROUND = 8;

const PLUGIN = 'ivorey-for-woocommerce/ivorey-for-woocommerce.php';
const WEBHOOK_TOPICS = [
	'order.created',
	'order.updated',
	'customer.created',
	'customer.updated',
	'product.updated',
];

export interface CheckoutFigures extends Figures {
	variant: string;
	/** The minimum before the response. */
	queries: number;
	/** Scheduled actions that each checkout left behind. */
	actions: number;
}

interface Connectable {
	store: Store;
	/** Connects the plugin to an API that accepts everything. */
	connect: () => Promise< void >;
}

/**
 * The shopper's request of a block checkout on one store: plain, with the plugin connected, and with
 * WooCommerce's own webhooks. The variants take turns, so that all meet the same noise.
 */
export async function benchCheckout( {
	store,
	connect,
}: Connectable ): Promise< CheckoutFigures[] > {
	const variants: Record< string, () => Promise< unknown > > = {
		'no integration': () =>
			prepareStore( store, { plugin: false, webhooks: false } ),
		'Ivorey for WooCommerce': async () => {
			await prepareStore( store, { plugin: true, webhooks: false } );
			await connect();
		},
		'five WooCommerce webhooks': () =>
			prepareStore( store, { plugin: false, webhooks: true } ),
	};
	const measured = new Map(
		Object.keys( variants ).map( ( name ) => [
			name,
			{ ms: [] as number[], queries: [] as number[], actions: 0 },
		] )
	);
	for ( let round = 0; round < ROUNDS; round++ ) {
		for ( const [ name, prepare ] of Object.entries( variants ) ) {
			await prepare();
			const into = measured.get( name )!;
			await checkout( store );
			const before = await countActions( store );
			for ( let i = 0; i < PER_ROUND; i++ ) {
				const { ms, queries } = await checkout( store );
				into.ms.push( ms );
				into.queries.push( queries );
			}
			into.actions += ( await countActions( store ) ) - before;
		}
	}
	return [ ...measured ].map( ( [ variant, { ms, queries, actions } ] ) => ( {
		variant,
		...figures( ms ),
		queries: Math.min( ...queries ),
		actions: actions / ( ROUNDS * PER_ROUND ),
	} ) );
}

async function checkout( store: Store ) {
	const { requestId, ms } = await blockCheckout( store, {
		items: [ { id: store.products.MUG! } ],
	} );
	const { before } = await store.requestReport( requestId! );
	return { ms, queries: before.queries.length };
}

/** Activates the plugin, WooCommerce's own webhooks, or neither. */
export async function prepareStore(
	store: Store,
	wanted: { plugin: boolean; webhooks: boolean }
): Promise< void > {
	await store.php(
		`require_once ABSPATH . 'wp-admin/includes/plugin.php';
		$args['plugin'] ? activate_plugin( $args['file'] ) : deactivate_plugins( $args['file'] );
		foreach ( ( new WC_Webhook_Data_Store() )->search_webhooks( array( 'limit' => -1 ) ) as $id ) {
			wc_get_webhook( $id )->delete( true );
		}
		foreach ( $args['webhooks'] ? $args['topics'] : array() as $topic ) {
			$webhook = new WC_Webhook();
			$webhook->set_props( array( 'name' => $topic, 'topic' => $topic, 'status' => 'active', 'delivery_url' => 'http://127.0.0.1:9/', 'secret' => 'bench', 'user_id' => 1 ) );
			$webhook->save();
		}`,
		{
			args: { ...wanted, file: PLUGIN, topics: WEBHOOK_TOPICS },
		}
	);
}

async function countActions( store: Store ): Promise< number > {
	const [ row ] = await store.sql< { n: number } >(
		`select count(*) as n from ${ store.tablePrefix }actionscheduler_actions`
	);
	return Number( row?.n );
}
