import { z } from 'zod';
import {
	decimalSchema,
	IVOREY_ORDER_STATUSES,
	timestampSchema,
	TRIGGER_TYPES,
	wooIdSchema,
} from '@ivorey/shared';
import { FIRST_EPOCH } from '../connections/epochs.ts';

/** The order as Ivorey stores it when the feed is read, not as it was when the trigger fired. */
export const orderSummarySchema = z.strictObject( {
	number: z.string(),
	/** R5 */
	status: z.enum( IVOREY_ORDER_STATUSES ),
	woocommerce_status: z.string(),
	/** R6 */
	subtype: z.string(),
	currency: z.string(),
	total: decimalSchema,
	total_refunded: decimalSchema,
	date_created: timestampSchema,
	date_paid: timestampSchema.nullable(),
	payment_method: z.string(),
	payment_method_title: z.string(),
	billing_email: z.string().nullable(),
	/** Ivorey's contact; null if the order names nobody. */
	contact_id: z.string().nullable(),
} );

export const triggerEventSchema = z.strictObject( {
	/** Identifies the event in the account, however often it is read. */
	id: z.string(),
	/** Resumes after this event, within this epoch of Ivorey's database. */
	cursor: z.string(),
	/** `<account id>.<connection id>` */
	connection: z.string(),
	store_url: z.string(),
	type: z.enum( TRIGGER_TYPES ),
	/** WooCommerce's order ID. */
	order_id: wooIdSchema,
	/** When the order was placed or paid. */
	occurred_at: timestampSchema,
	/** null if Ivorey does not have the order: order sync is off, or the store reused the ID. */
	order: orderSummarySchema.nullable(),
} );
export type TriggerEvent = z.infer< typeof triggerEventSchema >;

export const triggerFeedSchema = z.strictObject( {
	/** Sorted by arrival at Ivorey. */
	triggers: z.array( triggerEventSchema ),
	/** The `after` of the next request; unchanged if there is nothing new. */
	next: z.string(),
} );
export type TriggerFeed = z.infer< typeof triggerFeedSchema >;

export const FEED_LIMITS = { default: 100, max: 500 } as const;
/** The position before the first event. */
export const FEED_START = '0';

/** A position in this feed. */
export interface Cursor {
	/** The epoch of the database that issued it. */
	epoch: string;
	/** Decimal digits. */
	number: string;
}

const CURSOR = /^(?:(?<epoch>[0-9a-f]{12})\.)?(?<number>0|[1-9][0-9]{0,17})$/;

/** `<number>`, or `<epoch>.<number>` since a restore; opaque to readers. */
export function formatCursor( { epoch, number }: Cursor ): string {
	return epoch === FIRST_EPOCH || number === FEED_START
		? number
		: `${ epoch }.${ number }`;
}

const cursorSchema = z
	.string()
	.regex( CURSOR, 'must be a cursor of this feed' )
	.transform( ( text ): Cursor => {
		const { epoch, number } = CURSOR.exec( text )!.groups!;
		return { epoch: epoch ?? FIRST_EPOCH, number: number! };
	} );

export const feedQuerySchema = z.strictObject( {
	after: cursorSchema.default( { epoch: FIRST_EPOCH, number: FEED_START } ),
	limit: z
		.string()
		.regex( /^[0-9]{1,3}$/, 'must be a number' )
		.transform( Number )
		.refine(
			( limit ) => limit >= 1 && limit <= FEED_LIMITS.max,
			`must be between 1 and ${ FEED_LIMITS.max }`
		)
		.default( FEED_LIMITS.default ),
} );
export type FeedQuery = z.infer< typeof feedQuerySchema >;
