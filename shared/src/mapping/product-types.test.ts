import { expect, it } from 'vitest';
import { PRODUCT_TYPES } from './product-types.ts';

it( 'R12 only simple and variable products are wanted', () => {
	expect( PRODUCT_TYPES ).toEqual( [ 'simple', 'variable' ] );
} );
