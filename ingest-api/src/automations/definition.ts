import { z } from 'zod';
import { decimalSchema } from '@ivorey/shared';
import { compareDecimals } from './decimals.ts';

const TRIGGERS = [ 'order_submitted', 'payment_received' ] as const;

const MINUTES_PER_WEEK = 7 * 24 * 60;
/** A year. */
const LONGEST_DELAY_MINUTES = 52 * MINUTES_PER_WEEK;
const LONGEST_TEMPLATE = 100_000;

const idList = z.array( z.string().min( 1 ).max( 100 ) ).max( 500 );
const moneySchema = z
	.string()
	.refine( ( text ) => decimalSchema.safeParse( text ).success );
const timeOfDaySchema = z.string().regex( /^([01]\d|2[0-3]):[0-5]\d$/ );

/** R31: all conditions have to hold. A null or an empty list sets no condition. */
const conditionsSchema = z
	.strictObject( {
		/** WooCommerce's slugs. */
		statuses: idList,
		min_total: moneySchema.nullable(),
		max_total: moneySchema.nullable(),
		currencies: z.array( z.string().regex( /^[A-Z]{3}$/ ) ).max( 50 ),
		/** `<connection id>:<product id>`; the order must contain one of them. */
		products: idList,
		/** `<connection id>:<collection id>`; the order must contain a product of one of them. */
		collections: idList,
		buyer: z.enum( [ 'any', 'new', 'returning' ] ),
		payment_methods: idList,
		/** Acts only while the order is unpaid. */
		unpaid: z.boolean(),
	} )
	.refine(
		( { min_total: min, max_total: max } ) =>
			min === null || max === null || compareDecimals( min, max ) <= 0,
		{
			path: [ 'max_total' ],
		}
	);
export type Conditions = z.infer< typeof conditionsSchema >;

const emailActionSchema = z.strictObject( {
	type: z.literal( 'email' ),
	/** Marketing needs an unsubscribe link, and skips buyers who have not agreed to it. */
	purpose: z.enum( [ 'transactional', 'marketing' ] ),
	subject: z.string().trim().min( 1 ).max( 500 ),
	preheader: z.string().trim().max( 500 ),
	body: z.string().min( 1 ).max( LONGEST_TEMPLATE ),
} );
export type EmailAction = z.infer< typeof emailActionSchema >;

const webhookActionSchema = z.strictObject( {
	type: z.literal( 'webhook' ),
	endpoint_id: z.string().min( 1 ).max( 100 ),
} );

export const definitionSchema = z.strictObject( {
	name: z.string().trim().min( 1 ).max( 100 ),
	trigger: z.enum( TRIGGERS ),
	/** Connection IDs; null for all stores, including future ones. */
	stores: idList.min( 1 ).nullable(),
	delay_minutes: z.int().min( 0 ).max( LONGEST_DELAY_MINUTES ),
	conditions: conditionsSchema,
	action: z.discriminatedUnion( 'type', [
		emailActionSchema,
		webhookActionSchema,
	] ),
	/** Further runs are held until the owner decides. */
	hourly_limit: z.int().min( 1 ).max( 100_000 ),
	/** In the account's time zone. Nothing is sent from `from` until `to`. */
	quiet_hours: z
		.strictObject( { from: timeOfDaySchema, to: timeOfDaySchema } )
		.refine( ( { from, to } ) => from !== to, {
			path: [ 'to' ],
		} )
		.nullable(),
	/** Counted from the due time; an older run is skipped. */
	latest_age_minutes: z
		.int()
		.min( 5 )
		.max( 4 * MINUTES_PER_WEEK ),
} );
export type Definition = z.infer< typeof definitionSchema >;

export const NO_CONDITIONS: Conditions = {
	statuses: [],
	min_total: null,
	max_total: null,
	currencies: [],
	products: [],
	collections: [],
	buyer: 'any',
	payment_methods: [],
	unpaid: false,
};

export const DEFAULTS = {
	hourly_limit: 500,
	latest_age_minutes: 2 * 24 * 60,
	quiet_hours: null,
} as const;
