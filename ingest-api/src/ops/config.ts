import type { DkimKey } from './dkim-key.ts';
import {
	type Environment,
	LOG_LEVELS,
	ONE_KEY,
	type Role,
	environmentSchema,
} from './environment.ts';

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
