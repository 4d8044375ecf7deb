import type { Selectable } from 'kysely';
import type { Receipt, Switchable, WebhookEventType } from '@ivorey/shared';
import type { ConnectionKey } from '../db/identifiers.ts';
import { everSwitchedOn } from '../connections/settings.ts';
import type { ConnectionStatus } from '../connections/state.ts';
import type { Ask } from '../db/in-messages.ts';
import type { Database } from '../db/schema.ts';
import { prepared } from '../db/statement-names.ts';
import type { BatchAccount } from './apply-records.ts';

type LockedConnection = Pick<
	Selectable< Database[ 'connections' ] >,
	| 'state'
	| 'state_cause'
	| 'state_reason'
	| 'settings'
	| 'switched_on'
	| 'store_url'
	| 'created_at'
>;

/**
 * Admits one batch of a connection at a time, and none after a person paused or ended it.
 *
 * @return null if the connection is gone.
 */
export async function lockConnection(
	ask: Ask,
	key: ConnectionKey,
	webhookId: string
): Promise< {
	status: ConnectionStatus;
	/** The receipt of an earlier attempt of this batch; another attempt with the same ID waits for the lock. */
	answered: {
		bodyHash: string;
		receipt: Receipt;
		signedAt: Date | null;
	} | null;
	settingsVersion: number;
	/** The switches that were on in any version of the settings. */
	switchedOn: Set< Switchable >;
	/** Whether records were kept out before; such an exclusion is deleted when its record is accepted. */
	hasExclusions: boolean;
	account: BatchAccount;
} | null > {
	const [ [ row ], [ facts ] ] = await Promise.all( [
		ask( prepared< LockedConnection >`
			select state, state_cause, state_reason, settings, switched_on, store_url, created_at
			from connections
			where account_id = ${ key.accountId } and connection_id = ${ key.connectionId }
			for no key update
		` ),
		// A separate statement: the one that waits for the lock would not see what was committed while it waited.
		ask( prepared< {
			exclusions: boolean;
			erasures: boolean;
			watched: WebhookEventType[];
			body_hash: string | null;
			receipt: Receipt | null;
			signed_at: Date | null;
		} >`
			select b.body_hash, b.receipt, b.signed_at,
				exists (
					select from exclusions
					where account_id = ${ key.accountId } and connection_id = ${ key.connectionId }
				) as exclusions,
				exists ( select from erasures where account_id = ${ key.accountId } ) as erasures,
				array(
					select distinct t.type
					from webhook_endpoints e
					cross join unnest( e.event_types ) as t ( type )
					where e.account_id = ${ key.accountId } and e.state = 'enabled'
				) as watched
			from ( select ) as one
			left join batches b
				on b.account_id = ${ key.accountId } and b.connection_id = ${ key.connectionId } and b.webhook_id = ${ webhookId }
		` ),
	] );
	if ( row === undefined ) {
		return null;
	}
	const { body_hash: bodyHash, receipt, signed_at: signedAt } = facts!;
	return {
		answered:
			bodyHash === null || receipt === null
				? null
				: { bodyHash, receipt, signedAt },
		status: {
			state: row.state,
			cause: row.state_cause,
			reason: row.state_reason,
		},
		settingsVersion: row.settings.version,
		switchedOn: everSwitchedOn( row.settings, row.switched_on ),
		hasExclusions: facts!.exclusions,
		account: {
			hasErasures: facts!.erasures,
			watch: {
				types: new Set( facts!.watched ),
				storeUrl: row.store_url,
				connectedAt: row.created_at,
			},
		},
	};
}
