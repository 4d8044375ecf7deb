import { html } from 'hono/html';
import type { Counted } from '../../views/listing.ts';
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
import { listPage, type Listed } from './list.ts';
import { choiceFilter, storeColumn, storeFilter } from './list-filters.ts';
import { texts } from '../../texts/texts.ts';

/** R34 */
export function transactionsPage(
	viewer: Viewer,
	options: Listed< TransactionRow, TransactionFilters > &
		Counted & {
			/** The dates in the address. */
			dates: { from: string | null; to: string | null };
			stores: readonly StoreRow[];
			currencies: readonly string[];
		}
): Html {
	const { wanted, stores, currencies, dates } = options;
	return listPage( viewer, {
		...options,
		title: texts().transactions.title,
		section: 'transactions',
		words: texts().transactions,
		sorts: TRANSACTION_SORTS,
		href: ( { connectionId, transactionId } ) =>
			transactionPath( connectionId, transactionId ),
		empty: {
			icon: 'arrow-left-right',
			text: texts().transactions.empty,
		},
		path: PATHS.transactions,
		searchLabel: texts().transactions.search,
		filters: [
			storeFilter( stores, wanted.connectionId ),
			choiceFilter(
				'type',
				texts().common.type,
				[ 'payment', 'refund' ] as const,
				( type ) => texts().transactions.types[ type ],
				wanted.type
			),
			choiceFilter(
				'currency',
				texts().common.currency,
				currencies,
				( code ) => code,
				wanted.currency
			),
			{
				kind: 'dates',
				name: 'date',
				label: texts().common.date,
				...dates,
			},
		],
		columns: [
			{
				id: 'transaction',
				label: texts().transactions.transaction,
				kind: 'title',
				cell: ( row ) => titleOf( row ),
			},
			{
				id: 'date',
				label: texts().common.date,
				sortBy: 'date',
				cell: ( { date } ) => time( date, { relative: true } ),
			},
			{
				id: 'method',
				label: texts().transactions.method,
				kind: 'clip',
				cell: ( { method } ) => method || '–',
			},
			{
				id: 'state',
				label: texts().common.state,
				narrow: 'hidden',
				cell: ( { isVoided } ) => statePill( isVoided ),
			},
			storeColumn(),
			{
				id: 'amount',
				label: texts().common.amount,
				kind: 'number',
				narrow: 'first',
				cell: amountText,
			},
		],
	} );
}

function titleOf( {
	type,
	orderNumber,
	orderId,
}: Pick< TransactionRow, 'type' | 'orderNumber' | 'orderId' > ): string {
	return texts().transactions.ofOrder[ type ]( {
		order: orderNumber ?? orderId,
	} );
}

function statePill( isVoided: boolean ): Html {
	return isVoided
		? pill( texts().transactions.reversed )
		: pill( texts().transactions.done, 'good' );
}

function amountText( transaction: TransactionRow ): string {
	return money( signedAmount( transaction ), transaction.currency );
}

/** R34: a payment or refund with everything that is known about it (R8). */
export function transactionPage(
	viewer: Viewer,
	transaction: TransactionView
): Html {
	const { connectionId, orderId, orderNumber, storeUrl, type } = transaction;
	const entries: ( readonly [ string, Content ] )[] = [
		[ texts().common.amount, amountText( transaction ) ],
		[ texts().common.date, time( transaction.date ) ],
		[ texts().transactions.method, transaction.method || '–' ],
		[ texts().orders.paymentId, transaction.gatewayId || '–' ],
		[
			texts().common.order,
			orderNumber === null
				? texts().common.notInIvorey( { id: orderId } )
				: html`<a href="${ orderPath( connectionId, orderId ) }"
						>${ texts().orders.one( { number: orderNumber } ) }</a
					>`,
		],
		[
			texts().orders.buyer,
			transaction.contactId === null
				? transaction.buyer || '–'
				: html`<a href="${ contactPath( transaction.contactId ) }"
						>${ transaction.buyer }</a
					>`,
		],
	];
	if ( type === 'refund' ) {
		entries.push( [
			texts().transactions.reason,
			transaction.reason || texts().transactions.noReason,
		] );
	}
	entries.push(
		[ texts().common.received, time( transaction.receivedAt ) ],
		[ texts().common.changed, time( transaction.updatedAt ) ]
	);
	return page( {
		title: titleOf( transaction ),
		viewer,
		section: 'transactions',
		back: { label: texts().transactions.title, path: PATHS.transactions },
		badge: statePill( transaction.isVoided ),
		intro: html`${ texts().common.fromStore( { storePath: connectionPath( connectionId ), store: withoutScheme( storeUrl ) } ) }`,
		actions: linkButton(
			texts().common.openInWooCommerce,
			`${ storeUrl }/wp-admin/post.php?post=${ orderId }&action=edit`,
			{ external: true }
		),
		body: html`${
			transaction.isVoided
				? notice( 'none', texts().transactions.isReversed )
				: ''
		}
		${ card( { title: texts().common.details, body: definitions( entries ) } ) }`,
	} );
}
