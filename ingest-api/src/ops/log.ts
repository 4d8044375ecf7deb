import { pino, type DestinationStream } from 'pino';
import type { Config } from './config.ts';

/**
 * The only fields that a log line can have. All others are dropped, so that no secret, e-mail address, name or body
 * gets in by accident.
 */
const FIELDS = [
	'requestId',
	'method',
	'route',
	'status',
	'ms',
	'problem',
	'connection',
	'key',
	'element',
	'order',
	'records',
	'applied',
	'stale',
	'excluded',
	'rejected',
	'repeated',
	'state',
	'reason',
	'url',
	'metrics',
	'roles',
	'signal',
	'count',
	'index',
	'constraint',
	'table',
	'error',
	'code',
	'at',
] as const;
type Field = ( typeof FIELDS )[ number ];
export type LogFields = Partial< Record< Field, string | number | boolean > >;

/** Log messages are fixed texts, never composed. */
export type LogMessage =
	| 'listening'
	| 'embedded database, not meant for production'
	| 'waiting for another copy to migrate'
	| 'building an index'
	| 'validating a constraint'
	| 'securing a table'
	| 'ready'
	| 'shutting down'
	| 'stopped'
	| 'request'
	| 'batch applied'
	| 'order applied'
	| 'person erased'
	| 'token use not noted'
	| 'connection state changed'
	| 'credentials rotated'
	| 'store joined'
	| 'store woken'
	| 'secrets cannot be opened, their encryption key is missing'
	| 'mail sent'
	| 'mail failed'
	| 'message not sent'
	| 'message not settled'
	| 'request failed'
	| 'database connection lost'
	| 'traces lost'
	| 'orders filled'
	| 'words filled'
	| 'filling failed'
	| 'statistics not renewed'
	| 'old receipts removed'
	| 'old history removed'
	| 'worker failed';

const MAX_TEXT = 300;

/** Lines are written in groups: writing one alone costs a busy API more than making it. */
const TOGETHER = { minLength: 4_096, periodicFlush: 50 };

export interface Log {
	debug: ( message: LogMessage, fields?: LogFields ) => void;
	info: ( message: LogMessage, fields?: LogFields ) => void;
	warn: ( message: LogMessage, fields?: LogFields ) => void;
	error: ( message: LogMessage, fields?: LogFields ) => void;
}

/** Writes structured lines to stdout, or to the given destination. */
export function createLog(
	level: Config[ 'logLevel' ],
	destination?: DestinationStream
): Log {
	const options = {
		level,
		base: null,
		timestamp: () => `,"time":"${ new Date().toISOString() }"`,
	};
	const stdout =
		destination === undefined
			? pino.destination( { ...TOGETHER, sync: false } )
			: null;
	const logger = pino( options, destination ?? stdout! );
	const at =
		( name: 'debug' | 'info' | 'warn' | 'error' ) =>
		( message: LogMessage, fields: LogFields = {} ) => {
			if ( logger.isLevelEnabled( name ) ) {
				logger[ name ]( permitted( fields ), message );
				if ( name === 'warn' || name === 'error' ) {
					stdout?.flush();
				}
			}
		};
	return {
		debug: at( 'debug' ),
		info: at( 'info' ),
		warn: at( 'warn' ),
		error: at( 'error' ),
	};
}

function permitted( fields: LogFields ): LogFields {
	const kept: LogFields = {};
	for ( const name of FIELDS ) {
		const value = fields[ name ];
		if ( typeof value === 'string' ) {
			kept[ name ] = value.slice( 0, MAX_TEXT );
		} else if ( typeof value === 'number' || typeof value === 'boolean' ) {
			kept[ name ] = value;
		}
	}
	return kept;
}

/** Describes an error without its message, which may quote the data sent: its name, its code, and its origin. */
export function describeError( error: unknown ): LogFields {
	if ( ! ( error instanceof Error ) ) {
		return { error: typeof error };
	}
	const stack = error.stack ?? '';
	// Skips the message, whose own lines may look like frames.
	const frames = stack
		.slice( stack.indexOf( error.message ) + error.message.length )
		.split( '\n' )
		.filter( ( line ) => /^\s+at /.test( line ) );
	return {
		error: error.name,
		...( 'code' in error ? { code: String( error.code ) } : {} ),
		at: frames
			.slice( 0, 3 )
			.map( ( line ) => line.trim() )
			.join( ' ' ),
	};
}
