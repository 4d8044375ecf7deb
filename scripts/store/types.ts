import type { PhpProcess } from './native/web.ts';
import type { PhpVersion } from './webassembly/versions.ts';

export type Runtime = 'native' | 'playground';

export interface StoreOptions {
	/** nginx with PHP-FPM, or PHP's own server. FPM where it is there. */
	server?: 'fpm' | 'builtin';
	/** PHP workers that serve at the same time (8). */
	workers?: number;
	/** Versions to use; otherwise the pinned ones, or the newest installed. */
	wordpress?: string;
	woocommerce?: string;
	/** A version of PHP as WebAssembly; otherwise the environment's, or the system's PHP. */
	php?: PhpVersion;
	/** High-performance order storage (on), else orders are posts. */
	hpos?: boolean;
	/** `wp_` */
	tablePrefix?: string;
	/** A network of two sites in subfolders, each a shop. */
	multisite?: boolean;
	/** IANA name (`UTC`). */
	timezone?: string;
	/** WordPress' name (`en_US`); without its language pack, texts stay English. */
	locale?: string;
	/** ISO 4217 (`USD`). */
	currency?: string;
	/** Seven products of each kind, or WooCommerce's sample products as well. */
	catalogue?: 'small' | 'sample';
	/** Whether the plugin of this repository is active (true); it is there in any case. */
	plugin?: boolean;
	/** Constants for wp-config.php. */
	constants?: Readonly< Record< string, string | number | boolean > >;
	/** Whether visits run WP-Cron (false), so that nothing happens that a test did not ask for. */
	cron?: boolean;
	/** 0 for any free port. */
	port?: number;
	/** Keeps the store over restarts. A store without it is removed when it is stopped or its owner dies. */
	dataDir?: string;
}

export interface Site {
	id: number;
	url: string;
	/** Application password of the administrator, for REST. */
	restPassword: string;
	/** Product and variation ids by SKU. */
	products: Readonly< Record< string, number > >;
}

export interface PhpOptions {
	/** JSON values that the code finds as `$args`. */
	args?: Readonly< Record< string, unknown > >;
	env?: Readonly< Record< string, string > >;
	/** The site of the network to run in (the first one). */
	site?: Site;
	/** Ends the process with SIGKILL. */
	signal?: AbortSignal;
}

export interface WpOptions {
	/** Standard input. */
	input?: string;
	env?: Readonly< Record< string, string > >;
	/** The site of the network to run in (the first one). */
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
	/** Since the request began. */
	at_ms: number;
	/** HTTP status, the code of an error, or null where no answer was awaited. */
	status: number | string | null;
}

/** The work of one request, divided at the moment when its response was sent. */
export interface RequestReport {
	id: string;
	method: string;
	path: string;
	status: number;
	pid: number;
	/** False when PHP was cut off after the response. */
	ended: boolean;
	/** The function that sent the response, or `end`: the end of the script. */
	sentBy: 'fastcgi_finish_request' | 'litespeed_finish_request' | 'end';
	sentMs: number;
	endedMs: number;
	/** How many of the queries came before the `shutdown` action. */
	queriesAtShutdown: number | null;
	before: { queries: ReportedQuery[]; requests: ReportedRequest[] };
	after: { queries: ReportedQuery[]; requests: ReportedRequest[] };
}

/** The header that asks for a RequestReport, with an id of the caller's choice. */
export const REQUEST_HEADER = 'x-store-request';

/** How `npm start` wants its store, whatever serves it. */
export type ServedOptions = Pick<
	StoreOptions,
	'port' | 'catalogue' | 'cron' | 'constants'
> & { dataDir: string };

/** The abilities of every store, whatever serves it. */
export interface ServedStore {
	readonly url: string;
	readonly adminUser: string;
	readonly adminPassword: string;
	/**
	 * Runs code inside the loaded WordPress, with `$args` and `$wpdb` at hand, and gives what it printed.
	 * Rejects, with what PHP said, when it fails.
	 */
	php: (
		code: string,
		options?: Pick< PhpOptions, 'args' >
	) => Promise< string >;
	/** The same, and gives what the code returns. */
	phpJson: < T >(
		code: string,
		options?: Pick< PhpOptions, 'args' >
	) => Promise< T >;
	stop: () => Promise< void >;
}

/** A native store, for tests too. */
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
	/** The sites of a network; one otherwise. */
	readonly sites: readonly Site[];
	/** Product and variation ids of the first site, by SKU. */
	readonly products: Readonly< Record< string, number > >;

	/** In a process of its own. */
	php: ( code: string, options?: PhpOptions ) => Promise< string >;
	phpJson: < T >( code: string, options?: PhpOptions ) => Promise< T >;
	/** WP-CLI; a failing command is a result, not an error. */
	wp: ( args: readonly string[], options?: WpOptions ) => Promise< WpResult >;
	/** Rows of a query; `?` stands for a parameter. */
	sql: < T = Record< string, unknown > >(
		query: string,
		params?: readonly unknown[]
	) => Promise< T[] >;
	/** `fetch` with paths of this store. */
	fetch: ( pathOrUrl: string, init?: RequestInit ) => Promise< Response >;
	/** Basic authentication for REST, as the administrator. */
	restHeaders: ( site?: Site ) => Record< string, string >;

	/** Makes everything as it was when the store had started: database, uploads, mails, logs. */
	reset: () => Promise< void >;
	/** Runs the scheduled actions that are due, as the system's cron would; gives how many were run. */
	runActionScheduler: () => Promise< number >;

	/** WordPress' debug.log; empty when nothing was logged. */
	debugLog: () => Promise< string >;
	mails: () => Promise< Mail[] >;
	/** The report of a request with REQUEST_HEADER; waits until it has ended, at most `timeoutMs` (10 s). */
	requestReport: (
		id: string,
		timeoutMs?: number
	) => Promise< RequestReport >;

	/** The processes that serve PHP. */
	phpProcesses: () => Promise< PhpProcess[] >;
	/** Kills PHP with SIGKILL, those processes or all, and waits until PHP serves again. */
	killPhp: ( pids?: readonly number[] ) => Promise< void >;
	/** A copy of the whole database as it is now; what is given puts it back. */
	backUp: () => Promise< () => Promise< void > >;
	/** Kills the database server with SIGKILL and starts it again. */
	restartDatabase: () => Promise< void >;
}
