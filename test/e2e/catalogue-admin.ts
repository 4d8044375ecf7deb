import { randomUUID } from 'node:crypto';
import { signInAsAdmin } from '../../scripts/store/shopper.ts';
import type { Store } from '../../scripts/store/store.ts';

/** A field's value on a wp-admin screen, as the owner's browser sees it. */
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
	// Includes its work after the response.
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
