import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import type { Kysely } from 'kysely';
import type { Config } from '../ops/config.ts';
import type { ConnectionKey } from '../db/identifiers.ts';
import type { Database } from '../db/schema.ts';
import type { Log } from '../ops/log.ts';
import type { Mailer } from '../ops/mailer.ts';
import type { Viewer } from './pages/layout.ts';

export interface ConsoleContext {
	config: Config;
	db: Kysely< Database >;
	mailer: Mailer;
	log: Log;
	now: () => Date;
	addresses: { api: () => string; console: () => string };
	isShuttingDown: () => boolean;
	/** Whom a request comes from. */
	clientAddress: ( c: ConsoleRequest ) => string;
	/** Has the store ask what is new; nobody waits for it. */
	wake: ( storeUrl: string ) => void;
	onTransition: ( key: ConnectionKey, to: string, reason: string ) => void;
}

export interface ConsoleEnvironment {
	Bindings: HttpBindings;
	Variables: { viewer: Viewer; session: string };
}
export type ConsoleRequest = Context< ConsoleEnvironment >;
