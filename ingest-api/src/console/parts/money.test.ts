import { expect, test } from 'vitest';
import { money } from './money.ts';

test.for( [
	[ '28.56', 'EUR', '€28.56' ],
	[ '1249987.5', 'USD', '$1,249,987.50' ],
	[ '29', 'JPY', '¥29' ],
	[ '1.234', 'KWD', 'KWD 1.234' ],
	[ '-5.00', 'GBP', '-£5.00' ],
	// A float would lose a cent.
	[ '90071992547409.93', 'USD', '$90,071,992,547,409.93' ],
	[ '0.00012000', 'BTC', '0.00012 BTC' ],
	[ '5.0000', 'points', '5.00 points' ],
] as const )( '%s %s is "%s"', ( [ amount, currency, expected ] ) => {
	expect( money( amount, currency ).replaceAll( '\u00a0', ' ' ) ).toBe(
		expected
	);
} );
