import pg from 'pg';
import { expect, test } from 'vitest';
import {
	connectionFate,
	databaseErrorKind,
	NoConnection,
	RetryTransaction,
	type ConnectionFate,
	type DatabaseErrorKind,
} from './errors.ts';

function databaseError( code: string, severity = 'ERROR' ): pg.DatabaseError {
	const error = new pg.DatabaseError( 'planted', 0, 'error' );
	error.code = code;
	error.severity = severity;
	return error;
}

function coded( code: string ): Error {
	return Object.assign( new Error( 'planted' ), { code } );
}

const table: [ string, unknown, DatabaseErrorKind ][] = [
	[ 'a deadlock', databaseError( '40P01' ), 'retry' ],
	[ 'a serialization failure', databaseError( '40001' ), 'retry' ],
	[ 'a unique violation', databaseError( '23505' ), 'retry' ],
	[ 'a lost race', new RetryTransaction(), 'retry' ],
	[ 'a lock that is not to be had', databaseError( '55P03' ), 'unavailable' ],
	[
		'a statement that takes too long',
		databaseError( '57014' ),
		'unavailable',
	],
	[ 'a server that is stopped', databaseError( '57P01' ), 'unavailable' ],
	[ 'a server that crashed', databaseError( '57P02' ), 'unavailable' ],
	[ 'a server that only reads', databaseError( '25006' ), 'unavailable' ],
	[
		'a transaction that takes too long',
		databaseError( '25P04' ),
		'unavailable',
	],
	[
		'a commit whose end is not known',
		databaseError( '40003' ),
		'unavailable',
	],
	[ 'a server that starts', databaseError( '57P03' ), 'unavailable' ],
	[ 'too many connections', databaseError( '53300' ), 'unavailable' ],
	[ 'a full disk', databaseError( '53100' ), 'unavailable' ],
	[ 'a wrong password', databaseError( '28P01' ), 'unavailable' ],
	[ 'a refused connection', coded( 'ECONNREFUSED' ), 'unavailable' ],
	[
		'a refused connection on every address',
		new AggregateError( [
			coded( 'ECONNREFUSED' ),
			coded( 'ECONNREFUSED' ),
		] ),
		'unavailable',
	],
	[
		'a broken connection',
		new Error( 'Connection terminated unexpectedly' ),
		'unavailable',
	],
	[
		'a pool that is used up',
		new Error( 'timeout exceeded when trying to connect' ),
		'unavailable',
	],
	[
		'a way in that is none',
		new NoConnection( new Error( 'no TLS here' ) ),
		'unavailable',
	],
	[ 'a date that is none', databaseError( '22008' ), 'data' ],
	[ 'a check', databaseError( '23514' ), 'data' ],
	[ 'a row that is too long for an index', databaseError( '54000' ), 'data' ],
	[ 'a column that is not there', databaseError( '42703' ), 'bug' ],
	[ 'a slip of ours', new TypeError( 'planted' ), 'bug' ],
	[ 'no error at all', 'planted', 'bug' ],
];

test.for( table )( '%s: %s is %s', ( [ , error, kind ] ) => {
	expect( databaseErrorKind( error ) ).toBe( kind );
} );

const fates: [ string, unknown, ConnectionFate ][] = [
	[ 'a server that only reads', databaseError( '25006' ), 'unfit' ],
	[ 'a full disk', databaseError( '53100' ), 'unfit' ],
	[ 'a server that is stopped', databaseError( '57P01', 'FATAL' ), 'lost' ],
	[ 'a protocol violation', databaseError( '08P01' ), 'lost' ],
	[ 'a reset', coded( 'ECONNRESET' ), 'lost' ],
	[ 'silence', new Error( 'Query read timeout' ), 'lost' ],
	[ 'a statement that takes too long', databaseError( '57014' ), 'good' ],
	[ 'a lock that is not to be had', databaseError( '55P03' ), 'good' ],
	[ 'a deadlock', databaseError( '40P01' ), 'good' ],
	[ 'a slip of ours', new TypeError( 'planted' ), 'good' ],
];

test.for( fates )( 'after %s its connection is $2', ( [ , error, fate ] ) => {
	expect( connectionFate( error ) ).toBe( fate );
} );
