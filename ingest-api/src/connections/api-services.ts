import type { Kysely } from 'kysely';
import { formatConnection, type ConnectionKey } from '../db/identifiers.ts';
import type { Database } from '../db/schema.ts';
import { forAccount } from '../db/scope.ts';
import type { BodyPlaces } from '../http/body-places.ts';
import type { Health } from '../http/health.ts';
import type { RateLimits } from '../http/rate-limit.ts';
import type { Replays } from '../http/replays.ts';
import type { Config } from '../ops/config.ts';
import type { Log } from '../ops/log.ts';
import type { Metrics } from '../ops/metrics.ts';
import type { AuthenticationContext } from './authenticate.ts';
import type { ConfirmStore } from './connect/exchange.ts';
import type { Keyring } from './keyring.ts';

/** The addresses at which stores and people reach this program, without a trailing slash. */
export interface Addresses {
	api: () => string;
	console: () => string;
	/** A connection's page in the console. */
	storePage: ( connectionId: string ) => string;
}

export interface ApiServices {
	config: Config;
	db: Kysely< Database >;
	/**
	 * For stores' questions about their own records, which may take long. A separate pool, so that no batch waits for
	 * them.
	 */
	questionsDb: Kysely< Database >;
	keys: Keyring;
	/** See `AuthenticationContext`. */
	onUnreadableSecret: AuthenticationContext[ 'onUnreadableSecret' ];
	now: () => Date;
	log: Log;
	metrics: Metrics;
	limits: RateLimits;
	bodies: BodyPlaces;
	replays: Replays;
	health: Health;
	confirmStore: ConfirmStore;
	/** Tells workers that a trigger fired or that there is something to send. */
	onTriggers: () => void;
	/** Reports how many records a batch brought. */
	onRecords: ( connection: ConnectionKey, count: number ) => void;
	addresses: Addresses;
}

/** The handler's services for one account: their statements see no other account's rows. */
export function servicesFor<
	Services extends Pick< ApiServices, 'db' | 'questionsDb' >,
>( services: Services, accountId: string ): Services {
	return {
		...services,
		db: forAccount( services.db, accountId ),
		questionsDb: forAccount( services.questionsDb, accountId ),
	};
}

export function noteTransition(
	{ log, metrics }: Pick< ApiServices, 'log' | 'metrics' >,
	key: ConnectionKey,
	state: string,
	reason: string
): void {
	metrics.transition( state );
	log.warn( 'connection state changed', {
		connection: formatConnection( key ),
		state,
		reason,
	} );
}
