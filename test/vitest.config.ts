import { defineConfig } from 'vitest/config';

const root = new URL( '..', import.meta.url ).pathname;
const onStore = [
	'test/store/**/*.test.ts',
	'test/e2e/**/*.test.ts',
	'test/faults/**/*.test.ts',
	'test/random/random.test.ts',
];

export default defineConfig( {
	root,
	test: {
		projects: [
			{
				root,
				test: {
					name: 'unit',
					include: [
						'shared/**/*.test.ts',
						'ingest-api/**/*.test.ts',
						'admin-ui/**/*.test.ts',
						'test/**/*.test.ts',
					],
					exclude: [ '**/node_modules/**', ...onStore ],
					globalSetup: [ 'test/postgres/global-setup.ts' ],
					testTimeout: 20_000,
					hookTimeout: 60_000,
				},
			},
			{
				root,
				test: {
					name: 'store',
					include: onStore,
					exclude: [ '**/node_modules/**' ],
					globalSetup: [ 'test/postgres/global-setup.ts' ],
					// Each store has a database server, a web server and PHP workers of its own: more at once only get in each other's way.
					maxWorkers: 2,
					testTimeout: 120_000,
					hookTimeout: 300_000,
				},
			},
		],
	},
} );
