import { randomUUID } from 'node:crypto';
import { signInAsAdmin } from '../store/shopper.ts';
import type { Store } from '../store/store.ts';

/** What the owner's browser finds on a screen of wp-admin. */
function fieldOf( html: string, name: string ): string {
	const field = new RegExp( `name="${ name }"[^>]*value="([^"]*)"` ).exec(
		html
	);
	if ( ! field ) {
		throw new Error( `The screen has no field ${ name }.` );
	}
	return field[ 1 ]!;
}

/** *Quick edit* in the list of products. */
export async function quickEdit(
	store: Store,
	id: number,
	fields: Record< string, string >
): Promise< void > {
	const browser = await signInAsAdmin( store );
	const { text } = await browser.visit(
		'/wp-admin/edit.php?post_type=product'
	);
	const requestId = randomUUID();
	const page = await browser.visit( '/wp-admin/admin-ajax.php', {
		requestId,
		form: Object.entries( {
			action: 'inline-save',
			post_type: 'product',
			post_ID: String( id ),
			screen: 'edit-product',
			post_view: 'list',
			post_status: 'all',
			_inline_edit: fieldOf( text, '_inline_edit' ),
			woocommerce_quick_edit: '1',
			woocommerce_quick_edit_nonce: fieldOf(
				text,
				'woocommerce_quick_edit_nonce'
			),
			_status: 'publish',
			...fields,
		} ),
	} );
	if ( ! page.text.includes( `id="post-${ id }"` ) ) {
		throw new Error( `Quick edit failed: ${ page.text.slice( 0, 500 ) }` );
	}
	// What it does after its response, too.
	await store.requestReport( requestId );
}

/** *Bulk edit* of several products in the list. */
export async function bulkEdit(
	store: Store,
	ids: readonly number[],
	fields: Record< string, string >
): Promise< void > {
	const browser = await signInAsAdmin( store );
	const { text } = await browser.visit(
		'/wp-admin/edit.php?post_type=product'
	);
	const query = new URLSearchParams( [
		[ 'post_type', 'product' ],
		[ 'action', 'edit' ],
		[ 'bulk_edit', 'Update' ],
		[ 'screen', 'edit-product' ],
		[ '_status', '-1' ],
		[ 'change_stock', '' ],
		[ 'woocommerce_bulk_edit', '1' ],
		[
			'woocommerce_quick_edit_nonce',
			fieldOf( text, 'woocommerce_quick_edit_nonce' ),
		],
		[ '_wpnonce', fieldOf( text, '_wpnonce' ) ],
		...ids.map( ( id ) => [ 'post[]', String( id ) ] ),
		...Object.entries( fields ),
	] as string[][] );
	const requestId = randomUUID();
	const page = await browser.visit( `/wp-admin/edit.php?${ query }`, {
		requestId,
	} );
	if ( ! page.url.includes( `updated=${ ids.length }` ) ) {
		throw new Error( `Bulk edit failed: ${ page.url }` );
	}
	await store.requestReport( requestId );
}

/**
 * Some lines of a CSV file, as WooCommerce's import screen has them read, one request after the other.
 *
 * @param store
 * @param lines         Of the file, from its first one with columns' names.
 * @param options
 * @param options.from  Where to go on, in bytes; what this gave the last time.
 * @param options.count How many lines.
 */
export function importCsv(
	store: Store,
	lines: readonly string[],
	{ from = 0, count = -1 }: { from?: number; count?: number } = {}
): Promise< number > {
	return store.phpJson(
		`require_once WC_ABSPATH . 'includes/import/class-wc-product-csv-importer.php';
		require_once WC_ABSPATH . 'includes/admin/importers/class-wc-product-csv-importer-controller.php';
		wp_set_current_user( get_users( array( 'role' => 'administrator', 'fields' => 'ids' ) )[0] );
		$file = wp_upload_dir()['basedir'] . '/products.csv';
		file_put_contents( $file, implode( "\\n", $args['lines'] ) . "\\n" );
		$map = new ReflectionMethod( WC_Product_CSV_Importer_Controller::class, 'auto_map_columns' );
		$map->setAccessible( true );
		$screen  = ( new ReflectionClass( WC_Product_CSV_Importer_Controller::class ) )->newInstanceWithoutConstructor();
		$headers = ( new WC_Product_CSV_Importer( $file, array( 'lines' => 1 ) ) )->get_raw_keys();
		$fields  = $map->invoke( $screen, $headers, false );
		$importer = new WC_Product_CSV_Importer(
			$file,
			array(
				'parse'     => true,
				'mapping'   => array( 'from' => array_keys( $fields ), 'to' => array_values( $fields ) ),
				'start_pos' => $args['from'],
				'lines'     => $args['count'],
			)
		);
		$result = $importer->import();
		foreach ( array_merge( $result['failed'], $result['skipped'] ) as $error ) {
			throw new RuntimeException( $error->get_error_message() );
		}
		return $importer->get_file_position();`,
		{ args: { lines, from, count } }
	);
}
