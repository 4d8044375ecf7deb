import { freshDatabase } from '../postgres/database.ts';
import type { StoreOptions } from '../../scripts/store/store.ts';
import { TestBed } from './test-bed.ts';

/** A test bed with a database on the test run's server. */
export async function startTestBed(
	options: StoreOptions = {},
	env: Record< string, string > = {}
): Promise< TestBed > {
	return TestBed.start( await freshDatabase(), options, env );
}
