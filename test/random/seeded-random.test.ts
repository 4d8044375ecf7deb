import { describe, expect, it } from 'vitest';
import { SeededRandom } from './seeded-random.ts';
import { makePlan } from './plan.ts';

describe( 'seeded random', () => {
	it( 'gives the same numbers for the same seed, and others for another', () => {
		const numbers = ( seed: string ) => {
			const random = new SeededRandom( seed );
			return Array.from( { length: 20 }, () => random.next() );
		};
		expect( numbers( 'a' ) ).toEqual( numbers( 'a' ) );
		expect( numbers( 'a' ) ).not.toEqual( numbers( 'b' ) );
	} );

	it( 'is spread over the whole range', () => {
		const random = new SeededRandom( 'spread' );
		const tenths = Array.from( { length: 10 }, () => 0 );
		for ( let i = 0; i < 10_000; i++ ) {
			const number = random.next();
			expect( number >= 0 && number < 1 ).toBe( true );
			tenths[ Math.floor( number * 10 ) ]!++;
		}
		expect( Math.min( ...tenths ) ).toBeGreaterThan( 800 );
	} );

	it( 'picks by weight', () => {
		const random = new SeededRandom( 'weights' );
		const picked = Array.from( { length: 1_000 }, () =>
			random.weighted( { often: 9, seldom: 1, never: 0 } )
		);
		expect( picked ).not.toContain( 'never' );
		const seldom = picked.filter( ( item ) => item === 'seldom' ).length;
		expect( seldom ).toBeGreaterThan( 50 );
		expect( seldom ).toBeLessThan( 200 );
	} );

	it( 'makes the same plan again, and plans that differ', () => {
		const plan = ( seed: string ) =>
			JSON.stringify( makePlan( new SeededRandom( seed ) ).bursts );
		expect( plan( 'x' ) ).toBe( plan( 'x' ) );
		const seeds = Array.from(
			{ length: 100 },
			( _, index ) => `${ index }`
		);
		expect( new Set( seeds.map( plan ) ).size ).toBe( 100 );
	} );
} );
