import {
	OPTIONAL_FIELDS,
	type ConnectionInfo,
	type ImportRequest,
} from '@ivorey/shared';
import { formatConnection } from '../db/identifiers.ts';
import type { StoredConnection } from './repository.ts';

/** The body of `GET /v1/connection`. */
export function connectionInfo(
	connection: StoredConnection,
	importRequest: ImportRequest | null,
	consoleUrl: string,
	now: Date
): ConnectionInfo {
	return {
		id: formatConnection( connection ),
		state: connection.status.state,
		account: { id: connection.accountId, name: connection.accountName },
		store_url: connection.storeUrl,
		console_url: consoleUrl,
		server_time: now.toISOString(),
		epoch: connection.epoch,
		optional_fields: [ ...OPTIONAL_FIELDS ],
		settings: connection.settings,
		requests: { import: importRequest },
	};
}
