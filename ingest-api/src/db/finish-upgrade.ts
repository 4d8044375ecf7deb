import type { Kysely } from 'kysely';
import { finishFilling } from './filling-orders.ts';
import { finishWords } from './filling-words.ts';
import { dropRetiredIndexes } from './indexes.ts';
import { noteOldest } from './schema-age.ts';
import type { Database } from './schema.ts';

/**
 * Drops what only earlier versions of the program need. None of their copies may run any more, and none can start
 * again.
 *
 * @return The reason it was not done; null if it is done, now or before.
 */
export async function finishUpgrade(
	db: Kysely< Database >
): Promise< 'unfilled' | 'in-use' | null > {
	const obstacle =
		( await finishFilling( db ) ) ?? ( await finishWords( db ) );
	if ( obstacle === null ) {
		const schema = db as unknown as Kysely< unknown >;
		await dropRetiredIndexes( schema );
		await noteOldest( schema );
	}
	return obstacle;
}
