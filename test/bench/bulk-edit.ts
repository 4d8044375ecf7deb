import { signInAsAdmin } from '../../scripts/store/shopper/admin.ts';
import {
	newRequestId,
	type Browser,
	type Fields,
} from '../../scripts/store/shopper/browser.ts';
import type { Store } from '../../scripts/store/store.ts';
import { prepareStore } from './checkout.ts';
import { figures, type Figures } from './figures.ts';

const ROUNDS = 6;
/** Products in one bulk edit: as many as PHP accepts in one form, at its default limits. */
const PRODUCTS = 150;

export interface BulkEditFigures extends Figures {
	variant: string;
	/** Before the response. */
	queries: number;
}

interface Connectable {
	store: Store;
	/** Connects the plugin to an API that accepts everything. */
	connect: () => Promise< void >;
}

/**
 * The owner's request of a bulk edit that changes the price of 150 products, with and without the plugin. The
 * two take turns, so that both meet the same noise.
 */
export async function benchBulkEdit( {
	store,
	connect,
}: Connectable ): Promise< BulkEditFigures[] > {
	const ids = await store.phpJson< number[] >(
		`$ids = array();
		for ( $i = 0; $i < $args['number']; $i++ ) {
			$product = new WC_Product_Simple();
			$product->set_props( array( 'name' => "Bulk $i", 'sku' => "BULK-$i", 'regular_price' => '10', 'status' => 'publish' ) );
			$ids[] = $product->save();
		}
		return $ids;`,
		{ args: { number: PRODUCTS } }
	);
	const variants: Record< string, () => Promise< unknown > > = {
		'no integration': () =>
			prepareStore( store, { plugin: false, webhooks: false } ),
		'Ivorey for WooCommerce': async () => {
			await prepareStore( store, { plugin: true, webhooks: false } );
			await connect();
		},
	};
	const measured = new Map(
		Object.keys( variants ).map( ( name ) => [
			name,
			{ ms: [] as number[], queries: [] as number[] },
		] )
	);
	for ( let round = 0; round < ROUNDS; round++ ) {
		for ( const [ name, prepare ] of Object.entries( variants ) ) {
			await prepare();
			const browser = await signInAsAdmin( store );
			// The first one warms up PHP.
			await bulkEdit( store, browser, ids, `${ 20 + round }` );
			const { ms, queries } = await bulkEdit(
				store,
				browser,
				ids,
				`${ 40 + round }`
			);
			measured.get( name )!.ms.push( ms );
			measured.get( name )!.queries.push( queries );
		}
	}
	return [ ...measured ].map( ( [ variant, { ms, queries } ] ) => ( {
		variant,
		...figures( ms ),
		queries: Math.min( ...queries ),
	} ) );
}

/** Products → all of them → Edit → Price: change to. */
async function bulkEdit(
	store: Store,
	browser: Browser,
	ids: readonly number[],
	price: string
): Promise< { ms: number; queries: number } > {
	const list = await browser.visit(
		'/wp-admin/edit.php?post_type=product&posts_per_page=1'
	);
	const valueOf = ( name: string ) =>
		new RegExp( `name="${ name }" value="(?<value>\\w+)"` ).exec(
			list.text
		)!.groups!.value!;
	const form: Fields = [
		[ '_wpnonce', valueOf( '_wpnonce' ) ],
		[ 'post_type', 'product' ],
		[ 'post_status', 'all' ],
		[ 'action', 'edit' ],
		[ 'bulk_edit', 'Update' ],
		[ '_status', '-1' ],
		[ 'post_view', 'list' ],
		[ 'screen', 'edit-product' ],
		[ 'woocommerce_bulk_edit', '1' ],
		[
			'woocommerce_quick_edit_nonce',
			valueOf( 'woocommerce_quick_edit_nonce' ),
		],
		[ 'change_regular_price', '1' ],
		[ '_regular_price', price ],
		...ids.map( ( id ) => [ 'post[]', String( id ) ] as const ),
	];
	const requestId = newRequestId();
	const page = await browser.visit( '/wp-admin/edit.php', {
		form,
		requestId,
	} );
	const report = await store.requestReport( requestId );
	if ( ! /updated=\d+/.test( page.url ) ) {
		throw new Error( `The bulk edit ended at ${ page.url }` );
	}
	return {
		ms: page.respondedAt - page.sentAt,
		queries: report.before.queries.length,
	};
}
