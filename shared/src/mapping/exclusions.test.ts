import { expect, it } from 'vitest';
import { EXCLUSION_REASON_SLUGS, EXCLUSION_REASONS } from './exclusions.ts';

it( 'R18 every reason is a slug and reads as a sentence of its own', () => {
	expect( EXCLUSION_REASON_SLUGS ).toEqual(
		Object.keys( EXCLUSION_REASONS )
	);
	for ( const slug of EXCLUSION_REASON_SLUGS ) {
		expect( slug ).toMatch( /^[a-z_]{3,40}$/ );
		expect( EXCLUSION_REASONS[ slug ] ).toMatch( /^[A-Z].+[^.]$/ );
	}
	expect( new Set( Object.values( EXCLUSION_REASONS ) ).size ).toBe(
		EXCLUSION_REASON_SLUGS.length
	);
} );

it.each( [
	[ 'R1', 'role' ],
	[ 'R1', 'no_email' ],
	[ 'R7', 'draft' ],
	[ 'R8', 'no_money_moved' ],
	[ 'R11', 'before_connection' ],
	[ 'R12', 'product_type' ],
	[ 'R13', 'no_price' ],
	[ 'R13', 'no_variants' ],
	[ 'R13', 'variant_no_price' ],
	[ 'R14', 'unpublished' ],
	[ 'R14', 'password_protected' ],
	[ 'R14', 'do_not_send' ],
	[ 'R16', 'deleted' ],
	[ 'R17', 'unused' ],
	[ 'R25', 'element_off' ],
	[ 'Erasure:', 'erased' ],
] )( '%s an exclusion is counted as %s (R18)', ( _, slug ) => {
	expect( EXCLUSION_REASON_SLUGS ).toContain( slug );
} );
