import { describe, expect, it } from 'vitest';
import { withField } from '../testing/with-field.ts';
import { ELEMENTS } from './elements.ts';
import {
	DEFAULT_SETTINGS,
	settingsSchema,
	settingsUpdateSchema,
	switchedOn,
} from './settings.ts';

describe( 'the settings', () => {
	it( 'are valid by default', () => {
		expect( settingsSchema.parse( DEFAULT_SETTINGS ) ).toEqual(
			DEFAULT_SETTINGS
		);
	} );

	it( 'R20 have a switch for the import and one for each element that is importable', () => {
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

describe( 'a change of the settings', () => {
	const { version, ...selections } = DEFAULT_SETTINGS;

	it( 'R25 names the version it is based on, and no version of its own', () => {
		expect(
			settingsUpdateSchema.safeParse( {
				base_version: version,
				...selections,
			} ).error
		).toBeUndefined();
		expect( settingsUpdateSchema.safeParse( selections ).success ).toBe(
			false
		);
		expect(
			settingsUpdateSchema.safeParse( {
				base_version: version,
				...DEFAULT_SETTINGS,
			} ).success
		).toBe( false );
	} );
} );

describe( 'the set of elements that are switched on', () => {
	const off = {
		enabled: false,
		contacts: true,
		orders: true,
		transactions: true,
		products: true,
		collections: true,
	};

	it( 'is everything by default', () => {
		expect( switchedOn( DEFAULT_SETTINGS ) ).toEqual( [
			...ELEMENTS.filter( ( element ) => element !== 'triggers' ),
			'order_submitted',
			'payment_received',
		] );
	} );

	it( 'is empty if both toggles are off, whatever the boxes say', () => {
		expect(
			switchedOn( {
				import: off,
				sync: { ...off, payment_received_triggers: true },
			} )
		).toEqual( [] );
	} );

	it( 'R11 contains no trigger if the store only imports', () => {
		expect(
			switchedOn( {
				import: { ...off, enabled: true, products: false },
				sync: { ...off, payment_received_triggers: true },
			} )
		).toEqual( [ 'collections', 'contacts', 'orders', 'transactions' ] );
	} );

	it( 'R10 R21 has a switch for each trigger', () => {
		const none = {
			enabled: true,
			contacts: false,
			orders: false,
			transactions: false,
			products: false,
			collections: false,
		};
		expect(
			switchedOn( {
				import: off,
				sync: { ...none, payment_received_triggers: true },
			} )
		).toEqual( [ 'payment_received' ] );
		expect(
			switchedOn( {
				import: off,
				sync: {
					...none,
					orders: true,
					payment_received_triggers: false,
				},
			} )
		).toEqual( [ 'orders', 'order_submitted' ] );
	} );
} );
