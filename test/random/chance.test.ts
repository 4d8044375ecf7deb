import { describe, expect, it } from 'vitest';
import { Chance } from './chance.ts';
import { makePlan } from './plan.ts';

describe( 'chance', () => {
	it( 'gives the same again for the same seed, and something else for another', () => {
		const numbers = ( seed: string ) => {
			const chance = new Chance( seed );
			return Array.from( { length: 20 }, () => chance.next() );
		};
		expect( numbers( 'a' ) ).toEqual( numbers( 'a' ) );
		expect( numbers( 'a' ) ).not.toEqual( numbers( 'b' ) );
	} );

	it( 'is spread over the whole range', () => {
		const chance = new Chance( 'spread' );
		const tenths = Array.from( { length: 10 }, () => 0 );
		for ( let i = 0; i < 10_000; i++ ) {
			const number = chance.next();
			expect( number >= 0 && number < 1 ).toBe( true );
			tenths[ Math.floor( number * 10 ) ]!++;
		}
		expect( Math.min( ...tenths ) ).toBeGreaterThan( 800 );
	} );

	it( 'picks by weight', () => {
		const chance = new Chance( 'weights' );
		const picked = Array.from( { length: 1_000 }, () =>
			chance.weighted( { often: 9, seldom: 1, never: 0 } )
		);
		expect( picked ).not.toContain( 'never' );
		const seldom = picked.filter( ( item ) => item === 'seldom' ).length;
		expect( seldom ).toBeGreaterThan( 50 );
		expect( seldom ).toBeLessThan( 200 );
	} );

	it( 'makes the same plan again, and plans that differ', () => {
		const plan = ( seed: string ) =>
			JSON.stringify( makePlan( new Chance( seed ) ).bursts );
		expect( plan( 'x' ) ).toBe( plan( 'x' ) );
		const seeds = Array.from(
			{ length: 100 },
			( _, index ) => `${ index }`
		);
		expect( new Set( seeds.map( plan ) ).size ).toBe( 100 );
	} );
} );
