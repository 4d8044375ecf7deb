/**
 * The answers of `ivorey/v1` on the store's own site: for the panel in wp-admin, for abilities, for other programs.
 */
import { z } from 'zod';
import { connectionStateSchema } from './connection.ts';
import { ELEMENTS, RECORD_ELEMENTS } from './elements.ts';
import { EXCLUSION_REASON_SLUGS } from './mapping/exclusions.ts';
import { timestampSchema } from './records/common.ts';
import { settingsSchema } from './settings.ts';
import { importReportSchema, verifyReportSchema } from './status.ts';

const count = z.int().min( 0 );
const text = z.string();
const account = z.strictObject( { id: text, name: text } );
const elementSchema = z.enum( ELEMENTS );
const orderLink = text
	.nullable()
	.describe(
		'The order’s page in Ivorey; null if Ivorey does not have the order.'
	);

const OUTBOX_STATES = [
	'waiting',
	'sending',
	'retrying',
	'quarantined',
] as const;

/** The ways in which the two sides can differ in a record. */
export const DIFFERENCES = [
	'missing',
	'older',
	'rejected',
	'excluded',
	'untraced',
] as const;

/** The possible results of comparing a record on both sides. */
export const JUDGEMENTS = [
	'alike',
	'pending',
	...DIFFERENCES,
	'kept',
	'not_imported',
	'unwanted',
] as const;
export type Judgement = ( typeof JUDGEMENTS )[ number ];

const absence = z
	.strictObject( { from: timestampSchema, to: timestampSchema } )
	.describe( 'A period in which the plugin did not run.' );
export type PanelAbsence = z.infer< typeof absence >;

const agreement = verifyReportSchema
	.extend( {
		differing: count.describe(
			'The number of records that differ. Some of them may still be waiting to be sent.'
		),
		repaired: count.describe( 'The number of records sent again.' ),
		line: text.describe( 'The result in one line, for display.' ),
	} )
	.describe( 'The result of the last completed comparison.' );
export type PanelAgreement = z.infer< typeof agreement >;

const delivery = z.strictObject( {
	sent_at: timestampSchema,
	duration_ms: count,
	records: count,
	bytes: count,
	status: z.int().nullable(),
	problem: text.nullable(),
	problem_text: text.nullable().describe( 'The problem, for display.' ),
	applied: count,
	stale: count,
	excluded: count,
	rejected: count,
} );
export type PanelDelivery = z.infer< typeof delivery >;

const connection = z.strictObject( {
	state: connectionStateSchema,
	ivorey_url: text.nullable().describe( 'The store’s page in Ivorey.' ),
	api_url: text.nullable(),
	account: account.nullable(),
	store_url: text.nullable(),
	connected_at: timestampSchema.nullable(),
	credentials_at: timestampSchema
		.nullable()
		.describe(
			'When the current credentials were issued; null if unknown.'
		),
	pause: z
		.strictObject( {
			reason: text,
			since: timestampSchema,
			incident: text,
			message: text,
		} )
		.nullable(),
	settings: settingsSchema.nullable(),
} );

/** The data that WP-CLI shows. */
const summary = z.strictObject( {
	connection,
	outbox: z
		.partialRecord( z.enum( OUTBOX_STATES ), count )
		.describe( 'The number of rows in each state.' ),
	failures: count.describe( 'The number of consecutive failed deliveries.' ),
	retry_at: timestampSchema.nullable(),
	last_delivery: delivery.nullable(),
	agreement: agreement.nullable(),
	check: agreement
		.nullable()
		.describe(
			'The result of the hourly comparison of delivered records.'
		),
} );

const status = summary.extend( {
	api_host: text.describe( 'The host of Ivorey’s API.' ),
	site: z
		.strictObject( {
			copied: z.boolean(),
			was_url: text.nullable(),
			is_url: text,
		} )
		.describe( 'Compares this site with the one that was approved.' ),
	import: importReportSchema.nullable(),
	stalled_since: timestampSchema
		.nullable()
		.describe(
			'The time since which records have been waiting without any delivery; null if none have.'
		),
	absence: absence
		.nullable()
		.describe(
			'The period in which the plugin did not run; null once a comparison has caught up on it.'
		),
} );
export type PanelStatus = z.infer< typeof status >;

const outboxRow = z.strictObject( {
	element: z.enum( RECORD_ELEMENTS ),
	id: z.int(),
	state: z.enum( OUTBOX_STATES ),
	reasons: z.array( text ),
	attempts: count,
	marked_at: timestampSchema,
	due_at: timestampSchema.nullable(),
	error: text.nullable(),
} );

const listedRow = outboxRow.extend( { ivorey_url: orderLink } );
export type PanelOutboxRow = z.infer< typeof listedRow >;

const difference = z.strictObject( {
	element: elementSchema,
	id: text,
	state: z.enum( DIFFERENCES ),
	why: text.describe(
		'The reason of an exclusion, or the error of a rejection.'
	),
	title: text,
	edit_url: text.nullable(),
} );
export type PanelDifference = z.infer< typeof difference >;

const repair = agreement.extend( {
	absence: absence.nullable(),
	differences: z.array( difference ),
} );
export type PanelRepair = z.infer< typeof repair >;

const comparison = z.strictObject( {
	done: z
		.boolean()
		.describe(
			'Whether the comparison is complete; if not, send the request again.'
		),
	agreement: agreement.nullable(),
	differences: z
		.array( difference )
		.describe( 'The first differences found by the last comparison.' ),
	last_repair: repair
		.nullable()
		.describe(
			'The last comparison that sent records again, or caught up on a period in which the plugin did not run.'
		),
} );
export type PanelComparison = z.infer< typeof comparison >;

const overview = z.strictObject( {
	elements: z.array(
		z
			.strictObject( {
				element: elementSchema,
				in_store: count,
				in_ivorey: count,
				waiting: count,
				not_imported: count.describe(
					'Objects from before the connection that were never selected for an import.'
				),
				kept: count.describe(
					'Records that Ivorey keeps although they have been deleted or excluded in the store.'
				),
				excluded: z
					.array(
						z.strictObject( {
							reason: z.enum( EXCLUSION_REASON_SLUGS ),
							number: count,
						} )
					)
					.describe(
						'Exclusions by reason. Variations are not products and do not count towards the sum.'
					),
			} )
			.describe(
				'The counts add up: `in_store` is the sum of `in_ivorey`, excluded, `waiting` and `not_imported`.'
			)
	),
} );
export type PanelOverview = z.infer< typeof overview >;

const exclusions = z.strictObject( {
	items: z.array(
		z.strictObject( {
			element: elementSchema,
			id: text,
			reason: z.enum( EXCLUSION_REASON_SLUGS ),
			number: count.describe(
				'1, except for the variations of a product.'
			),
			title: text.describe(
				'The name by which the owner knows the object.'
			),
			edit_url: text.nullable(),
		} )
	),
	total: count,
} );
export type PanelExclusions = z.infer< typeof exclusions >;

const hour = z.strictObject( {
	hour: timestampSchema.describe( 'The start of the hour.' ),
	records: count.describe(
		'The number of records that Ivorey has acknowledged.'
	),
	failures: count.describe( 'The number of failed deliveries.' ),
} );
export type PanelHour = z.infer< typeof hour >;

const explanation = z.strictObject( {
	element: elementSchema,
	id: z.int(),
	note: text
		.nullable()
		.describe(
			'Other possible meanings of the search; null if there are none.'
		),
	records: z.array(
		z.strictObject( {
			element: elementSchema,
			id: text,
			in_store: z.boolean(),
			excluded: z
				.enum( [ ...EXCLUSION_REASON_SLUGS, 'deleted' ] )
				.nullable(),
			state: z
				.enum( JUDGEMENTS )
				.nullable()
				.describe(
					'The result of comparing both sides; null if Ivorey could not be asked.'
				),
			why: text,
			version: z.int().nullable(),
			outcome: text.nullable(),
		} )
	),
	waiting: z.array( outboxRow ),
	contact: z
		.strictObject( { id: text, kind: z.enum( [ 'guest', 'customer' ] ) } )
		.nullable(),
	triggers: z.array(
		z.strictObject( {
			id: text,
			type: text,
			occurred_at: timestampSchema,
			received_at: timestampSchema,
		} )
	),
	unfired: z.array( z.strictObject( { id: text, reason: text } ) ),
	unanswered: text
		.nullable()
		.describe( 'Why Ivorey could not be asked; null if it was asked.' ),
	timeline: z.array(
		z.strictObject( {
			at: text.describe( 'A time, or `now`.' ),
			what: text,
			detail: text,
			text: text.describe( 'The detail, worded for the owner.' ),
		} )
	),
} );

const explained = explanation.extend( { ivorey_url: orderLink } );
export type PanelExplained = z.infer< typeof explained >;

const approval = z.strictObject( {
	account,
	api_host: text,
	settings: settingsSchema,
	ends: account
		.nullable()
		.describe(
			'The account whose connection an approval would end; null if there is none, or if it is the same account.'
		),
	expires_at: timestampSchema,
} );
export type PanelApproval = z.infer< typeof approval >;

const check = z.strictObject( {
	state: connectionStateSchema,
	settings: settingsSchema.nullable(),
} );
export type PanelCheck = z.infer< typeof check >;

const redirect = z.strictObject( {
	redirect: text.describe( 'The URL to which the owner is redirected.' ),
} );
export type PanelRedirect = z.infer< typeof redirect >;

const retried = z.strictObject( {
	marked: count.describe(
		'The number of rows that will be sent again with the next delivery.'
	),
} );

/** By their names in PHP (`Contract\PanelSchemas`); a list is represented by one of its items. */
export const PANEL_SCHEMAS = {
	summary,
	status,
	connection,
	delivery,
	outbox_row: outboxRow,
	listed_row: listedRow,
	retried,
	comparison,
	overview,
	exclusions,
	hour,
	explanation,
	explained,
	approval,
	check,
	redirect,
	import: importReportSchema.nullable(),
	settings: settingsSchema.nullable(),
} as const;
