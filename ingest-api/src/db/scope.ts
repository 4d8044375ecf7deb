import { Kysely, PostgresDialect, type LogEvent } from 'kysely';
import { isAccountId } from './identifiers.ts';
import type { RenewingPool } from './renewing-pool.ts';
import { ACROSS_ROLE, TENANT_ROLE } from './row-security.ts';
import type { Database } from './schema.ts';
import type { Scope } from './lease.ts';

/** What requests and workers have until they say whose rows they are about: they see none. */
export const NOBODY: Scope = { role: TENANT_ROLE, accountId: '' };
const ACROSS: Scope = { role: ACROSS_ROLE, accountId: '' };

interface Opened {
	/** null: its owner's, who sees all. */
	scope: Scope | null;
	open: ( scope: Scope ) => Kysely< Database >;
}

const opened = new WeakMap< Kysely< Database >, Opened >();

/** Kept for the next request or turn of an account. */
const MOST_KEPT = 1_000;

/** Told each statement, and whose rows it sees; null: all. */
export type OnQuery = ( event: LogEvent, scope: Scope | null ) => void;

/** Statements on a pool within a scope. */
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
 * The rows of one account. To be said where a request or a turn of a worker begins, so that nothing within it can
 * touch another's.
 *
 * @throws Error where it is no account's id, within a transaction, and where it was said already for another one.
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
 * For the statements that look across accounts, which are few, and may do what GRANTED_ACROSS in row-security.ts names.
 *
 * @throws Error within a transaction, and of what was limited to an account.
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
