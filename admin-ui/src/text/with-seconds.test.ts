import { expect, it } from 'vitest';
import { withSeconds } from './with-seconds';

it.each( [
	[ 'M j, Y g:i a', 'M j, Y g:i:s a' ],
	[ 'd.m.Y H:i', 'd.m.Y H:i:s' ],
	[ 'H:i:s', 'H:i:s' ],
	[ 'Y \\i\\n H\\hi', 'Y \\i\\n H\\hi:s' ],
	[ 'd.m.Y', 'd.m.Y' ],
] )( 'adds the seconds to %s', ( format, expected ) => {
	expect( withSeconds( format ) ).toBe( expected );
} );
