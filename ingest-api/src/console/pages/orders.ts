import { html } from 'hono/html';
import { PATHS } from '../paths.ts';
import { page, time, type Html, type Viewer } from './layout.ts';
import { withoutScheme } from './stores.ts';

export interface OrderRow {
	number: string;
	subtype: string;
	status: string;
	woocommerceStatus: string;
	dateCreated: Date;
	total: string;
	currency: string;
	email: string | null;
	storeUrl: string | null;
}

/** R6 */
export function ordersPage(
	viewer: Viewer,
	options: {
		orders: readonly OrderRow[];
		subtypes: readonly string[];
		subtype: string | null;
		/** Of the next page; null where there is none. */
		older: string | null;
	}
): Html {
	const { orders, subtypes, subtype, older } = options;
	const chosen = ( value: string | null ) =>
		value === subtype ? html` selected` : '';
	return page( {
		title: 'Orders',
		viewer,
		section: 'orders',
		body: html`<h1>Orders</h1>
			<form method="get" action="${ PATHS.orders }" class="filter">
				<label for="subtype">Subtype</label>
				<select id="subtype" name="subtype">
					<option value="" ${ chosen( null ) }>All</option>
					${ subtypes.map( ( name ) => html`<option${ chosen( name ) }>${ name }</option>` ) }
				</select>
				<button class="secondary">Show</button>
			</form>
			${ orders.length === 0 ? html`<article class="empty"><p>No orders.</p></article>` : table( orders ) }
			${ older === null ? '' : html`<p><a href="${ PATHS.orders }?${ new URLSearchParams( { ...( subtype === null ? {} : { subtype } ), before: older } ).toString() }" class="button secondary outline">Older orders</a></p>` }`,
	} );
}

/** Narrow, each row is a card (console.css); the roles keep it a table where its display is another. */
function table( orders: readonly OrderRow[] ): Html {
	return html`<div
		class="scroll"
		tabindex="0"
		role="region"
		aria-label="Orders"
	>
		<table class="cards" role="table">
			<thead role="rowgroup">
				<tr role="row">
					${ COLUMNS.map( ( name ) => html`<th scope="col" role="columnheader" ${ name === 'Total' ? html` class="number"` : '' }>${ name }</th>` ) }
				</tr>
			</thead>
			<tbody role="rowgroup">
				${ orders.map( row ) }
			</tbody>
		</table>
	</div>`;
}

const COLUMNS = [
	'Order',
	'Date',
	'Status',
	'Buyer',
	'Subtype',
	'Store',
	'Total',
] as const;

function row( order: OrderRow ): Html {
	const cell = (
		name: ( typeof COLUMNS )[ number ],
		content: Html | string
	) =>
		html`<td
			role="cell"
			data-label="${ name }"
			${ name === 'Total' ? html` class="number"` : '' }
		>
			${ content }
		</td>`;
	return html`<tr role="row">
		<th scope="row" role="rowheader">${ order.number }</th>
		${ cell( 'Date', time( order.dateCreated ) ) }
		${ cell( 'Status', html`<span>${ order.status } <small>(${ order.woocommerceStatus })</small></span>` ) }
		${ cell( 'Buyer', order.email ?? '–' ) }
		${ cell( 'Subtype', order.subtype ) }
		${ cell( 'Store', order.storeUrl === null ? '–' : withoutScheme( order.storeUrl ) ) }
		${ cell( 'Total', `${ money( order.total ) } ${ order.currency }` ) }
	</tr>`;
}

/** At least two places, and no zeros that Postgres fills up with. */
function money( total: string ): string {
	const [ whole, places = '' ] = total.split( '.' );
	return `${ whole }.${ places.replace( /0+$/, '' ).padEnd( 2, '0' ) }`;
}
