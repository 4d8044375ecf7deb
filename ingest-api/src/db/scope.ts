import { Kysely, PostgresDialect, type LogEvent } from 'kysely';
import { isAccountId } from './identifiers.ts';
import type { RenewingPool } from './renewing-pool.ts';
import { ACROSS_ROLE, TENANT_ROLE } from './row-security.ts';
import type { Database } from './schema.ts';
import type { Scope } from './lease.ts';

/** The scope of requests and workers until they name an account: they see no rows. */
export const NOBODY: Scope = { role: TENANT_ROLE, accountId: '' };
const ACROSS: Scope = { role: ACROSS_ROLE, accountId: '' };

interface Opened {
	/** null: the owner's scope, which sees all rows. */
	scope: Scope | null;
	open: ( scope: Scope ) => Kysely< Database >;
}

const opened = new WeakMap< Kysely< Database >, Opened >();

/** Kept for the account's next request or worker turn. */
const MOST_KEPT = 1_000;

/** Called with each statement and its scope; null: all rows. */
export type OnQuery = ( event: LogEvent, scope: Scope | null ) => void;

/** Opens a handle on a pool for statements within a scope. */
export function openScoped(
	pool: RenewingPool,
	scope: Scope | null,
	onQuery?: OnQuery
): Kysely< Database > {
	const kept = new Map< string, Kysely< Database > >();
	const open = ( of: Scope ): Kysely< Database > => {
		const key = `${ of.role } ${ of.accountId }`;
		const db = kept.get( key ) ?? make( of );
		if ( kept.size >= MOST_KEPT ) {
			kept.clear();
		}
		kept.set( key, db );
		return db;
	};
	const make = ( of: Scope | null ): Kysely< Database > => {
		const db = new Kysely< Database >( {
			dialect: new PostgresDialect( {
				pool: {
					options: pool.options,
					connect: () => pool.connect( of ),
					end: () => pool.end(),
				},
			} ),
			...( onQuery === undefined
				? {}
				: { log: ( event: LogEvent ) => onQuery( event, of ) } ),
		} );
		opened.set( db, { scope: of, open } );
		return db;
	};
	return make( scope );
}

/**
 * Limits statements to one account's rows. Call it at the beginning of a request or a worker's turn, so that nothing in
 * it can touch another account's rows.
 *
 * @throws Error if the ID is invalid, within a transaction, or if the handle is already limited to another account.
 */
export function forAccount(
	db: Kysely< Database >,
	accountId: string
): Kysely< Database > {
	if ( ! isAccountId( accountId ) ) {
		throw new Error( 'This is no id of an account' );
	}
	const { scope, open } = openedOf( db );
	if ( scope?.accountId === accountId ) {
		return db;
	}
	assertOpen( scope );
	return open( { role: TENANT_ROLE, accountId } );
}

/**
 * For the few statements that look across accounts; see GRANTED_ACROSS in row-security.ts for their rights.
 *
 * @throws Error within a transaction, or if the handle is limited to an account.
 */
export function acrossAccounts( db: Kysely< Database > ): Kysely< Database > {
	const { scope, open } = openedOf( db );
	assertOpen( scope );
	return open( ACROSS );
}

function openedOf( db: Kysely< Database > ): Opened {
	const found = opened.get( db );
	if ( found === undefined ) {
		throw new Error( 'A transaction keeps the scope that it began with' );
	}
	return found;
}

function assertOpen( scope: Scope | null ): void {
	if ( scope !== null && scope.accountId !== '' ) {
		throw new Error( 'This is limited to another account' );
	}
}
