import { expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '@ivorey/shared';
import { hasChange, withChange } from './with-change';

it( 'R25 a change touches only its own switch, and does not modify the settings it starts from', () => {
	const changed = withChange( DEFAULT_SETTINGS, {
		sync: { products: false },
	} );
	expect( changed.sync ).toEqual( {
		...DEFAULT_SETTINGS.sync,
		products: false,
	} );
	expect( changed.import ).toEqual( DEFAULT_SETTINGS.import );
	expect( DEFAULT_SETTINGS.sync.products ).toBe( true );
} );

it( 'R25 settings have a change if each of its switches has the wanted value, whatever the others are', () => {
	const change = { import: { orders: false }, sync: { products: false } };
	const changed = withChange( DEFAULT_SETTINGS, change );
	expect( hasChange( changed, change ) ).toBe( true );
	expect( hasChange( changed, {} ) ).toBe( true );
	expect( hasChange( DEFAULT_SETTINGS, change ) ).toBe( false );
	expect(
		hasChange( changed, { ...change, sync: { products: true } } )
	).toBe( false );
} );
