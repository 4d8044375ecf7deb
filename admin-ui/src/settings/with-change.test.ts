import { expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '@ivorey/shared';
import { withChange } from './with-change';

it( 'R25 a change touches its own switch, and the settings that it began from stay as they are', () => {
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
