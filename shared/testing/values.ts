/** Awkward values by kind of field; each test file picks the ones for its fields. */

const NUL = 'a\u0000b';
const HALF_A_PAIR = 'a\ud83d';

/** Texts in scripts and shapes that a careless program garbles. */
export const GOOD_TEXTS = [
	'',
	'Zoë O’Brien-Müller',
	'محمد بن سلمان',
	'שלום',
	'\u202eRTL override',
	'王小明',
	'👩‍👩‍👧‍👦 family',
	'🎁'.repeat( 100 ),
	'<script>alert(1)</script>',
	"Robert'); DROP TABLE orders;--",
	'line\nbreak\ttab',
	'__proto__',
];
export const BAD_TEXTS = [ undefined, null, 5, true, [], {}, NUL, HALF_A_PAIR ];

export const GOOD_IDS = [ '1', '18446744073709551615' ];
export const BAD_IDS = [
	undefined,
	5,
	1e21,
	'',
	'0',
	'-1',
	'01',
	'1.0',
	'1e5',
	'+5',
	' 5',
	'5\n',
	'٥',
	'0x1f',
	'1'.repeat( 21 ),
	NUL,
];

export const GOOD_DECIMALS = [
	'0',
	'0.00',
	'-3',
	'12.5',
	'12.50',
	'0.00000001',
	'999999999999999999.99999999',
];
export const BAD_DECIMALS = [
	undefined,
	null,
	12.5,
	0,
	NaN,
	Infinity,
	'',
	'1e5',
	'1E5',
	'12,50',
	'1,000.00',
	'1 000',
	'.5',
	'5.',
	'+5',
	'--5',
	'NaN',
	'Infinity',
	'0x10',
	'12.50 ',
	'12.50\n',
	'€12',
	'١٢',
	'1'.repeat( 19 ),
	'0.123456789',
];

export const BAD_POSITIVE_DECIMALS = [
	...BAD_DECIMALS,
	'0',
	'0.00',
	'0.00000000',
	'-0',
	'-12.50',
];

export const GOOD_TIMES = [
	'2026-01-31T08:15:00Z',
	'2024-02-29T23:59:59Z',
	'1970-01-01T00:00:00Z',
	'2026-01-31T08:15:00.123Z',
	'9999-12-31T23:59:59Z',
];
export const BAD_TIMES = [
	undefined,
	1_769_847_300,
	'',
	'2026-01-31',
	'2026-01-31 08:15:00',
	'2026-01-31T08:15:00',
	'2026-01-31T08:15Z',
	'2026-01-31T08:15:00+00:00',
	'2026-01-31T09:15:00+01:00',
	'2026-01-31t08:15:00z',
	'2026-02-30T00:00:00Z',
	'2025-02-29T00:00:00Z',
	'2026-13-01T00:00:00Z',
	'2026-01-31T24:00:00Z',
	'2026-01-31T08:60:00Z',
	'2026-01-31T08:15:60Z',
	'0000-01-01T00:00:00Z',
	'0000-00-00T00:00:00Z',
	'+12026-01-31T08:15:00Z',
	'26-01-31T08:15:00Z',
	`2026-01-31T08:15:00.${ '1'.repeat( 100 ) }Z`,
	'2026-01-31T08:15:00Z\n',
];

export const GOOD_CURRENCIES = [ 'EUR', 'JPY', 'BTC', 'USDT', 'POINTS' ];
export const BAD_CURRENCIES = [
	undefined,
	null,
	978,
	'',
	'eur',
	'Eur',
	'€',
	'E',
	'EUR ',
	'EUR\n',
	'ABCDEFGHIJK',
];

export const GOOD_EMAILS = [
	'ada@example.com',
	'Ada.Lovelace+shop@Example.COM',
	'用户@例え.example',
	"o'brien@example.com",
	'a@b',
];
export const BAD_EMAILS = [
	undefined,
	5,
	'',
	'@',
	'ada',
	'ada@',
	'@example.com',
	'ada@@example.com',
	'ada lovelace@example.com',
	'ada@example.com\n',
	'ada@exa\u0000mple.com',
	'ada@exa\ud83dmple.com',
	`${ 'a'.repeat( 320 ) }@example.com`,
];

export const GOOD_URLS = [
	'https://store.example/',
	'http://localhost:8080/a.jpg',
	'https://store.example/bild-ü-図.jpg',
];
export const BAD_URLS = [
	undefined,
	5,
	'',
	'/a.jpg',
	'//store.example/a.jpg',
	'javascript:alert(1)',
	'data:image/png;base64,AA',
	'ftp://store.example/a.jpg',
	' https://store.example/',
	`https://store.example/${ NUL }`,
	`https://store.example/${ HALF_A_PAIR }`,
	`https://store.example/${ 'a'.repeat( 2048 ) }`,
];

export const BAD_FLAGS = [ undefined, null, 0, 1, 'true', 'yes', '' ];

/** @param max In characters. */
export function textsAsLongAs( max: number ): string[] {
	return [ 'a'.repeat( max ), '🎁'.repeat( max ) ];
}

/** @param max In characters. */
export function textsLongerThan( max: number ): string[] {
	return [ 'a'.repeat( max + 1 ), '🎁'.repeat( max ) + 'a' ];
}
