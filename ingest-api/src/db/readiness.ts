import { LATEST_MIGRATION } from './migrations.ts';
import type { RenewingPool } from './renewing-pool.ts';

/** Shorter than the caller's own timeout. */
const PROBE_MS = 2_000;

/** A standby reports that it is in recovery; a server that was made read-only reports it for every transaction. */
const PROBE = `
	select exists ( select from kysely_migration where name = $1 ) as migrated,
		not pg_is_in_recovery() and current_setting( 'transaction_read_only' ) = 'off' as writable
`;

/** Runs one statement at a time, however many callers ask, so that checks cannot use up the pool. */
export function createReadiness(
	pool: RenewingPool
): () => Promise< boolean > {
	let underWay: Promise< boolean > | null = null;
	return async () => {
		underWay ??= probe( pool ).finally( () => {
			underWay = null;
		} );
		return atMost( underWay, PROBE_MS );
	};
}

async function probe( pool: RenewingPool ): Promise< boolean > {
	try {
		const [ found ] = await pool.ask< {
			migrated: boolean;
			writable: boolean;
		} >( PROBE, [ LATEST_MIGRATION ], PROBE_MS );
		if ( ! found!.writable ) {
			// A session stays read-only, even if its server no longer is.
			pool.renew();
		}
		return found!.migrated && found!.writable && ! pool.isDiskFull;
	} catch {
		return false;
	}
}

/** Resolves to false without an answer by then. */
async function atMost(
	answer: Promise< boolean >,
	ms: number
): Promise< boolean > {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise< boolean >( ( resolve ) => {
		timer = setTimeout( resolve, ms, false );
	} );
	try {
		return await Promise.race( [ answer, late ] );
	} finally {
		clearTimeout( timer );
	}
}
