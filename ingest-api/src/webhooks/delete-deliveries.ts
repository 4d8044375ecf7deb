import type { Kysely, RawBuilder } from 'kysely';
import { deleteInSlices } from '../db/delete-slices.ts';
import type { Database } from '../db/schema.ts';

/**
 * Deletes deliveries and their attempts in small slices. After an interruption, another call resumes.
 *
 * @param db
 * @param accountId
 * @param where     Condition on the table `t`: deliveries and attempts both.
 */
export async function deleteDeliveries(
	db: Kysely< Database >,
	accountId: string,
	where: RawBuilder< boolean >
): Promise< void > {
	// Deliveries go first: a worker adds no attempt to a delivery that is gone.
	for ( const [ table, key ] of [
		[ 'webhook_deliveries', [ 'event_id', 'endpoint_id' ] ],
		[ 'webhook_attempts', [ 'event_id', 'endpoint_id', 'attempt' ] ],
	] as const ) {
		await deleteInSlices( db, { table, accountId, key, where } );
	}
}
