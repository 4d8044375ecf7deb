import pg from 'pg';

/**
 * The meaning of a database error for the caller:
 * `retry` the transaction as a whole may succeed at once,
 * `unavailable` it may succeed later,
 * `data` Postgres refuses a value, so it never succeeds,
 * `bug` anything else.
 */
export type DatabaseErrorKind = 'retry' | 'unavailable' | 'data' | 'bug';

/** No connection could be opened, for any reason. */
export class NoConnection extends Error {
	override name = 'NoConnection';
	/** The code of the cause, for the log. */
	readonly code: string;

	constructor( cause: unknown ) {
		super( 'No connection to Postgres', { cause } );
		this.code =
			cause instanceof Error && 'code' in cause
				? String( cause.code )
				: '';
	}
}

/** A lost race that is won by running the transaction again. */
export class RetryTransaction extends Error {
	override name = 'RetryTransaction';
}

const UNIQUE_VIOLATION = '23505';

const SERIALIZATION_FAILURE = '40001';
const DEADLOCK_DETECTED = '40P01';
const RETRY_STATES = new Set( [
	SERIALIZATION_FAILURE,
	DEADLOCK_DETECTED,
	UNIQUE_VIOLATION,
] );

/** A server that is read-only: a standby, or one that was made read-only while another takes over. */
const READ_ONLY_TRANSACTION = '25006';
const IDLE_TRANSACTION_TIMEOUT = '25P03';
const TRANSACTION_TIMEOUT = '25P04';
/** The connection broke at the commit; sending the same batch again tells whether it was committed. */
const STATEMENT_COMPLETION_UNKNOWN = '40003';
const UNAVAILABLE_STATES = new Set( [
	READ_ONLY_TRANSACTION,
	IDLE_TRANSACTION_TIMEOUT,
	TRANSACTION_TIMEOUT,
	STATEMENT_COMPLETION_UNKNOWN,
] );

const DISK_FULL = '53100';

/** Classes of https://www.postgresql.org/docs/current/errcodes-appendix.html */
const CONNECTION_EXCEPTION = '08';
/** Login refused, or no such database: a temporary fault on our side. */
const INVALID_AUTHORIZATION = '28';
const INVALID_CATALOG_NAME = '3D';
const INSUFFICIENT_RESOURCES = '53';
/** A lock that was not granted in time, or a database that accepts no connections. */
const NOT_IN_PREREQUISITE_STATE = '55';
/** A statement that took too long, or a server that stops or starts. */
const OPERATOR_INTERVENTION = '57';
const SYSTEM_ERROR = '58';
const UNAVAILABLE_CLASSES = new Set( [
	CONNECTION_EXCEPTION,
	INVALID_AUTHORIZATION,
	INVALID_CATALOG_NAME,
	INSUFFICIENT_RESOURCES,
	NOT_IN_PREREQUISITE_STATE,
	OPERATOR_INTERVENTION,
	SYSTEM_ERROR,
] );

const DATA_EXCEPTION = '22';
const INTEGRITY_VIOLATION = '23';
const PROGRAM_LIMIT_EXCEEDED = '54';
const DATA_CLASSES = new Set( [
	DATA_EXCEPTION,
	INTEGRITY_VIOLATION,
	PROGRAM_LIMIT_EXCEEDED,
] );

const NETWORK_CODES = new Set( [
	'ECONNREFUSED',
	'ECONNRESET',
	'ECONNABORTED',
	'EPIPE',
	'ETIMEDOUT',
	'ENOTFOUND',
	'EAI_AGAIN',
	'EHOSTUNREACH',
	'EHOSTDOWN',
	'ENETUNREACH',
	'ENETDOWN',
	'ERR_STREAM_DESTROYED',
] );

/** pg reports a broken connection, or a failed attempt to get one, as plain errors without a code. */
const CONNECTION_MESSAGES =
	/^(Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error|Client was closed|Cannot use a pool after|driver has already been destroyed)/i;

export function databaseErrorKind( error: unknown ): DatabaseErrorKind {
	if ( error instanceof RetryTransaction ) {
		return 'retry';
	}
	if ( error instanceof NoConnection ) {
		return 'unavailable';
	}
	if ( error instanceof AggregateError ) {
		return error.errors.some( isNetworkError ) ? 'unavailable' : 'bug';
	}
	if ( error instanceof pg.DatabaseError ) {
		return kindOfSqlState( error.code ?? '' );
	}
	return isNetworkError( error ) ? 'unavailable' : 'bug';
}

/**
 * The meaning of an error for the connection that it came from:
 * `lost` nobody is at its other end,
 * `unfit` the server answers, but cannot do the work on it; a new connection may lead to one that can.
 */
export type ConnectionFate = 'good' | 'unfit' | 'lost';

export function connectionFate( error: unknown ): ConnectionFate {
	if ( ! ( error instanceof pg.DatabaseError ) ) {
		return isNetworkError( error ) ? 'lost' : 'good';
	}
	const code = error.code ?? '';
	if (
		code.startsWith( CONNECTION_EXCEPTION ) ||
		// The server closes the connection after such an error.
		[ 'FATAL', 'PANIC' ].includes( error.severity ?? '' )
	) {
		return 'lost';
	}
	return isReadOnly( error ) || code.startsWith( INSUFFICIENT_RESOURCES )
		? 'unfit'
		: 'good';
}

export function isReadOnly( error: unknown ): boolean {
	return (
		error instanceof pg.DatabaseError &&
		error.code === READ_ONLY_TRANSACTION
	);
}

export function isDiskFull( error: unknown ): boolean {
	return error instanceof pg.DatabaseError && error.code === DISK_FULL;
}

/** Usually a lost race; but a record that contradicts itself fails each time. */
export function isUniqueViolation( error: unknown ): boolean {
	return error instanceof pg.DatabaseError && error.code === UNIQUE_VIOLATION;
}

function kindOfSqlState( code: string ): DatabaseErrorKind {
	if ( RETRY_STATES.has( code ) ) {
		return 'retry';
	}
	const sqlStateClass = code.slice( 0, 2 );
	if (
		UNAVAILABLE_STATES.has( code ) ||
		UNAVAILABLE_CLASSES.has( sqlStateClass )
	) {
		return 'unavailable';
	}
	return DATA_CLASSES.has( sqlStateClass ) ? 'data' : 'bug';
}

function isNetworkError( error: unknown ): boolean {
	if ( ! ( error instanceof Error ) ) {
		return false;
	}
	const code = 'code' in error ? String( error.code ) : '';
	return (
		NETWORK_CODES.has( code ) || CONNECTION_MESSAGES.test( error.message )
	);
}
