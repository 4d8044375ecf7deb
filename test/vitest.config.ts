import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const root = new URL( '..', import.meta.url ).pathname;
const onStore = [
	'test/store/**/*.test.ts',
	'test/e2e/**/*.test.ts',
	'test/faults/**/*.test.ts',
	'test/random/random.test.ts',
];

const WORKERS = Math.max( 2, Math.ceil( availableParallelism() * 1.5 ) );

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
					// They wait for Postgres and for timers as long as they compute.
					maxWorkers: WORKERS,
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
					maxWorkers: WORKERS,
					testTimeout: 120_000,
					hookTimeout: 300_000,
				},
			},
		],
	},
} );
