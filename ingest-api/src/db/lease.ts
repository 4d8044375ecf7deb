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

/** The rows that a connection's statements can see; see row-security.ts. */
export interface Scope {
	role: typeof TENANT_ROLE | typeof ACROSS_ROLE;
	/** See newAccountId(); empty: no account's. */
	accountId: string;
}

/** A connection borrowed from the pool. */
export interface Lease {
	/** Sends the queries in one message. @throws Error of the first that fails; later ones were not run. */
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
 * Runs statements within a scope: role and account are set in the statement's own message, and end with its
 * transaction. A transaction begins in the message of its first statement.
 *
 * Statements asked for together, without waiting for each other's answers, share one message; see in-messages.ts.
 *
 * @param lease
 * @param scope null: the login's own.
 */
export function leaseWithin( lease: Lease, scope: Scope | null ): ScopedLease {
	let waiting: Waiting[] = [];
	/** The text that begins a transaction, held back until its first statement. Few different texts exist. */
	let begin: string | null = null;
	let isOpen = false;

	/** The statements to send, each with the caller that waits for it; null if none does. */
	const messageOf = (
		asked: readonly Waiting[]
	): { query: Query; by: Waiting | null }[] => {
		const message: { query: Query; by: Waiting | null }[] = [];
		// To Postgres, the statements of one message outside a transaction are one transaction, so one scope is enough.
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
				// Even if the statement fails, the transaction may be open.
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
		// An unfinished transaction would continue with the connection's next user.
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

/** The answer to a statement that was not sent. */
const NOTHING: pg.QueryResult = {
	command: '',
	rowCount: null,
	oid: 0,
	fields: [],
	rows: [],
};
