import pg from 'pg';
import {
	ACCOUNT_SETTING,
	COUNTS_ORDERS,
	type ACROSS_ROLE,
	type TENANT_ROLE,
} from './row-security.ts';

/** Whose rows the statements of a connection see; see row-security.ts. */
export interface Scope {
	role: typeof TENANT_ROLE | typeof ACROSS_ROLE;
	/** As newAccountId() makes it; empty: nobody's. */
	accountId: string;
}

/** Where a statement stands that is not within a transaction. */
export interface Within {
	scope: Scope;
	/** The text that begins a transaction with it; null: it is one of its own. */
	begin: string | null;
}

/** `query_timeout`: pg knows it, its types do not. */
export interface Query extends pg.QueryConfig {
	query_timeout?: number;
}

/** pg's connection, as far as a query writes to it. */
interface Wire {
	/** By name. */
	parsedStatements: Partial< Record< string, string > >;
	submittedNamedStatements: Partial< Record< string, string > >;
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
	handleError( error: Error, wire: Wire ): void;
}

const BaseQuery = pg.Query as unknown as typeof PgQuery;

/** A statement that goes before another one in the same message; prepared. */
interface Prelude {
	name: string;
	text: string;
	values: readonly string[];
}

const SET_SCOPE = {
	name: 'ivorey_scope',
	text: `select set_config( 'role', $1, true ), set_config( '${ ACCOUNT_SETTING }', $2, true ), set_config( '${ COUNTS_ORDERS }', 'on', true )`,
};

/**
 * A statement within a scope, in one round trip: role and account are set in the same message, and end with the
 * transaction. That is the statement's own, or one that begins with it.
 */
class ScopedQuery extends BaseQuery {
	/** Those whose completion was not heard yet. */
	readonly #preludes: Prelude[];
	#ownName: string | undefined;

	constructor( query: Query, preludes: readonly Prelude[] ) {
		super( query );
		this.#preludes = [ ...preludes ];
	}

	override requiresPreparation(): boolean {
		return true;
	}

	override prepare( wire: Wire ): void {
		for ( const { name, text, values } of this.#preludes ) {
			if ( wire.parsedStatements[ name ] === undefined ) {
				wire.parse( { name, text } );
			}
			wire.bind( { statement: name, values } );
			wire.execute( {} );
		}
		super.prepare( wire );
		this.#ownName = this.name;
		this.#takeName();
	}

	override handleDataRow( message: unknown ): void {
		if ( this.#preludes.length === 0 ) {
			super.handleDataRow( message );
		}
	}

	override handleCommandComplete( message: unknown, wire: Wire ): void {
		if ( this.#preludes.length === 0 ) {
			super.handleCommandComplete( message, wire );
			return;
		}
		this.#preludes.shift();
		this.#takeName();
	}

	override handleError( error: Error, wire: Wire ): void {
		// Where one before it failed, it was never parsed.
		if ( this.#ownName !== undefined ) {
			delete wire.submittedNamedStatements[ this.#ownName ];
		}
		super.handleError( error, wire );
	}

	/** pg notes what was parsed under the name of the query that is under way. */
	#takeName(): void {
		this.name = this.#preludes[ 0 ]?.name ?? this.#ownName;
	}
}

/** What begins a transaction is one of few texts. */
const preludeOf = ( text: string ): Prelude => ( {
	name: `ivorey ${ text }`,
	text,
	values: [],
} );

/** A statement that sees the rows of a scope. */
export function queryWithin(
	client: pg.PoolClient,
	query: Query,
	{ scope: { role, accountId }, begin }: Within
): Promise< pg.QueryResult > {
	return new Promise( ( resolve, reject ) => {
		const scoped = new ScopedQuery( query, [
			...( begin === null ? [] : [ preludeOf( begin ) ] ),
			{ ...SET_SCOPE, values: [ role, accountId ] },
		] );
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
