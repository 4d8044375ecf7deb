import { html } from 'hono/html';
import type { Counted, Sorting } from '../../views/listing.ts';
import type { ListPage } from '../../views/paging.ts';
import { linkButton } from '../parts/button.ts';
import { card } from '../parts/card.ts';
import { definitions } from '../parts/definitions.ts';
import type { Content, Html } from '../parts/html.ts';
import { money } from '../parts/money.ts';
import { pill } from '../parts/pill.ts';
import { time } from '../parts/time.ts';
import { notice } from '../parts/verdict.ts';
import {
	connectionPath,
	contactPath,
	orderPath,
	PATHS,
	transactionPath,
} from '../paths.ts';
import { withoutScheme, type StoreRow } from '../../views/store-view.ts';
import {
	signedAmount,
	TRANSACTION_SORTS,
	type TransactionFilters,
	type TransactionRow,
	type TransactionView,
} from '../../views/transaction-list.ts';
import type { Viewer } from '../viewer.ts';
import { page } from './layout.ts';
import { listPage } from './list.ts';
import { storeFilter } from './list-filters.ts';

const TYPE_NAMES = { payment: 'Payment', refund: 'Refund' } as const;

/** R34 */
export function transactionsPage(
	viewer: Viewer,
	options: ListPage< TransactionRow > &
		Counted & {
			wanted: TransactionFilters;
			/** As the address has them. */
			dates: { from: string | null; to: string | null };
			hidden: readonly string[];
			sorting: Sorting;
			stores: readonly StoreRow[];
			currencies: readonly string[];
		}
): Html {
	const { wanted, stores, currencies, dates } = options;
	return listPage( viewer, {
		...options,
		title: 'Transactions',
		section: 'transactions',
		one: 'transaction',
		many: 'transactions',
		sorts: TRANSACTION_SORTS,
		href: ( { connectionId, transactionId } ) =>
			transactionPath( connectionId, transactionId ),
		empty: {
			icon: 'arrow-left-right',
			text: 'Payments and refunds of your stores’ orders are here seconds after the money moved.',
		},
		filtered: {
			path: PATHS.transactions,
			search: {
				name: 'search',
				label: 'Order id or payment id',
				value: wanted.search,
			},
			filters: [
				storeFilter( stores, wanted.connectionId ),
				{
					kind: 'choice',
					name: 'type',
					label: 'Type',
					choices: Object.entries( TYPE_NAMES ).map(
						( [ value, label ] ) => ( { value, label } )
					),
					value: wanted.type,
				},
				{
					kind: 'choice',
					name: 'currency',
					label: 'Currency',
					choices: currencies.map( ( code ) => ( {
						value: code,
						label: code,
					} ) ),
					value: wanted.currency,
				},
				{ kind: 'dates', name: 'date', label: 'Date', ...dates },
			],
		},
		columns: [
			{
				label: 'Transaction',
				kind: 'title',
				cell: ( row ) =>
					`${ TYPE_NAMES[ row.type ] } of order ${ row.orderNumber ?? row.orderId }`,
			},
			{
				label: 'Date',
				sortBy: 'date',
				cell: ( { date } ) => time( date, { relative: true } ),
			},
			{
				label: 'Method',
				kind: 'clip',
				cell: ( { method } ) => method || '–',
			},
			{
				label: 'State',
				narrow: 'hidden',
				cell: ( { isVoided } ) => statePill( isVoided ),
			},
			{
				label: 'Store',
				kind: 'clip',
				narrow: 'hidden',
				cell: ( { storeUrl } ) => withoutScheme( storeUrl ),
			},
			{
				label: 'Amount',
				kind: 'number',
				narrow: 'first',
				cell: amountText,
			},
		],
	} );
}

function statePill( isVoided: boolean ): Html {
	return isVoided ? pill( 'Taken back' ) : pill( 'Done', 'good' );
}

function amountText( transaction: TransactionRow ): string {
	return money( signedAmount( transaction ), transaction.currency );
}

/** R34: a payment or refund with all that is known of it (R8). */
export function transactionPage(
	viewer: Viewer,
	transaction: TransactionView
): Html {
	const { connectionId, orderId, orderNumber, storeUrl, type } = transaction;
	const name = TYPE_NAMES[ type ];
	const entries: ( readonly [ string, Content ] )[] = [
		[ 'Amount', amountText( transaction ) ],
		[ 'Date', time( transaction.date ) ],
		[ 'Method', transaction.method || '–' ],
		[ 'Payment id', transaction.gatewayId || '–' ],
		[
			'Order',
			orderNumber === null
				? `${ orderId }, which is not in Ivorey`
				: html`<a href="${ orderPath( connectionId, orderId ) }"
						>Order ${ orderNumber }</a
					>`,
		],
		[
			'Buyer',
			transaction.contactId === null
				? transaction.buyer || '–'
				: html`<a href="${ contactPath( transaction.contactId ) }"
						>${ transaction.buyer }</a
					>`,
		],
	];
	if ( type === 'refund' ) {
		entries.push( [ 'Reason', transaction.reason || 'None given' ] );
	}
	entries.push(
		[ 'Received', time( transaction.receivedAt ) ],
		[ 'Changed', time( transaction.updatedAt ) ]
	);
	return page( {
		title: `${ name } of order ${ orderNumber ?? orderId }`,
		viewer,
		section: 'transactions',
		back: { label: 'Transactions', path: PATHS.transactions },
		badge: statePill( transaction.isVoided ),
		intro: html`From
			<a href="${ connectionPath( connectionId ) }"
				>${ withoutScheme( storeUrl ) }</a
			>.`,
		actions: linkButton(
			'Open in WooCommerce',
			`${ storeUrl }/wp-admin/post.php?post=${ orderId }&action=edit`,
			{ external: true }
		),
		body: html`${
			transaction.isVoided
				? notice(
						'none',
						'WooCommerce took this back: the order is not paid any more, or the refund was deleted.'
					)
				: ''
		}
		${ card( { title: 'Details', body: definitions( entries ) } ) }`,
	} );
}
