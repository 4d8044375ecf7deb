/** vitest's projects, and PHPUnit's two configurations. */
export const SUITES = [
	'unit',
	'plugin',
	'woocommerce',
	'store',
	'long',
] as const;
export type Suite = ( typeof SUITES )[ number ];

/** The suites of `npm test`; the others run in `npm run test:long`. */
export const SHORT_SUITES: readonly Suite[] = [
	'unit',
	'plugin',
	'woocommerce',
	'store',
];
