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
	.describe( 'The page of the order in Ivorey; null where Ivorey has none.' );

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
	.describe( 'A time in which the plugin did not run.' );
export type PanelAbsence = z.infer< typeof absence >;

const agreement = verifyReportSchema
	.extend( {
		differing: count.describe( 'Some of them may still wait to be sent.' ),
		repaired: count.describe( 'How many were sent again.' ),
		line: text.describe( 'The same in a line, for people.' ),
	} )
	.describe( 'Of the last comparison that came to its end.' );
export type PanelAgreement = z.infer< typeof agreement >;

const delivery = z.strictObject( {
	sent_at: timestampSchema,
	duration_ms: count,
	records: count,
	bytes: count,
	status: z.int().nullable(),
	problem: text.nullable(),
	problem_text: text.nullable().describe( 'The same, for people.' ),
	applied: count,
	stale: count,
	excluded: count,
	rejected: count,
} );
export type PanelDelivery = z.infer< typeof delivery >;

const connection = z.strictObject( {
	state: connectionStateSchema,
	ivorey_url: text
		.nullable()
		.describe( 'Where people look at it in Ivorey.' ),
	api_url: text.nullable(),
	account: account.nullable(),
	store_url: text.nullable(),
	connected_at: timestampSchema.nullable(),
	credentials_at: timestampSchema
		.nullable()
		.describe( 'How old the keys are; null where that is not known.' ),
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
		.describe( 'Rows by state.' ),
	failures: count.describe( 'Deliveries in a row that did not get through.' ),
	retry_at: timestampSchema.nullable(),
	last_delivery: delivery.nullable(),
	agreement: agreement.nullable(),
	check: agreement
		.nullable()
		.describe( 'The same of what was delivered, compared once an hour.' ),
} );

const status = summary.extend( {
	api_host: text.describe( 'Where Ivorey’s API is.' ),
	site: z
		.strictObject( {
			copied: z.boolean(),
			was_url: text.nullable(),
			is_url: text,
		} )
		.describe( 'Whether this is the site that was approved.' ),
	import: importReportSchema.nullable(),
	stalled_since: timestampSchema
		.nullable()
		.describe(
			'Since when something waits that nothing on the site sends.'
		),
	absence: absence
		.nullable()
		.describe( 'When the plugin did not run, until that is made up for.' ),
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
		'Of an exclusion its reason, of a rejection its error.'
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
		.describe( 'Whether it came to its end; if not, ask again.' ),
	agreement: agreement.nullable(),
	differences: z
		.array( difference )
		.describe(
			'The first of those that differ, as of the last comparison.'
		),
	last_repair: repair
		.nullable()
		.describe(
			'The last comparison that sent something again, or made up for a time in which the plugin did not run.'
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
					'From before the connection, and never selected for an import.'
				),
				kept: count.describe(
					'What Ivorey has besides: deleted or excluded in the store by now.'
				),
				excluded: z
					.array(
						z.strictObject( {
							reason: z.enum( EXCLUSION_REASON_SLUGS ),
							number: count,
						} )
					)
					.describe(
						'Variations are no products, and do not count in the sum.'
					),
			} )
			.describe(
				'They add up: the store is Ivorey, excluded, waiting and not imported.'
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
			number: count.describe( '1, but for variations of a product.' ),
			title: text.describe( 'By which the owner knows it.' ),
			edit_url: text.nullable(),
		} )
	),
	total: count,
} );
export type PanelExclusions = z.infer< typeof exclusions >;

const hour = z.strictObject( {
	hour: timestampSchema.describe( 'When it began.' ),
	records: count.describe( 'That Ivorey has answered for.' ),
	failures: count.describe( 'Deliveries that did not get through.' ),
} );
export type PanelHour = z.infer< typeof hour >;

const explanation = z.strictObject( {
	element: elementSchema,
	id: z.int(),
	note: text
		.nullable()
		.describe( 'What else the search may have meant; null if nothing.' ),
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
					'How both sides stand; null where Ivorey could not be asked.'
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
		.describe( 'Why Ivorey could not be asked; null where it was.' ),
	timeline: z.array(
		z.strictObject( {
			at: text.describe( 'A time, or "now".' ),
			what: text,
			detail: text,
			text: text.describe( 'The detail, for the owner.' ),
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
			'The account whose connection an approval would end; null where there is none, or it is this one.'
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
	redirect: text.describe( 'Where the owner goes on.' ),
} );
export type PanelRedirect = z.infer< typeof redirect >;

const retried = z.strictObject( {
	marked: count.describe( 'Rows that go again with the next delivery.' ),
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
