import { describe } from 'vitest';
import { itAccepts, itRefuses } from '../../testing/fields.ts';
import { sampleTransactionRecord } from '../../testing/samples.ts';
import {
	BAD_CURRENCIES,
	BAD_FLAGS,
	BAD_IDS,
	BAD_POSITIVE_DECIMALS,
	BAD_TEXTS,
	BAD_TIMES,
	GOOD_CURRENCIES,
	GOOD_TEXTS,
	GOOD_TIMES,
} from '../../testing/values.ts';

const transaction = sampleTransactionRecord();
const voided = {
	...sampleTransactionRecord(),
	data: { type: 'voided' as const, order_id: '1001' },
};
const refund = sampleTransactionRecord( {
	id: 'refund:77',
	data: { type: 'refund' },
} );

describe( 'R8 a transaction record is a payment or a refund, above zero', () => {
	itAccepts( transaction, [
		[ '/id', [ 'payment:1001' ] ],
		[ '/data/type', [ 'payment' ] ],
		[
			'/data/amount',
			[ '0.01', '0.00000001', '100', '999999999999999999.99999999' ],
		],
		[ '/data/currency', GOOD_CURRENCIES ],
		[ '/data/date', GOOD_TIMES ],
		[ '/data/reason', GOOD_TEXTS ],
		[ '/data/voided', [ true ] ],
	] );
	itAccepts( refund, [
		[ '/id', [ 'refund:1', 'refund:18446744073709551615' ] ],
		[ '/data/type', [ 'refund' ] ],
	] );
	itRefuses( transaction, [
		[
			'/id',
			[
				undefined,
				null,
				5,
				'',
				'5',
				'payment:',
				'payment:0',
				'Payment:5',
				'chargeback:5',
				'payment:5\n',
				'payment:5:6',
			],
		],
		[
			'/data/type',
			[ undefined, null, '', 'Payment', 'chargeback', 'constructor' ],
		],
		[ '/data/amount', BAD_POSITIVE_DECIMALS ],
		[ '/data/order_id', [ ...BAD_IDS, null ] ],
		[ '/data/currency', BAD_CURRENCIES ],
		[ '/data/date', [ ...BAD_TIMES, null ] ],
		[ '/data/payment_method', BAD_TEXTS ],
		[ '/data/payment_method_title', BAD_TEXTS ],
		[ '/data/transaction_id', BAD_TEXTS ],
		[ '/data/reason', BAD_TEXTS ],
		[ '/data/voided', BAD_FLAGS ],
	] );
	itRefuses( transaction, [ [ '/data/card_number', [ '4242' ] ] ], '/data' );
} );

describe( 'R8 a record that only voids a transaction names just the order', () => {
	itAccepts( voided, [
		[ '/id', [ 'payment:1001', 'refund:1' ] ],
		[ '/data/order_id', [ '1001' ] ],
	] );
	itRefuses( voided, [
		[ '/id', [ '1001', 'voided:1001' ] ],
		[ '/data/order_id', [ ...BAD_IDS, null ] ],
	] );
	itRefuses( voided, [ [ '/data/amount', [ '1.00' ] ] ], '/data' );
} );
