import { readFileSync } from 'node:fs';
import ipaddr from 'ipaddr.js';
import { z } from 'zod';
import { BATCH_LIMITS } from '@ivorey/shared';
import { isDkimKey } from './dkim-key.ts';

export const ROLES = [ 'ingest', 'console', 'worker' ] as const;

export type Role = ( typeof ROLES )[ number ];

export const LOG_LEVELS = [
	'fatal',
	'error',
	'warn',
	'info',
	'debug',
	'trace',
	'silent',
] as const;

const ENCRYPTION_KEY_BYTES = 32;

export const ONE_KEY = `${ ENCRYPTION_KEY_BYTES } bytes in base64 (make one with: openssl rand -base64 ${ ENCRYPTION_KEY_BYTES })`;

/** A whole number within bounds, written in digits only: `Number()` would also take "1e3", " 5 " and "". */
function wholeNumber( min: number, max: number, unit = '' ) {
	const right = `must be a whole number from ${ min } to ${ max }${ unit }`;
	return z
		.string()
		.regex( /^\d{1,12}$/, right )
		.transform( Number )
		.refine( ( value ) => value >= min && value <= max, right );
}

const rolesSchema = z
	.string()
	.transform( ( text ) => text.split( ',' ).map( ( role ) => role.trim() ) )
	.pipe(
		z
			.array(
				z.enum( ROLES, {
					error: `must be a list of ${ ROLES.join( ', ' ) }, separated by commas`,
				} )
			)
			.min( 1 )
	)
	.transform( ( roles ) => [ ...new Set( roles ) ] );

const databaseUrlSchema = z.string().refine( ( text ) => {
	const url = URL.parse( text );
	return (
		url !== null && [ 'postgres:', 'postgresql:' ].includes( url.protocol )
	);
}, 'must be a connection URL, like "postgres://user:password@host:5432/database"' );

function webAddress( whose: string, example: string ) {
	return z
		.string()
		.refine( ( text ) => {
			const url = URL.parse( text );
			return (
				url !== null &&
				/^https?:$/.test( url.protocol ) &&
				url.search === '' &&
				url.hash === ''
			);
		}, `must be the address under which ${ whose }, like "${ example }"` )
		.transform( ( text ) => text.replace( /\/+$/, '' ) );
}

const smtpUrlSchema = z.string().refine( ( text ) => {
	const url = URL.parse( text );
	return (
		url !== null &&
		[ 'smtp:', 'smtps:' ].includes( url.protocol ) &&
		url.hostname !== ''
	);
}, 'must be a mail server, like "smtps://user:password@mail.example.com"' );

const DKIM_NAMES = [
	'DKIM_DOMAIN',
	'DKIM_SELECTOR',
	'DKIM_PRIVATE_KEY',
] as const;

/** Labels separated by dots. */
const DNS_NAME =
	/^(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?(\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?)*$/i;

/** The key itself, with or without "\n" for its line breaks as in an env file, or the path of a file that holds it. */
const dkimKeySchema = z
	.string()
	.transform( ( text ) => {
		if ( text.includes( '-----BEGIN' ) ) {
			return text.replaceAll( '\\n', '\n' );
		}
		try {
			return readFileSync( text, 'utf8' );
		} catch {
			return '';
		}
	} )
	.refine(
		isDkimKey,
		'must be an RSA private key in PEM, or the path of a file that holds one'
	);

const encryptionKeysSchema = z
	.string()
	.transform( ( text ) => text.split( ',' ).map( ( key ) => key.trim() ) )
	.refine(
		( keys ) => keys.every( ( key ) => /^[A-Za-z0-9+/]{43}=$/.test( key ) ),
		`must be ${ ONE_KEY }, or several of them with commas between, the current one first`
	)
	.transform( ( keys ) =>
		keys.map( ( key ) => Buffer.from( key, 'base64' ) )
	);

/** `name=value,name=value`, with values encoded as in a URL: OpenTelemetry's own format. */
const headersSchema = z
	.string()
	.transform( ( text ) =>
		text.split( ',' ).map( ( pair ) => /^\s*([\w-]+)=(.+)$/.exec( pair ) )
	)
	.refine(
		( pairs ) => pairs.every( ( pair ) => pair !== null ),
		'must be headers like "authorization=Bearer%20…", with commas between'
	)
	.transform( ( pairs ) =>
		Object.fromEntries(
			pairs.map( ( pair ) => [
				pair![ 1 ]!,
				decodeURIComponent( pair![ 2 ]! ),
			] )
		)
	);

export const environmentSchema = z
	.object( {
		IVOREY_DEVELOPMENT: z
			.enum( [ '0', '1' ], { error: 'must be 1 or 0' } )
			.default( '0' ),
		PORT: wholeNumber( 0, 65_535 ).default( 8787 ),
		METRICS_PORT: wholeNumber( 0, 65_535 ).optional(),
		METRICS_HOST: z
			.string()
			.min( 1, 'must be a host name or an address to listen on' )
			.default( '127.0.0.1' ),
		HOST: z
			.string()
			.min( 1, 'must be a host name or an address to listen on' )
			.default( '127.0.0.1' ),
		PUBLIC_URL: webAddress(
			'stores reach this API',
			'https://api.example.com'
		).optional(),
		CONSOLE_URL: webAddress(
			'people reach the console',
			'https://app.example.com'
		).optional(),
		SMTP_URL: smtpUrlSchema.optional(),
		SMTP_CONNECTIONS: wholeNumber( 1, 100 ).default( 10 ),
		SMTP_REPLY_TIMEOUT_SECONDS: wholeNumber( 1, 600 ).default( 120 ),
		MAIL_FROM: z
			.string()
			.regex(
				/^[^\r\n]*[^\s<>@]+@[^\s<>@]+>?$/,
				'must be an e-mail address, like "Ivorey <hello@example.com>"'
			)
			.default( 'Ivorey <ivorey@localhost>' ),
		DKIM_DOMAIN: z
			.string()
			.regex( DNS_NAME, 'must be a domain, like "example.com"' )
			.optional(),
		DKIM_SELECTOR: z
			.string()
			.regex(
				DNS_NAME,
				'must be the selector of a DKIM record, like "ivorey"'
			)
			.optional(),
		DKIM_PRIVATE_KEY: dkimKeySchema.optional(),
		ALLOW_LOCAL_STORES: z
			.enum( [ 'true', 'false' ], {
				error: 'must be true or false',
			} )
			.default( 'false' ),
		DATABASE_URL: databaseUrlSchema.optional(),
		DATA_DIR: z.string().min( 1, 'must be a folder' ).default( '.data' ),
		ENCRYPTION_KEY: encryptionKeysSchema.optional(),
		ROLES: rolesSchema.default( [ ...ROLES ] ),
		LOG_LEVEL: z
			.enum( LOG_LEVELS, {
				error: `must be one of ${ LOG_LEVELS.join( ', ' ) }`,
			} )
			.default( 'info' ),
		LOG_ORDERS: z
			.enum( [ 'true', 'false' ], {
				error: 'must be true or false',
			} )
			.default( 'false' ),
		OTEL_EXPORTER_OTLP_ENDPOINT: webAddress(
			'a collector takes OTLP over HTTP',
			'http://collector:4318'
		).optional(),
		OTEL_EXPORTER_OTLP_HEADERS: headersSchema.optional(),
		OTEL_TRACES_SAMPLER_ARG: z
			.string()
			.regex( /^(0(\.\d+)?|1(\.0+)?)$/, 'must be a share from 0 to 1' )
			.transform( Number )
			.default( 1 ),
		TRUST_PROXY: wholeNumber(
			0,
			10,
			' (proxies in front of this program)'
		).default( 0 ),
		DATABASE_POOL_SIZE: wholeNumber( 2, 500 ).default( 10 ),
		DATABASE_CONNECT_TIMEOUT_MS: wholeNumber( 100, 60_000 ).default(
			5_000
		),
		DATABASE_STATEMENT_TIMEOUT_MS: wholeNumber( 100, 600_000 ).default(
			15_000
		),
		DATABASE_MAX_LIFETIME_SECONDS: wholeNumber( 1, 86_400 ).default( 300 ),
		MAX_BODY_BYTES: wholeNumber( 1_024, 1_073_741_824 ).default(
			BATCH_LIMITS.bodyBytes
		),
		MAX_INFLATED_BYTES: wholeNumber( 1_024, 1_073_741_824 ).default(
			BATCH_LIMITS.inflatedBytes
		),
		MAX_RECORDS: wholeNumber( 1, 100_000 ).default( BATCH_LIMITS.records ),
		MAX_JSON_DEPTH: wholeNumber( 4, 1_000 ).default( BATCH_LIMITS.depth ),
		BODY_TIMEOUT_MS: wholeNumber( 100, 600_000 ).default( 30_000 ),
		SOCKET_TIMEOUT_MS: wholeNumber( 1_000, 600_000 ).default( 60_000 ),
		RATE_LIMIT_ADDRESS_PER_MINUTE: wholeNumber( 1, 1_000_000 ).default(
			600
		),
		RATE_LIMIT_CONNECTION_PER_MINUTE: wholeNumber( 1, 1_000_000 ).default(
			1_200
		),
		MAX_BATCHES_IN_FLIGHT: wholeNumber( 1, 100 ).default( 4 ),
		MAX_BODIES_AT_ONCE: wholeNumber( 2, 1_000 ).default( 16 ),
		BATCH_RETENTION_DAYS: wholeNumber( 1, 3_650 ).default( 30 ),
		HISTORY_RETENTION_DAYS: wholeNumber( 1, 36_500 ).default( 730 ),
		WEBHOOK_RETENTION_DAYS: wholeNumber( 7, 36_500 ).default( 30 ),
		SHUTDOWN_GRACE_MS: wholeNumber( 0, 600_000 ).default( 10_000 ),
	} )
	.superRefine( ( env, context ) => {
		if ( env.IVOREY_DEVELOPMENT === '1' && ! isThisMachine( env.HOST ) ) {
			context.addIssue( {
				code: 'custom',
				path: [ 'HOST' ],
				message:
					'must be this machine, like 127.0.0.1, while IVOREY_DEVELOPMENT is 1: sign-in links are shown to whoever asks then',
			} );
		}
		const missing = DKIM_NAMES.filter(
			( name ) => env[ name ] === undefined
		);
		if ( missing.length < DKIM_NAMES.length ) {
			for ( const name of missing ) {
				context.addIssue( {
					code: 'custom',
					path: [ name ],
					message: `is missing: set all of ${ DKIM_NAMES.join( ', ' ) }, or none of them`,
				} );
			}
		}
	} );

export type Environment = z.infer< typeof environmentSchema >;

/** The names of all settings; other environment variables are ignored. */
export const SETTINGS = Object.keys( environmentSchema.shape );

function isThisMachine( host: string ): boolean {
	return (
		host === 'localhost' ||
		( ipaddr.isValid( host ) &&
			ipaddr.process( host ).range() === 'loopback' )
	);
}
