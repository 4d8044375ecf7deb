// A dependency of @wordpress/scripts, whose lint-js runs this file.
// eslint-disable-next-line import/no-extraneous-dependencies
import wordpress from '@wordpress/eslint-plugin';

export default [
	{
		ignores: [
			'**/build/**',
			'**/dist/**',
			'**/node_modules/**',
			'**/vendor/**',
			'**/.data/**',
			'ingest-api/client/generated/**',
		],
	},
	...wordpress.configs.recommended,
	{
		files: [ '**/*.ts', '**/*.tsx' ],
		rules: {
			// tsc checks these, with more knowledge.
			'no-undef': 'off',
			'import/no-unresolved': 'off',
			'import/no-extraneous-dependencies': 'off',
			'jsdoc/require-param': 'off',
			'jsdoc/require-param-type': 'off',
			'jsdoc/require-returns-type': 'off',
			'jsdoc/require-returns': 'off',
			'@typescript-eslint/no-explicit-any': 'error',
		},
	},
	{
		// A test waits for a condition (test/wait.ts), not for a fixed time.
		files: [ '**/*.test.ts' ],
		// Code that runs for minutes may pause, and a port is released after a delay on purpose.
		ignores: [ 'test/long/**', 'scripts/store/ports.test.ts' ],
		rules: {
			'no-restricted-imports': [
				'error',
				{
					name: 'node:timers/promises',
					message: 'Use waitFor() of test/wait.ts.',
				},
			],
		},
	},
	{
		// Programs for a terminal; the panel and the API have other ways to report.
		files: [
			'scripts/**',
			'test/**',
			'shared/generate/**',
			'ingest-api/generate/**',
			'ingest-api/docs/**',
			'ingest-api/src/cli/**',
		],
		rules: { 'no-console': 'off' },
	},
];
