import apiFetch from '@wordpress/api-fetch';
import type { ConnectionState } from '@ivorey/shared';

/** `GET ivorey/v1/status` (plugin/src/Rest/Schemas.php). Times are RFC 3339. */
export interface Status {
	connection: {
		state: ConnectionState;
		api_url: string | null;
		account: { id: string; name: string } | null;
		store_url: string | null;
		connected_at: string | null;
		pause: { reason: string; since: string; message: string } | null;
	};
	/** Rows by state. */
	outbox: Record< string, number >;
	/** Deliveries in a row that did not get through. */
	failures: number;
	retry_at: string | null;
	last_delivery: {
		sent_at: string;
		records: number;
		status: number | null;
		problem: string | null;
		applied: number;
		rejected: number;
	} | null;
}

export function fetchStatus(): Promise< Status > {
	return apiFetch< Status >( { path: '/ivorey/v1/status' } );
}
