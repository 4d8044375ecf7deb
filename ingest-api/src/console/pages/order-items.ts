import { html } from 'hono/html';
import type { Order } from '@ivorey/shared';
import { compareDecimals, withoutZeros } from '../../automations/decimals.ts';
import type { OrderView } from '../../views/order-view.ts';
import { card } from '../parts/card.ts';
import { emptyState } from '../parts/empty-state.ts';
import type { Html } from '../parts/html.ts';
import { money } from '../parts/money.ts';
import { table } from '../parts/table.ts';
import { thumbnail } from '../parts/thumbnail.ts';
import { texts } from '../../texts/texts.ts';

type Line = Order[ 'line_items' ][ number ];

/** The items, and their totals. */
export function itemsCard( order: OrderView ): Html {
	const { record, images } = order;
	const { currency, line_items: lines } = record;
	return card( {
		title: texts().orders.items,
		flush: true,
		body: [
			lines.length === 0
				? emptyState( {
						title: texts().orders.noItems,
						icon: 'package',
					} )
				: table( {
						label: texts().orders.items,
						rows: lines,
						columns: [
							{
								label: texts().orders.item,
								kind: 'title',
								cell: ( line ) =>
									item( line, imageOf( line, images ) ),
							},
							{
								label: texts().orders.quantity,
								kind: 'number',
								cell: ( line ) =>
									html`<span class="narrow-only">×&nbsp;</span
										>${ withoutZeros( line.quantity ) }`,
							},
							{
								label: texts().orders.tax,
								kind: 'number',
								narrow: 'hidden',
								cell: ( line ) =>
									money( line.total_tax, currency ),
							},
							{
								label: texts().orders.beforeTax,
								kind: 'number',
								narrow: 'first',
								cell: ( line ) => money( line.total, currency ),
							},
						],
					} ),
			totals( record ),
		],
	} );
}

function imageOf(
	{ product_id: product, variation_id: variation }: Line,
	images: OrderView[ 'images' ]
): string | undefined {
	return (
		images.get( `${ product }:${ variation }` ) ??
		images.get( `${ product }` )
	);
}

function item( line: Line, image: string | undefined ): Html {
	return html`<span class="line"
		>${ thumbnail( image ?? null ) }<span
			>${ line.name }
			${ line.attributes.map( ( { name, value } ) => html`<small>${ name }: ${ value }</small>` ) }
			${ line.sku === '' ? '' : html`<small>${ texts().orders.skuOf( { sku: line.sku } ) }</small>` }</span
		></span
	>`;
}

/** Leaves out rows that are zero, except those that make up the sum. */
function totals( record: Order ): Html {
	const { totals: sums, currency } = record;
	const isThere = ( amount: string ) => compareDecimals( amount, '0' ) !== 0;
	const coupons = record.coupon_lines.map( ( { code } ) => code );
	const rows: ( readonly [ string, string, boolean? ] )[] = [
		[ texts().orders.items, sums.items ],
		...( isThere( sums.discount ) || coupons.length > 0
			? [
					[
						coupons.length === 0
							? texts().orders.discount
							: texts().orders.discountBy( {
									coupons: coupons.join( ', ' ),
								} ),
						negated( sums.discount ),
					] as const,
				]
			: [] ),
		...lineTotals(
			texts().orders.shipping,
			record.shipping_lines.map( ( line ) => line.method_title ),
			sums.shipping
		),
		...lineTotals(
			texts().orders.fees,
			record.fee_lines.map( ( { name } ) => name ),
			sums.fees
		),
		[ texts().orders.tax, sums.tax ],
		[ texts().common.total, sums.total, true ],
		...( isThere( sums.refunded )
			? [ [ texts().orders.refunded, negated( sums.refunded ) ] as const ]
			: [] ),
	];
	return html`<dl class="totals">
		${ rows.map(
			( [ term, amount, isSum = false ] ) =>
				html`<div class="${ isSum ? 'sum' : '' }">
					<dt>${ term }</dt>
					<dd class="number">${ money( amount, currency ) }</dd>
				</div>`
		) }
	</dl>`;
}

function lineTotals(
	label: string,
	names: readonly string[],
	amount: string
): ( readonly [ string, string ] )[] {
	const named = names.filter( ( name ) => name !== '' );
	return names.length === 0 && compareDecimals( amount, '0' ) === 0
		? []
		: [
				[
					named.length === 0
						? label
						: `${ label } (${ named.join( ', ' ) })`,
					amount,
				],
			];
}

function negated( amount: string ): string {
	if ( compareDecimals( amount, '0' ) === 0 ) {
		return amount;
	}
	return amount.startsWith( '-' ) ? amount.slice( 1 ) : `-${ amount }`;
}
