import { capped, plural } from './plurals.ts';

export const transactions = {
	reversed: 'Reversed',
	title: 'Transactions',
	empty: 'Payments and refunds from your stores appear here within seconds.',
	search: 'Order ID or payment ID',
	transaction: 'Transaction',
	method: 'Method',
	done: 'Done',
	reason: 'Reason',
	noReason: 'None given',
	isReversed:
		'WooCommerce reversed this: the order is no longer paid, or the refund was deleted.',
	notFound: 'Transaction not found',
	notFoundText: 'There is no such transaction in your account.',
	noneMatch: 'No transactions match',
	showAll: 'Show all transactions',
	noneYet: 'No transactions yet',
	count: ( number: number ) =>
		plural( number, { one: '# transaction', other: '# transactions' } ),
	cappedCount: ( number: number ) =>
		capped( number, { one: '# transaction', other: '# transactions' } ),
	types: { payment: 'Payment', refund: 'Refund' },
	ofOrder: {
		payment: ( { order }: { order: string } ) =>
			`Payment for order ${ order }`,
		refund: ( { order }: { order: string } ) =>
			`Refund for order ${ order }`,
	},
};
