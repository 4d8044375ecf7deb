import { describe } from 'vitest';
import { itAccepts, itRefuses } from '../../testing/fields.ts';
import { sampleTriggerRecord } from '../../testing/samples.ts';
import { BAD_IDS, BAD_TIMES, GOOD_TIMES } from '../../testing/values.ts';

const trigger = sampleTriggerRecord();
const payment = sampleTriggerRecord( {
	id: 'payment_received:1001',
	data: { type: 'payment_received' },
} );

describe( 'R9 R10 a trigger record', () => {
	itAccepts( trigger, [
		[ '/id', [ 'order_submitted:1001' ] ],
		[ '/data/type', [ 'order_submitted' ] ],
		[ '/data/occurred_at', GOOD_TIMES ],
		[ '/data/order_key_hash', [ undefined, '0123456789abcdef' ] ],
	] );
	itAccepts( payment, [
		[ '/id', [ 'payment_received:1001' ] ],
		[ '/data/type', [ 'payment_received' ] ],
	] );
	itRefuses( trigger, [
		[
			'/id',
			[
				undefined,
				null,
				5,
				'',
				'5',
				'order_submitted:',
				'order_submitted:0',
				'ORDER_SUBMITTED:5',
				'order_refunded:5',
				'order_submitted:5 ',
			],
		],
		[ '/data/type', [ undefined, null, '', 'order_refunded', 'toString' ] ],
		[ '/data/order_id', [ ...BAD_IDS, null ] ],
		[ '/data/occurred_at', [ ...BAD_TIMES, null ] ],
		[ '/data/order_key_hash', [ null, '', '0123', '0123456789ABCDEF', 5 ] ],
	] );
	itRefuses( trigger, [ [ '/data/total', [ '1' ] ] ], '/data' );
} );
