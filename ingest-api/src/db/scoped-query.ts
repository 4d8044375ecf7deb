import pg from 'pg';
import {
	ACCOUNT_SETTING,
	type ACROSS_ROLE,
	type TENANT_ROLE,
} from './row-security.ts';

/** Whose rows the statements of a connection see; see row-security.ts. */
export interface Scope {
	role: typeof TENANT_ROLE | typeof ACROSS_ROLE;
	/** As newAccountId() makes it; empty: nobody's. */
	accountId: string;
}

/** `query_timeout`: pg knows it, its types do not. */
export interface Query extends pg.QueryConfig {
	query_timeout?: number;
}

/** pg's connection, as far as a query writes to it. */
interface Wire {
	/** By name. */
	parsedStatements: Partial< Record< string, string > >;
	parse: ( statement: { name: string; text: string } ) => void;
	bind: ( portal: { statement: string; values: readonly string[] } ) => void;
	execute: ( portal: object ) => void;
}

type Callback = ( error: Error | null, result: pg.QueryResult ) => void;

/** pg's query, as its own client uses it; pg types no more than that it can be submitted. */
// eslint-disable-next-line @typescript-eslint/no-unused-vars -- Its methods are overridden, which those of an interface are not.
declare class PgQuery implements pg.Submittable {
	name: string | undefined;
	callback: Callback;
	query_timeout?: number;
	submit: pg.Submittable[ 'submit' ];
	constructor( query: Query );
	requiresPreparation(): boolean;
	prepare( wire: Wire ): void;
	handleDataRow( message: unknown ): void;
	handleCommandComplete( message: unknown, wire: Wire ): void;
}

const BaseQuery = pg.Query as unknown as typeof PgQuery;

const SET_SCOPE = 'ivorey_scope';
const SET_SCOPE_SQL = `select set_config( 'role', $1, true ), set_config( '${ ACCOUNT_SETTING }', $2, true )`;

/**
 * A statement within a scope, as one transaction and in one round trip: role and account are set in the same message,
 * and end with it.
 */
class ScopedQuery extends BaseQuery {
	readonly #scope: Scope;
	#isScopeSet = false;
	#ownName: string | undefined;

	constructor( query: Query, scope: Scope ) {
		super( query );
		this.#scope = scope;
	}

	override requiresPreparation(): boolean {
		return true;
	}

	override prepare( wire: Wire ): void {
		if ( wire.parsedStatements[ SET_SCOPE ] === undefined ) {
			wire.parse( { name: SET_SCOPE, text: SET_SCOPE_SQL } );
		}
		const { role, accountId } = this.#scope;
		wire.bind( { statement: SET_SCOPE, values: [ role, accountId ] } );
		wire.execute( {} );
		super.prepare( wire );
		// pg notes what was parsed under the name of the query that is under way.
		this.#ownName = this.name;
		this.name = SET_SCOPE;
	}

	override handleDataRow( message: unknown ): void {
		if ( this.#isScopeSet ) {
			super.handleDataRow( message );
		}
	}

	override handleCommandComplete( message: unknown, wire: Wire ): void {
		if ( this.#isScopeSet ) {
			super.handleCommandComplete( message, wire );
			return;
		}
		this.#isScopeSet = true;
		this.name = this.#ownName;
	}
}

/** Without a transaction around it. */
export function queryWithin(
	client: pg.PoolClient,
	query: Query,
	scope: Scope
): Promise< pg.QueryResult > {
	return new Promise( ( resolve, reject ) => {
		const scoped = new ScopedQuery( query, scope );
		scoped.callback = ( error, result ) =>
			error === null || error === undefined
				? resolve( result )
				: reject( error );
		if ( query.query_timeout !== undefined ) {
			scoped.query_timeout = query.query_timeout;
		}
		client.query( scoped );
	} );
}

/** What begins a transaction, with its scope in the same message. */
export function beginWithin(
	begin: string,
	{ role, accountId }: Scope
): string {
	const account =
		accountId === ''
			? ''
			: `; set local ${ ACCOUNT_SETTING } = '${ accountId }'`;
	return `${ begin }; set local role ${ role }${ account }`;
}
