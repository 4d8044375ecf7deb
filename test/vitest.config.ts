import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { LIMIT_MS } from './wait.ts';

const root = new URL( '..', import.meta.url ).pathname;

/** Takes minutes: `npm run test:long`. */
const LONG = [
	'test/long/**/*.test.ts',
	// The scripts that start stores; every test on a store uses them.
	'scripts/store/*-store.test.ts',
	'scripts/store/lifecycle.test.ts',
	'scripts/store/options.test.ts',
	'scripts/store/shopper.test.ts',
];
/** Part of the short suite, and longer here. */
const SCALED = [
	'ingest-api/src/connections/flood.test.ts',
	'ingest-api/src/db/filling-orders.test.ts',
	'test/console/pages.test.ts',
	'test/e2e/automations.test.ts',
	'test/e2e/checkout-cost.test.ts',
	'test/faults/automations.test.ts',
	'test/faults/copies.test.ts',
	'test/e2e/latency.test.ts',
	'test/e2e/panel-*.test.ts',
	'test/faults/database.test.ts',
];
/** Tests with their own store, including database, web server and PHP. */
const ON_STORE = [
	'test/e2e/**/*.test.ts',
	'test/faults/**/*.test.ts',
	'test/random/random.test.ts',
];
/** Run by `npm run test:matrix` once for each pair of versions, and each PHP version. */
const MATRIX = [ 'test/matrix/pair.test.ts', 'test/matrix/php.test.ts' ];
const NODE_MODULES = '**/node_modules/**';

/** Tests wait for databases, processes and timers as long as they compute. */
const WORKERS = Math.max( 2, Math.ceil( availableParallelism() * 1.5 ) );

const common = {
	// Browsers, PHP, databases and mail servers may be slow on a busy machine; `npm test` names the tests
	// that needed a retry.
	retry: 1,
	globalSetup: [ 'test/postgres/global-setup.ts' ],
	maxWorkers: WORKERS,
	expect: { poll: { timeout: LIMIT_MS } },
};

export default defineConfig( {
	root,
	test: {
		projects: [
			{
				root,
				test: {
					...common,
					name: 'unit',
					include: [
						'shared/**/*.test.ts',
						'ingest-api/**/*.test.ts',
						'admin-ui/**/*.test.ts',
						'scripts/**/*.test.ts',
						'test/**/*.test.ts',
					],
					exclude: [ NODE_MODULES, ...ON_STORE, ...LONG, ...MATRIX ],
					testTimeout: 60_000,
					hookTimeout: 60_000,
				},
			},
			{
				root,
				test: {
					...common,
					name: 'store',
					include: ON_STORE,
					exclude: [ NODE_MODULES, ...LONG ],
					testTimeout: 2 * LIMIT_MS,
					hookTimeout: 300_000,
				},
			},
			{
				root,
				test: {
					...common,
					name: 'matrix',
					// Each test continues with the shop as the previous one left it.
					retry: 0,
					include: MATRIX,
					exclude: [ NODE_MODULES ],
					testTimeout: 600_000,
					hookTimeout: 600_000,
				},
			},
			{
				root,
				test: {
					...common,
					name: 'long',
					// Some of these check what a store leaves behind.
					env: { TEST_SCALE: 'long', IVOREY_STORE_SLOTS: '' },
					include: [ ...LONG, ...SCALED ],
					exclude: [ NODE_MODULES ],
					testTimeout: 60 * 60_000,
					hookTimeout: 300_000,
				},
			},
		],
	},
} );
