import { describe, expect, it } from 'vitest';
import { withField } from '../testing/with-field.ts';
import { ELEMENTS } from './elements.ts';
import { DEFAULT_SETTINGS, settingsSchema } from './settings.ts';

describe( 'the settings', () => {
	it( 'by default fit', () => {
		expect( settingsSchema.parse( DEFAULT_SETTINGS ) ).toEqual(
			DEFAULT_SETTINGS
		);
	} );

	it( 'R20 have a switch for the import and one for each element that can be imported', () => {
		const names = ELEMENTS.filter( ( element ) => element !== 'triggers' );
		expect( Object.keys( DEFAULT_SETTINGS.import ).sort() ).toEqual(
			[ 'enabled', ...names ].sort()
		);
	} );

	it( 'R21 have a switch to keep in sync, one for each element and one for Payment Received', () => {
		expect( Object.keys( DEFAULT_SETTINGS.sync ).sort() ).toEqual(
			[
				...Object.keys( DEFAULT_SETTINGS.import ),
				'payment_received_triggers',
			].sort()
		);
	} );

	it.each( [
		[ '/version', [ undefined, -1, 1.5, '1' ] ],
		[ '/import', [ undefined, null, true ] ],
		[ '/import/orders', [ undefined, null, 1, 'on' ] ],
		[ '/import/payment_received_triggers', [ true ] ],
		[ '/sync/payment_received_triggers', [ undefined ] ],
		[ '/sync/coupons', [ true ] ],
		[ '/__proto__', [ {} ] ],
	] )( 'are refused for a wrong %s', ( pointer, values ) => {
		for ( const value of values ) {
			expect(
				settingsSchema.safeParse(
					withField( DEFAULT_SETTINGS, pointer, value )
				).success
			).toBe( false );
		}
	} );
} );
