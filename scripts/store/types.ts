import type { PhpProcess } from './native/web.ts';
import type { PhpVersion } from './webassembly/versions.ts';

export type Runtime = 'native' | 'playground';

export interface StoreOptions {
	/** nginx with PHP-FPM, or PHP's built-in server. Default: FPM if available. */
	server?: 'fpm' | 'builtin';
	/** Number of concurrent PHP workers. Default: 8. */
	workers?: number;
	/** Versions to use. Default: the pinned ones, else the newest installed. */
	wordpress?: string;
	woocommerce?: string;
	/** A version of PHP as WebAssembly. Default: the environment's, else the system's PHP. */
	php?: PhpVersion;
	/** High-performance order storage; if off, orders are posts. Default: on. */
	hpos?: boolean;
	/** Default: `wp_`. */
	tablePrefix?: string;
	/** A network of two sites in subfolders, each a shop. */
	multisite?: boolean;
	/** IANA name. Default: `UTC`. */
	timezone?: string;
	/** WordPress' name; without its language pack, texts stay English. Default: `en_US`. */
	locale?: string;
	/** ISO 4217. Default: `USD`. */
	currency?: string;
	/** `small`: seven products of several kinds; `sample`: WooCommerce's sample products as well. */
	catalogue?: 'small' | 'sample';
	/** Whether this repository's plugin is active; it is installed in any case. Default: true. */
	plugin?: boolean;
	/** Constants for wp-config.php. */
	constants?: Readonly< Record< string, string | number | boolean > >;
	/** Whether visits run WP-Cron. Default: false, so that nothing happens unless a test triggers it. */
	cron?: boolean;
	/** 0 for any free port. */
	port?: number;
	/** Keeps the store over restarts. Without it, a store is removed when it is stopped or its owner dies. */
	dataDir?: string;
}

export interface Site {
	id: number;
	url: string;
	/** The administrator's application password, for REST. */
	restPassword: string;
	/** IDs of products and variations by SKU. */
	products: Readonly< Record< string, number > >;
}

export interface PhpOptions {
	/** JSON values that the code gets as `$args`. */
	args?: Readonly< Record< string, unknown > >;
	env?: Readonly< Record< string, string > >;
	/** The network's site to run in. Default: the first one. */
	site?: Site;
	/** Ends the process with SIGKILL. */
	signal?: AbortSignal;
}

export interface WpOptions {
	/** Standard input. */
	input?: string;
	env?: Readonly< Record< string, string > >;
	/** The network's site to run in. Default: the first one. */
	site?: Site;
}

export interface WpResult {
	exitCode: number;
	stdout: string;
	stderr: string;
}

export interface Mail {
	to: string | string[];
	subject: string;
	message: string;
	headers: string | string[];
	attachments: string[];
	/** RFC 3339. */
	sent_at: string;
}

export interface ReportedQuery {
	sql: string;
	ms: number;
	/** Function names, outermost first. */
	caller: string;
}

export interface ReportedRequest {
	method: string;
	url: string;
	blocking: boolean;
	/** Milliseconds since the request began. */
	at_ms: number;
	/** HTTP status, the code of an error, or null if the request did not wait for an answer. */
	status: number | string | null;
}

/** The work of one request, divided at the moment when its response was sent. */
export interface RequestReport {
	id: string;
	method: string;
	path: string;
	status: number;
	pid: number;
	/** False if PHP was killed after the response. */
	ended: boolean;
	/** The function that sent the response, or `end` for the end of the script. */
	sentBy: 'fastcgi_finish_request' | 'litespeed_finish_request' | 'end';
	sentMs: number;
	endedMs: number;
	/** The number of queries before the `shutdown` action. */
	queriesAtShutdown: number | null;
	before: { queries: ReportedQuery[]; requests: ReportedRequest[] };
	after: { queries: ReportedQuery[]; requests: ReportedRequest[] };
}

/** The header that requests a RequestReport, with an ID of the caller's choice. */
export const REQUEST_HEADER = 'x-store-request';

/** The options of `npm start` for its store, for every runtime. */
export type ServedOptions = Pick<
	StoreOptions,
	'port' | 'catalogue' | 'cron' | 'constants'
> & { dataDir: string };

/** The abilities of every store, for every runtime. */
export interface ServedStore {
	readonly url: string;
	readonly adminUser: string;
	readonly adminPassword: string;
	/**
	 * Runs code inside the loaded WordPress, with `$args` and `$wpdb` available, and returns its output.
	 * Rejects with PHP's error message if it fails.
	 */
	php: (
		code: string,
		options?: Pick< PhpOptions, 'args' >
	) => Promise< string >;
	/** The same, but returns the code's return value. */
	phpJson: < T >(
		code: string,
		options?: Pick< PhpOptions, 'args' >
	) => Promise< T >;
	stop: () => Promise< void >;
}

/** A native store, which tests can use as well. */
export interface Store extends ServedStore {
	/** The WordPress folder. */
	readonly root: string;
	readonly versions: {
		readonly wordpress: string;
		readonly woocommerce: string;
	};
	readonly adminEmail: string;
	readonly tablePrefix: string;
	readonly hpos: boolean;
	/** The sites of a network; otherwise a single one. */
	readonly sites: readonly Site[];
	/** Product and variation ids of the first site, by SKU. */
	readonly products: Readonly< Record< string, number > >;

	/** Runs in a separate process. */
	php: ( code: string, options?: PhpOptions ) => Promise< string >;
	phpJson: < T >( code: string, options?: PhpOptions ) => Promise< T >;
	/** WP-CLI; a failing command is a result, not an error. */
	wp: ( args: readonly string[], options?: WpOptions ) => Promise< WpResult >;
	/** The rows of a query; `?` stands for a parameter. */
	sql: < T = Record< string, unknown > >(
		query: string,
		params?: readonly unknown[]
	) => Promise< T[] >;
	/** `fetch` with paths of this store. */
	fetch: ( pathOrUrl: string, init?: RequestInit ) => Promise< Response >;
	/** Basic authentication for REST, as administrator. */
	restHeaders: ( site?: Site ) => Record< string, string >;

	/** Restores the state after the start: database, uploads, mails, logs. */
	reset: () => Promise< void >;
	/** Runs the scheduled actions that are due, like the system's cron; returns their number. */
	runActionScheduler: () => Promise< number >;

	/** WordPress' debug.log; empty if nothing was logged. */
	debugLog: () => Promise< string >;
	mails: () => Promise< Mail[] >;
	/**
	 * The report of a request with REQUEST_HEADER; waits until the request has ended, at most `timeoutMs` (default:
	 * 10 s).
	 */
	requestReport: (
		id: string,
		timeoutMs?: number
	) => Promise< RequestReport >;

	/** The processes that serve PHP. */
	phpProcesses: () => Promise< PhpProcess[] >;
	/** Kills these PHP processes, or all, with SIGKILL, and waits until PHP serves again. */
	killPhp: ( pids?: readonly number[] ) => Promise< void >;
	/** Copies the whole database; the returned function restores it. */
	backUp: () => Promise< () => Promise< void > >;
	/** Kills the database server with SIGKILL and starts it again. */
	restartDatabase: () => Promise< void >;
}
