import type pg from 'pg';
import type { Query } from './message.ts';
import {
	ACCOUNT_SETTING,
	COUNTS_ORDERS,
	WORDS_SETTING,
	WORDS_VERSION,
	type ACROSS_ROLE,
	type TENANT_ROLE,
} from './row-security.ts';

/** Whose rows the statements of a connection see; see row-security.ts. */
export interface Scope {
	role: typeof TENANT_ROLE | typeof ACROSS_ROLE;
	/** As newAccountId() makes it; empty: nobody's. */
	accountId: string;
}

/** A connection of the pool, for a time. */
export interface Lease {
	/** In one message. @throws Error of the first that fails; those after it were not run then. */
	query: ( queries: readonly Query[] ) => Promise< pg.QueryResult[] >;
	release: ( destroy?: boolean ) => void;
}

/** A connection for Kysely. */
interface ScopedLease {
	query: ( query: Query ) => Promise< pg.QueryResult >;
	release: ( destroy?: boolean ) => void;
}

interface Waiting {
	query: Query;
	resolve: ( result: pg.QueryResult ) => void;
	reject: ( error: unknown ) => void;
}

const BEGINS = /^(?:begin|start transaction)\b/;
const ENDS = /^(?:commit|rollback)$/;

/**
 * Statements within a scope: role and account are set in the message of the statement, and end with its transaction. A
 * transaction begins in the message of its first statement.
 *
 * Those that are asked for at once, without waiting for each other's answers, go in one message; see in-messages.ts.
 *
 * @param lease
 * @param scope null: the login's own.
 */
export function leaseWithin( lease: Lease, scope: Scope | null ): ScopedLease {
	let waiting: Waiting[] = [];
	/** The text that begins a transaction, of which there are few, until its first statement. */
	let begin: string | null = null;
	let isOpen = false;

	/** The statements to send for those that wait, each with who waits for it; null: nobody. */
	const messageOf = (
		asked: readonly Waiting[]
	): { query: Query; by: Waiting | null }[] => {
		const message: { query: Query; by: Waiting | null }[] = [];
		// Statements of one message that are in no transaction are one to Postgres.
		let isScoped = isOpen || scope === null;
		for ( const by of asked ) {
			const { query } = by;
			if ( BEGINS.test( query.text ) ) {
				begin = query.text;
				by.resolve( NOTHING );
				continue;
			}
			if ( ENDS.test( query.text ) && ! isOpen ) {
				begin = null;
				by.resolve( NOTHING );
				continue;
			}
			if ( ! isOpen ) {
				const before = [
					...( begin === null
						? []
						: [ { name: `ivorey ${ begin }`, text: begin } ] ),
					...( isScoped || scope === null
						? []
						: [ scopeStatement( scope ) ] ),
				];
				isScoped = true;
				message.push(
					...before.map( ( one ) => ( { query: one, by: null } ) )
				);
				// Where it fails, the transaction may be open all the same.
				isOpen = begin !== null;
				begin = null;
			}
			message.push( { query, by } );
		}
		return message;
	};

	const send = async (): Promise< void > => {
		const message = messageOf( waiting );
		waiting = [];
		if ( message.length === 0 ) {
			return;
		}
		try {
			const results = await lease.query(
				message.map( ( { query } ) => query )
			);
			if ( message.some( ( { query } ) => ENDS.test( query.text ) ) ) {
				isOpen = false;
			}
			message.forEach( ( { by }, index ) =>
				by?.resolve( results[ index ]! )
			);
		} catch ( error ) {
			for ( const { by } of message ) {
				by?.reject( error );
			}
		}
	};

	return {
		query: ( query ) =>
			new Promise( ( resolve, reject ) => {
				waiting.push( { query, resolve, reject } );
				if ( waiting.length === 1 ) {
					queueMicrotask( () => void send() );
				}
			} ),
		// A transaction that is not over would go on with whoever comes next.
		release: ( destroy = false ) => lease.release( destroy || isOpen ),
	};
}

function scopeStatement( { role, accountId }: Scope ): Query {
	return {
		name: 'ivorey scope',
		text: `select set_config( 'role', $1, true ), set_config( '${ ACCOUNT_SETTING }', $2, true ), set_config( '${ COUNTS_ORDERS }', 'on', true ), set_config( '${ WORDS_SETTING }', '${ WORDS_VERSION }', true )`,
		values: [ role, accountId ],
	};
}

/** The answer to what was not asked. */
const NOTHING: pg.QueryResult = {
	command: '',
	rowCount: null,
	oid: 0,
	fields: [],
	rows: [],
};
