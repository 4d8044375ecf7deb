import { describe, expect, it } from 'vitest';
import { explainAnswerSchema, explainRequestSchema } from './explain.ts';

describe( 'a question where something is', () => {
	it( 'is asked by WooCommerce’s id of what has a state of its own', () => {
		const takes = ( element: string, id: unknown ) =>
			explainRequestSchema.safeParse( { element, id } ).success;
		expect( takes( 'orders', '1234' ) ).toBe( true );
		expect( takes( 'collections', '1' ) ).toBe( true );
		expect( takes( 'orders', 1234 ) ).toBe( false );
		expect( takes( 'orders', '#1234' ) ).toBe( false );
		expect( takes( 'transactions', 'payment:1234' ) ).toBe( false );
		expect( takes( 'triggers', '1234' ) ).toBe( false );
	} );

	it( 'may be answered with nothing at all', () => {
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
