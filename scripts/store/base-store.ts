import type { PhpProcess } from './native/web.ts';
import type { Places } from './places.ts';
import { readMails, readReport, readText } from './reports.ts';
import { ADMIN, type Settings, type Versions } from './settings.ts';
import type {
	Mail,
	PhpOptions,
	RequestReport,
	Site,
	Store,
	WpOptions,
	WpResult,
} from './types.ts';

/** The methods that need only the store's URL and its folder. */
export abstract class BaseStore implements Store {
	readonly adminUser = ADMIN.user;
	readonly adminPassword = ADMIN.password;
	readonly adminEmail = ADMIN.email;
	readonly url: string;
	readonly root: string;
	readonly versions: Store[ 'versions' ];
	readonly tablePrefix: string;
	readonly hpos: boolean;
	readonly #where: Places;

	protected constructor(
		url: string,
		where: Places,
		settings: Settings,
		versions: Versions
	) {
		this.url = url;
		this.root = where.root;
		this.#where = where;
		this.tablePrefix = settings.tablePrefix;
		this.hpos = settings.hpos;
		this.versions = {
			wordpress: versions.wordpress.version,
			woocommerce: versions.woocommerce.version,
		};
	}

	abstract get sites(): readonly Site[];
	abstract php( code: string, options?: PhpOptions ): Promise< string >;
	abstract phpJson< T >( code: string, options?: PhpOptions ): Promise< T >;
	abstract wp(
		args: readonly string[],
		options?: WpOptions
	): Promise< WpResult >;
	abstract sql< T = Record< string, unknown > >(
		query: string,
		params?: readonly unknown[]
	): Promise< T[] >;
	abstract reset(): Promise< void >;
	abstract phpProcesses(): Promise< PhpProcess[] >;
	abstract killPhp( pids?: readonly number[] ): Promise< void >;
	abstract backUp(): Promise< () => Promise< void > >;
	abstract restartDatabase(): Promise< void >;
	abstract stop(): Promise< void >;

	get products(): Readonly< Record< string, number > > {
		return this.sites[ 0 ]?.products ?? {};
	}

	async fetch( pathOrUrl: string, init?: RequestInit ): Promise< Response > {
		return fetch( new URL( pathOrUrl, this.url ), init );
	}

	restHeaders(
		site: Site | undefined = this.sites[ 0 ]
	): Record< string, string > {
		const credentials = Buffer.from(
			`${ this.adminUser }:${ site?.restPassword ?? '' }`
		).toString( 'base64' );
		return { authorization: `Basic ${ credentials }` };
	}

	async runActionScheduler(): Promise< number > {
		return this.phpJson< number >(
			`return ActionScheduler_QueueRunner::instance()->run( 'Tests' );`
		);
	}

	async debugLog(): Promise< string > {
		return readText( this.#where.debugLog );
	}

	async mails(): Promise< Mail[] > {
		return readMails( this.#where.mails );
	}

	async requestReport(
		id: string,
		timeoutMs = 10_000
	): Promise< RequestReport > {
		return readReport( this.#where.reports, id, timeoutMs );
	}
}
