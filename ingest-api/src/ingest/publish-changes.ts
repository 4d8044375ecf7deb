import type { Kysely } from 'kysely';
import type { WebhookEventType } from '@ivorey/shared';
import type { ConnectionKey } from '../db/identifiers.ts';
import type { Database } from '../db/schema.ts';
import { orderPayload, storePayload } from '../events/payloads.ts';
import { publishEvents } from '../events/publish.ts';
import { changeOf } from './change.ts';
import type { Before, Watch } from './look-before.ts';
import {
	type Applied,
	eventsOf,
	productEvents,
	readOrders,
	transactionEvents,
} from './record-events.ts';
import { contactEvents } from './contact-events.ts';

/** Publishes the news of a batch (R45). To be called after the batch is applied, in its transaction. */
export async function publishChanges(
	tx: Kysely< Database >,
	key: ConnectionKey,
	watch: Watch,
	before: Before,
	applied: Applied,
	now: Date
): Promise< void > {
	const orders = await readOrders( tx, key, [ ...applied.orders ] );
	const changes = new Map(
		orders.map( ( row ) => [
			row.order_id,
			changeOf(
				before.orders.get( row.order_id ),
				{ digest: row.digest, voided: false },
				[ row.date_created, new Date( row.record.date_modified ) ],
				watch.connectedAt
			),
		] )
	);
	const events = [
		...( await contactEvents( tx, key, watch, before, applied, {
			orders,
			changes,
			now,
		} ) ),
		...orders.flatMap( ( row ) =>
			eventsOf(
				changes.get( row.order_id ) ?? null,
				( change ) => ( {
					type: `order.${ change.kind }` as 'order.created',
					id: `${ key.connectionId }:${ row.order_id }:${ row.version }`,
					payload: {
						...storePayload( key, watch.storeUrl ),
						order: orderPayload( row ),
					},
					subject: `${ key.connectionId }:order:${ row.order_id }`,
					concerns: { ...key, orderId: row.order_id },
				} ),
				now
			)
		),
		...( await transactionEvents( tx, key, watch, before, applied, now ) ),
		...( await productEvents( tx, key, watch, before, applied, now ) ),
	];
	await publishEvents(
		tx,
		key.accountId,
		events.filter( ( { type } ) =>
			watch.types.has( type as WebhookEventType )
		)
	);
}
