import { freshDatabase } from '../postgres/database.ts';
import type { StoreOptions } from '../../scripts/store/store.ts';
import { Pipe } from './pipe.ts';

/** A pipe for tests, with a database of the test run's server. */
export async function startPipe(
	options: StoreOptions = {},
	env: Record< string, string > = {}
): Promise< Pipe > {
	return Pipe.start( await freshDatabase(), options, env );
}
