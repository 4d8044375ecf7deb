import pg from 'pg';

/**
 * What an error of the database means for the one who asked:
 * `retry` the transaction as a whole may succeed at once,
 * `unavailable` it may succeed later,
 * `data` Postgres refuses a value, so it never succeeds,
 * `bug` anything else.
 */
export type DatabaseErrorKind = 'retry' | 'unavailable' | 'data' | 'bug';

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

const IDLE_TRANSACTION_TIMEOUT = '25P03';

/** Classes of https://www.postgresql.org/docs/current/errcodes-appendix.html */
const CONNECTION_EXCEPTION = '08';
/** No way in, or no such database: wrong on our side, and not for ever. */
const INVALID_AUTHORIZATION = '28';
const INVALID_CATALOG_NAME = '3D';
const INSUFFICIENT_RESOURCES = '53';
/** A lock that was not to be had in time, or a database that takes no connections. */
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
	'EPIPE',
	'ETIMEDOUT',
	'ENOTFOUND',
	'EAI_AGAIN',
	'EHOSTUNREACH',
	'ENETUNREACH',
] );

/** pg reports a broken connection, or none to be had, as plain errors without a code. */
const CONNECTION_MESSAGES =
	/^(Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error|Client was closed|Cannot use a pool after|driver has already been destroyed)/i;

export function databaseErrorKind( error: unknown ): DatabaseErrorKind {
	if ( error instanceof RetryTransaction ) {
		return 'retry';
	}
	if ( error instanceof AggregateError ) {
		return error.errors.some( isNetworkError ) ? 'unavailable' : 'bug';
	}
	if ( error instanceof pg.DatabaseError ) {
		return kindOfSqlState( error.code ?? '' );
	}
	return isNetworkError( error ) ? 'unavailable' : 'bug';
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
		code === IDLE_TRANSACTION_TIMEOUT ||
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
