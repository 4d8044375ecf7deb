import pg from 'pg';

/** pg supports `query_timeout`, but its types lack it. */
export interface Query extends pg.QueryConfig {
	query_timeout?: number;
}

/** The part of pg's connection that a query writes to. */
interface Wire {
	/** The named statements that are on their way to the server, by name. */
	submittedNamedStatements: Partial< Record< string, string > >;
	stream: { readonly writable: boolean; write: ( bytes: Buffer ) => boolean };
	sync: () => void;
}

type Callback = ( error: Error | null ) => void;

/** pg's query as its own client uses it; pg's types only say that it can be submitted. */
declare class PgQuery {
	name: string | undefined;
	text: string;
	callback: ( error: Error | null, result: pg.QueryResult ) => void;
	_result: { _types: unknown };
	constructor( query: Query );
	prepare( wire: Wire ): void;
	handleRowDescription( message: unknown ): void;
	handleDataRow( message: unknown ): void;
	handleCommandComplete( message: unknown, wire: Wire ): void;
	handleEmptyQuery( wire: Wire ): void;
	handleReadyForQuery( wire: Wire ): void;
}

const Statement = pg.Query as unknown as typeof PgQuery;

/**
 * Statements that go to Postgres in one write and are answered in one. For small statements, reading and writing the
 * socket costs more than everything else. Statements after a failed one are not run.
 *
 * To pg's client the message is one query. pg's own pipelining does not fit: it synchronises after each statement, so
 * statements after a failure run, and outside of a transaction earlier ones are not undone.
 */
class Message implements pg.Submittable {
	callback: Callback;
	query_timeout?: number;

	readonly #statements: PgQuery[];
	readonly #results: pg.QueryResult[] = [];
	/** How many of the statements the server has finished. */
	#done = 0;
	/** The error of a value that cannot be sent to Postgres, or of an answer that cannot be read. */
	#failure: Error | null = null;

	constructor(
		queries: readonly Query[],
		answer: ( error: Error | null, results: pg.QueryResult[] ) => void
	) {
		this.#statements = queries.map( ( query ) => {
			const statement = new Statement( query );
			statement._result._types = pg.types;
			statement.callback = ( error, result ) => {
				this.#failure ??= error;
				this.#results.push( result );
			};
			return statement;
		} );
		const timeouts = queries.flatMap(
			( { query_timeout: timeout } ) => timeout ?? []
		);
		if ( timeouts.length > 0 ) {
			this.query_timeout = Math.max( ...timeouts );
		}
		this.callback = ( error ) => answer( error, this.#results );
	}

	/** The name of the statement being answered, by which pg records that the server has parsed it. */
	get name(): string | undefined {
		return this.#current?.name;
	}

	get text(): string | undefined {
		return this.#current?.text;
	}

	get #current(): PgQuery | undefined {
		return this.#statements[ this.#done ];
	}

	submit( connection: pg.Connection ): void {
		const wire = connection as unknown as Wire;
		const parts: Buffer[] = [];
		const collecting = Object.create( wire, {
			stream: {
				value: {
					writable: true,
					write: ( bytes: Buffer ) => parts.push( bytes ) > 0,
				},
			},
		} ) as Wire;
		const unsynchronised = Object.create( collecting, {
			sync: { value: () => undefined },
		} ) as Wire;
		try {
			for ( const statement of this.#statements ) {
				statement.prepare( unsynchronised );
				if ( this.#failure !== null ) {
					break;
				}
			}
		} finally {
			collecting.sync();
			// In one piece: many small writes take Node up to twice as long.
			if ( wire.stream.writable ) {
				wire.stream.write( Buffer.concat( parts ) );
			}
		}
	}

	handleRowDescription( message: unknown ): void {
		this.#current?.handleRowDescription( message );
	}

	handleDataRow( message: unknown ): void {
		this.#current?.handleDataRow( message );
	}

	handleCommandComplete( message: unknown, wire: Wire ): void {
		this.#current?.handleCommandComplete( message, wire );
		this.#current?.handleReadyForQuery( wire );
		this.#done++;
	}

	handleEmptyQuery( wire: Wire ): void {
		this.#current?.handleReadyForQuery( wire );
		this.#done++;
	}

	handleError( error: Error, wire: Wire ): void {
		for ( const { name } of this.#statements.slice( this.#done ) ) {
			// Statements after the failed one were not parsed.
			if ( name !== undefined ) {
				delete wire.submittedNamedStatements[ name ];
			}
		}
		this.callback( error );
	}

	handleReadyForQuery(): void {
		this.callback( this.#failure );
	}
}

/** @throws Error of the first statement that fails. */
export function sendTogether(
	client: pg.PoolClient,
	queries: readonly Query[]
): Promise< pg.QueryResult[] > {
	return new Promise( ( resolve, reject ) => {
		client.query(
			new Message( queries, ( error, results ) =>
				error === null || error === undefined
					? resolve( results )
					: reject( error )
			)
		);
	} );
}
