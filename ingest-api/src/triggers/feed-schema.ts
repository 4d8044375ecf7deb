import { z } from 'zod';
import {
	decimalSchema,
	IVOREY_ORDER_STATUSES,
	timestampSchema,
	TRIGGER_TYPES,
	wooIdSchema,
} from '@ivorey/shared';
import { FIRST_EPOCH } from '../connections/epochs.ts';

/** The order as Ivorey has it when the feed is read, not as it was when the trigger fired. */
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
	/** Ivorey's contact; null where the order names nobody. */
	contact_id: z.string().nullable(),
} );

export const triggerEventSchema = z.strictObject( {
	/** The same for every repeat of the event, in all of the account. */
	id: z.string(),
	/** Where to go on reading after this one, in this epoch of Ivorey's database. */
	cursor: z.string(),
	/** `<account id>.<connection id>` */
	connection: z.string(),
	store_url: z.string(),
	type: z.enum( TRIGGER_TYPES ),
	/** WooCommerce order id. */
	order_id: wooIdSchema,
	/** When the order was placed, or paid. */
	occurred_at: timestampSchema,
	/** null where Ivorey does not have the order: orders are not kept in sync, or the store gave its id to another one. */
	order: orderSummarySchema.nullable(),
} );
export type TriggerEvent = z.infer< typeof triggerEventSchema >;

export const triggerFeedSchema = z.strictObject( {
	/** In the order in which they came to Ivorey. */
	triggers: z.array( triggerEventSchema ),
	/** `after` of the next request; the same as asked for where nothing is new. */
	next: z.string(),
} );
export type TriggerFeed = z.infer< typeof triggerFeedSchema >;

export const FEED_LIMITS = { default: 100, max: 500 } as const;
/** Before the first event. */
export const FEED_START = '0';

/** A place in this feed. */
export interface Cursor {
	/** Of the database that gave it out. */
	epoch: string;
	/** Decimal digits. */
	number: string;
}

const CURSOR = /^(?:(?<epoch>[0-9a-f]{12})\.)?(?<number>0|[1-9][0-9]{0,17})$/;

/** `<number>`, or `<epoch>.<number>` since the database was restored; nobody else should know. */
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
