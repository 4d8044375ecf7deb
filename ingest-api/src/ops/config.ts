import { readFileSync } from 'node:fs';
import ipaddr from 'ipaddr.js';
import { z } from 'zod';
import { BATCH_LIMITS } from '@ivorey/shared';
import { isDkimKey, type DkimKey } from './dkim-key.ts';

export const ROLES = [ 'ingest', 'console', 'worker' ] as const;
export type Role = ( typeof ROLES )[ number ];

const LOG_LEVELS = [
	'fatal',
	'error',
	'warn',
	'info',
	'debug',
	'trace',
	'silent',
] as const;
const ENCRYPTION_KEY_BYTES = 32;
const ONE_KEY = `${ ENCRYPTION_KEY_BYTES } bytes in base64 (make one with: openssl rand -base64 ${ ENCRYPTION_KEY_BYTES })`;

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

const environmentSchema = z
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
type Environment = z.infer< typeof environmentSchema >;

/** The names of all settings; other environment variables are ignored. */
export const SETTINGS = Object.keys( environmentSchema.shape );

function isThisMachine( host: string ): boolean {
	return (
		host === 'localhost' ||
		( ipaddr.isValid( host ) &&
			ipaddr.process( host ).range() === 'loopback' )
	);
}

/** The program's settings; sizes in bytes, times in milliseconds unless the name says otherwise. */
export interface Config {
	port: number;
	host: string;
	/** The address of the metrics; null: none, except in development, where they are on the main address. */
	metrics: { port: number; host: string } | null;
	/**
	 * The collector of traces, without a trailing slash, and the share of requests that are traced; null: no tracing.
	 */
	tracing: {
		endpoint: string;
		headers: Readonly< Record< string, string > >;
		ratio: number;
	} | null;
	/** Without a trailing slash; null: the address it listens on. */
	publicUrl: string | null;
	/** Without a trailing slash; null: the same as the API's. */
	consoleUrl: string | null;
	mail: {
		/** null: e-mails become files under `dataDir`. */
		smtpUrl: string | null;
		/** Concurrent connections to the mail server. */
		connections: number;
		/** Counted from the hand-over of an e-mail; without an answer by then it may have been sent (R44). */
		replyTimeoutMs: number;
		from: string;
		/** null: e-mails are not signed here; the mail server may sign them. */
		dkim: DkimKey | null;
		/** Whether the console may show those files, and give the account to the first person who signs in. */
		development: boolean;
	};
	/** For this machine only: other machines get no answer. */
	development: boolean;
	/** Whether the console connects to stores on this machine. */
	allowLocalStores: boolean;
	/** null: the embedded server under `dataDir`. */
	databaseUrl: string | null;
	dataDir: string;
	/** The current one first, the others only open; null: a key that is created once and kept in `dataDir`. */
	encryptionKeys: readonly Buffer[] | null;
	roles: readonly Role[];
	logLevel: ( typeof LOG_LEVELS )[ number ];
	/** Whether each applied order gets a log line, besides its batch's line. */
	logOrders: boolean;
	/** The number of proxies in front; 0: X-Forwarded-For is ignored. */
	trustProxy: number;
	database: {
		poolSize: number;
		connectTimeoutMs: number;
		statementTimeoutMs: number;
		maxLifetimeSeconds: number;
	};
	limits: {
		bodyBytes: number;
		inflatedBytes: number;
		records: number;
		depth: number;
		bodyTimeoutMs: number;
		/** The time without a byte in either direction. */
		socketTimeoutMs: number;
		/** Requests per minute. */
		addressPerMinute: number;
		connectionPerMinute: number;
		/** Concurrent batches of one connection. */
		batchesInFlight: number;
		/** Concurrent requests with a body that are read or processed; others wait briefly. */
		bodiesAtOnce: number;
	};
	/** How long receipts are kept for repeated batches, the history is kept, and webhooks can be sent again. */
	retentionDays: { batches: number; history: number; webhooks: number };
	shutdownGraceMs: number;
}

export class ConfigError extends Error {
	override name = 'ConfigError';
}

/**
 * Loads the settings of a program that only works on the database; a server's public addresses may be missing.
 *
 * @param env `process.env`, or part of one. An empty value counts as absent, as in a compose file.
 * @throws ConfigError that names each invalid variable, its mistake and the valid values.
 */
export function loadConfig( env: Env ): Config {
	return configOf( parse( env ) );
}

/**
 * Loads the settings of a server. Outside of development, everything that it needs to be reached safely is required.
 *
 * @throws ConfigError
 */
export function loadServerConfig( env: Env ): Config {
	const value = parse( env );
	const lacking =
		value.IVOREY_DEVELOPMENT === '1' ? [] : lackingForProduction( value );
	if ( lacking.length > 0 ) {
		throw new ConfigError(
			[
				describeWrong( lacking ),
				'To try this program on this machine only, set IVOREY_DEVELOPMENT=1.',
			].join( '\n' )
		);
	}
	return configOf( value );
}

type Env = Readonly< Record< string, string | undefined > >;

/** An invalid variable and its mistake. */
type Wrong = readonly [ name: string, message: string ];

/** Without these, sign-in links would lead to this machine, and cookies and batches would travel unencrypted. */
function lackingForProduction( env: Environment ): Wrong[] {
	const wrong: Wrong[] = [];
	if ( env.ENCRYPTION_KEY === undefined ) {
		wrong.push( [ 'ENCRYPTION_KEY', `is required: ${ ONE_KEY }` ] );
	}
	if ( ! isHttps( env.PUBLIC_URL ) ) {
		wrong.push( [
			'PUBLIC_URL',
			'is required: the https address under which stores reach this API, like "https://api.example.com"',
		] );
	}
	if ( ! isHttps( env.CONSOLE_URL ?? env.PUBLIC_URL ) ) {
		wrong.push( [
			'CONSOLE_URL',
			'is required: the https address under which people reach the console, like "https://app.example.com"; without it, PUBLIC_URL counts',
		] );
	}
	if (
		env.SMTP_URL === undefined &&
		env.ROLES.some( ( role ) => role !== 'ingest' )
	) {
		wrong.push( [
			'SMTP_URL',
			'is required for the roles console and worker, which send e-mail: a mail server, like "smtps://user:password@mail.example.com"',
		] );
	}
	return wrong;
}

function isHttps( url: string | undefined ): boolean {
	return url !== undefined && URL.parse( url )?.protocol === 'https:';
}

function parse( env: Env ): Environment {
	const given = Object.fromEntries(
		Object.entries( env ).filter(
			( [ , value ] ) => value !== undefined && value !== ''
		)
	);
	const parsed = environmentSchema.safeParse( given );
	if ( ! parsed.success ) {
		throw new ConfigError(
			describeWrong(
				parsed.error.issues.map( ( issue ) => [
					String( issue.path[ 0 ] ),
					issue.message,
				] )
			)
		);
	}
	return parsed.data;
}

function configOf( value: Environment ): Config {
	const development = value.IVOREY_DEVELOPMENT === '1';
	return {
		port: value.PORT,
		host: value.HOST,
		metrics:
			value.METRICS_PORT === undefined
				? null
				: { port: value.METRICS_PORT, host: value.METRICS_HOST },
		tracing:
			value.OTEL_EXPORTER_OTLP_ENDPOINT === undefined
				? null
				: {
						endpoint: value.OTEL_EXPORTER_OTLP_ENDPOINT,
						headers: value.OTEL_EXPORTER_OTLP_HEADERS ?? {},
						ratio: value.OTEL_TRACES_SAMPLER_ARG,
					},
		publicUrl: value.PUBLIC_URL ?? null,
		consoleUrl: value.CONSOLE_URL ?? value.PUBLIC_URL ?? null,
		mail: {
			smtpUrl: value.SMTP_URL ?? null,
			connections: value.SMTP_CONNECTIONS,
			replyTimeoutMs: value.SMTP_REPLY_TIMEOUT_SECONDS * 1_000,
			from: value.MAIL_FROM,
			dkim: dkimKeyOf( value ),
			development: development && value.SMTP_URL === undefined,
		},
		development,
		allowLocalStores: value.ALLOW_LOCAL_STORES === 'true',
		databaseUrl: value.DATABASE_URL ?? null,
		dataDir: value.DATA_DIR,
		encryptionKeys: value.ENCRYPTION_KEY ?? null,
		roles: value.ROLES,
		logLevel: value.LOG_LEVEL,
		logOrders: value.LOG_ORDERS === 'true',
		trustProxy: value.TRUST_PROXY,
		database: {
			poolSize: value.DATABASE_POOL_SIZE,
			connectTimeoutMs: value.DATABASE_CONNECT_TIMEOUT_MS,
			statementTimeoutMs: value.DATABASE_STATEMENT_TIMEOUT_MS,
			maxLifetimeSeconds: value.DATABASE_MAX_LIFETIME_SECONDS,
		},
		limits: {
			bodyBytes: value.MAX_BODY_BYTES,
			inflatedBytes: value.MAX_INFLATED_BYTES,
			records: value.MAX_RECORDS,
			depth: value.MAX_JSON_DEPTH,
			bodyTimeoutMs: value.BODY_TIMEOUT_MS,
			socketTimeoutMs: value.SOCKET_TIMEOUT_MS,
			addressPerMinute: value.RATE_LIMIT_ADDRESS_PER_MINUTE,
			connectionPerMinute: value.RATE_LIMIT_CONNECTION_PER_MINUTE,
			batchesInFlight: value.MAX_BATCHES_IN_FLIGHT,
			bodiesAtOnce: value.MAX_BODIES_AT_ONCE,
		},
		retentionDays: {
			batches: value.BATCH_RETENTION_DAYS,
			history: value.HISTORY_RETENTION_DAYS,
			webhooks: value.WEBHOOK_RETENTION_DAYS,
		},
		shutdownGraceMs: value.SHUTDOWN_GRACE_MS,
	};
}

function dkimKeyOf( {
	DKIM_DOMAIN: domain,
	DKIM_SELECTOR: selector,
	DKIM_PRIVATE_KEY: privateKey,
}: Environment ): DkimKey | null {
	return domain === undefined ||
		selector === undefined ||
		privateKey === undefined
		? null
		: { domain, selector, privateKey };
}

/** Never repeats a value, since it may be a password. */
function describeWrong( wrong: readonly Wrong[] ): string {
	const first = new Map( [ ...wrong ].reverse() );
	const names = new Set( wrong.map( ( [ name ] ) => name ) );
	return [
		'These environment variables are wrong:',
		...[ ...names ].map( ( name ) => `  ${ name } ${ first.get( name ) }` ),
	].join( '\n' );
}
