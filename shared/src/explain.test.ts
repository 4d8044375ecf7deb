import { describe, expect, it } from 'vitest';
import { explainAnswerSchema, explainRequestSchema } from './explain.ts';

describe( 'an explain request', () => {
	it( 'names an element with a state of its own by its WooCommerce id', () => {
		const takes = ( element: string, id: unknown ) =>
			explainRequestSchema.safeParse( { element, id } ).success;
		expect( takes( 'orders', '1234' ) ).toBe( true );
		expect( takes( 'collections', '1' ) ).toBe( true );
		expect( takes( 'orders', 1234 ) ).toBe( false );
		expect( takes( 'orders', '#1234' ) ).toBe( false );
		expect( takes( 'transactions', 'payment:1234' ) ).toBe( false );
		expect( takes( 'triggers', '1234' ) ).toBe( false );
	} );

	it( 'may get an empty answer', () => {
		const nothing = {
			server_time: '2026-01-31T08:15:00Z',
			records: [],
			exclusions: [],
			contact: null,
			triggers: [],
		};
		expect( explainAnswerSchema.parse( nothing ) ).toEqual( nothing );
	} );
} );
