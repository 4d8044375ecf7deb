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

function table( orders: readonly OrderRow[] ): Html {
	return html`<div
		class="scroll"
		tabindex="0"
		role="region"
		aria-label="Orders"
	>
		<table>
			<thead>
				<tr>
					<th scope="col">Order</th>
					<th scope="col">Date</th>
					<th scope="col">Status</th>
					<th scope="col">Buyer</th>
					<th scope="col">Subtype</th>
					<th scope="col">Store</th>
					<th scope="col" class="number">Total</th>
				</tr>
			</thead>
			<tbody>
				${ orders.map(
					( order ) =>
						html`<tr>
							<th scope="row">${ order.number }</th>
							<td>${ time( order.dateCreated ) }</td>
							<td>
								${ order.status }
								<small>(${ order.woocommerceStatus })</small>
							</td>
							<td>${ order.email ?? '–' }</td>
							<td>${ order.subtype }</td>
							<td>
								${ order.storeUrl === null ? '–' : withoutScheme( order.storeUrl ) }
							</td>
							<td class="number">
								${ money( order.total ) } ${ order.currency }
							</td>
						</tr>`
				) }
			</tbody>
		</table>
	</div>`;
}

/** At least two places, and no zeros that Postgres fills up with. */
function money( total: string ): string {
	const [ whole, places = '' ] = total.split( '.' );
	return `${ whole }.${ places.replace( /0+$/, '' ).padEnd( 2, '0' ) }`;
}
