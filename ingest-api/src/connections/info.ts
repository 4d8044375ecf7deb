import type { ConnectionInfo } from '@ivorey/shared';
import { formatConnection } from './identifiers.ts';
import type { StoredConnection } from './store.ts';

/** `GET /v1/connection`. */
export function connectionInfo(
	connection: StoredConnection,
	now: Date
): ConnectionInfo {
	return {
		id: formatConnection( connection ),
		state: connection.status.state,
		account: { id: connection.accountId, name: connection.accountName },
		store_url: connection.storeUrl,
		server_time: now.toISOString(),
		settings: connection.settings,
	};
}
