import { describe, expect, it } from 'vitest';
import { withField } from '../testing/with-field.ts';
import { statusReportSchema, type StatusReport } from './status.ts';

const report: StatusReport = {
	import: {
		id: 'imp_1',
		state: 'running',
		started_at: '2026-01-31T08:15:00.000Z',
		finished_at: null,
		elements: {
			orders: {
				state: 'running',
				total: 10_000,
				done: 500,
				excluded: { draft: 3 },
				rejected: 1,
				rate: 1_234.5,
				seconds_left: 8,
			},
		},
	},
	handled_request: null,
	exclusions: [ { element: 'orders', reason: 'draft', number: 3 } ],
	waiting: 0,
	quarantined: 1,
	verified: null,
};

describe( 'a status report', () => {
	it( 'R24 reports the progress of the import', () => {
		expect( statusReportSchema.parse( report ) ).toEqual( report );
	} );

	it( 'is also sent before anything was imported', () => {
		expect(
			statusReportSchema.safeParse( {
				...report,
				import: null,
				exclusions: [],
			} ).error
		).toBeUndefined();
	} );

	it( 'R46 lists the e-mails that WooCommerce sends itself, unless an older plugin leaves them out', () => {
		const emails = {
			on_hold_order: true,
			processing_order: true,
			completed_order: false,
		};
		expect(
			statusReportSchema.parse( { ...report, customer_emails: emails } )
				.customer_emails
		).toEqual( emails );
		expect( statusReportSchema.parse( report ) ).not.toHaveProperty(
			'customer_emails'
		);
	} );

	it.each( [
		[ '/customer_emails', [ {}, null ] ],
		[ '/import', [ undefined ] ],
		[ '/import/state', [ undefined, 'paused' ] ],
		[ '/import/elements/coupons', [ report.import!.elements.orders ] ],
		[ '/import/elements/orders/done', [ undefined, -1, 1.5 ] ],
		[ '/import/elements/orders/excluded', [ { whim: 1 }, { draft: -1 } ] ],
		[ '/import/elements/orders/rate', [ undefined, -1 ] ],
		[ '/exclusions/0/reason', [ undefined, 'whim' ] ],
		[ '/waiting', [ undefined, -1 ] ],
		[ '/verified', [ undefined, {} ] ],
		[ '/orders', [ [] ] ],
	] )( 'is refused for a wrong %s', ( pointer, values ) => {
		for ( const value of values ) {
			expect(
				statusReportSchema.safeParse(
					withField( report, pointer, value )
				).success
			).toBe( false );
		}
	} );
} );
