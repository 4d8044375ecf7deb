import { describe, expect, it } from 'vitest';
import { isForGood, mayBeConnected } from './ends';

describe( 'R22 a link that cannot be approved', () => {
	it.each( [
		[ 'ivorey_code_invalid', true, false ],
		[ 'ivorey_api_other', true, false ],
		[ 'ivorey_code_used_up', true, true ],
		[ 'ivorey_unreachable', false, false ],
		[ 'ivorey_site_undecided', false, false ],
		[ 'fetch_error', false, false ],
		[ undefined, false, false ],
	] )(
		'%s: for good %s, perhaps connected %s',
		( code, forGood, perhaps ) => {
			expect( isForGood( code ) ).toBe( forGood );
			expect( mayBeConnected( code ) ).toBe( perhaps );
		}
	);
} );
