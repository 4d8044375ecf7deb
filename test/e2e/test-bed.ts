import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Credentials, Order } from '@ivorey/shared';
import { createConnection } from '@ivorey/ingest-api/connections/create.ts';
import { keyringOf } from '@ivorey/ingest-api/connections/keyring.ts';
import { openDatabase } from '@ivorey/ingest-api/db/open.ts';
import {
	startStore,
	type Site,
	type Store,
	type StoreOptions,
} from '../../scripts/store/store.ts';
import { ApiProcess } from '../../scripts/api-process.ts';
import { waitFor } from '../wait.ts';
import { FaultProxy } from './fault-proxy.ts';

/** An empty database for one test bed. */
export interface TestBedDatabase {
	url: string;
	drop: () => Promise< void >;
}

/** An order's row in Ivorey with its record, and its contact. */
export interface OrderInIvorey {
	order_id: string;
	number: string;
	subtype: string;
	status: string;
	woocommerce_status: string;
	contact_email: string | null;
	contact_kind: string | null;
	record: Order;
	lines: Order[ 'line_items' ];
	[ column: string ]: unknown;
}

export interface ContactInIvorey {
	contact_id: string;
	email: string;
	kind: 'guest' | 'customer';
	[ column: string ]: unknown;
}

/** A connected real store, real API and real Postgres: the whole way of an event. */
export class TestBed {
	readonly store: Store;
	readonly api: ApiProcess;
	readonly proxy: FaultProxy;
	readonly pool: pg.Pool;
	/** The store's current credentials. */
	credentials!: Credentials;

	#databaseUrl: string;
	#encryptionKey: string;
	#drop: () => Promise< void >;

	private constructor( parts: {
		store: Store;
		api: ApiProcess;
		proxy: FaultProxy;
		databaseUrl: string;
		encryptionKey: string;
		drop: () => Promise< void >;
	} ) {
		this.store = parts.store;
		this.api = parts.api;
		this.proxy = parts.proxy;
		this.#databaseUrl = parts.databaseUrl;
		this.#encryptionKey = parts.encryptionKey;
		this.#drop = parts.drop;
		this.pool = new pg.Pool( {
			connectionString: parts.databaseUrl,
			max: 4,
		} );
		// A test may kill the server.
		this.pool.on( 'error', () => undefined );
	}

	static async start(
		database: TestBedDatabase,
		options: StoreOptions = {},
		env: Record< string, string > = {}
	): Promise< TestBed > {
		const encryptionKey = randomBytes( 32 ).toString( 'base64' );
		let apiUrl = '';
		const proxy = await FaultProxy.start( () => apiUrl );
		const [ store, api ] = await Promise.all( [
			startStore( options ),
			ApiProcess.start( {
				DATABASE_URL: database.url,
				ENCRYPTION_KEY: encryptionKey,
				PUBLIC_URL: proxy.url,
				ALLOW_LOCAL_STORES: 'true',
				...env,
			} ),
		] );
		apiUrl = api.url;
		const bed = new TestBed( {
			store,
			api,
			proxy,
			databaseUrl: database.url,
			encryptionKey,
			drop: database.drop,
		} );
		await bed.connect();
		return bed;
	}

	get databaseUrl(): string {
		return this.#databaseUrl;
	}

	/** The environment in which a command works with Ivorey's database. */
	get variables(): Record< string, string > {
		return {
			DATABASE_URL: this.#databaseUrl,
			ENCRYPTION_KEY: this.#encryptionKey,
			PUBLIC_URL: this.proxy.url,
		};
	}

	/** Resets the store, with a new connection to an empty account. */
	async reset(): Promise< void > {
		await this.store.reset();
		this.proxy.reset();
		await this.connect();
		this.proxy.reset();
	}

	async createCredentials(
		site: Site = this.store.sites[ 0 ]!
	): Promise< Credentials > {
		const { db, close } = openDatabase( {
			as: 'owner',
			url: this.#databaseUrl,
			poolSize: 1,
		} );
		try {
			return await createConnection( db, {
				storeUrl: site.url,
				// A new account each time, so that no test sees another's contacts.
				accountName: `Test ${ randomUUID() }`,
				apiUrl: this.proxy.url,
				keys: keyringOf( Buffer.from( this.#encryptionKey, 'base64' ) ),
			} );
		} finally {
			await close();
		}
	}

	async connect(
		site: Site = this.store.sites[ 0 ]!
	): Promise< Credentials > {
		const credentials = await this.createCredentials( site );
		const connected = await this.store.wp(
			[ 'ivorey', 'connect', '--credentials=-' ],
			{ input: JSON.stringify( credentials ), site }
		);
		if ( connected.exitCode !== 0 ) {
			throw new Error( `wp ivorey connect: ${ connected.stderr }` );
		}
		if ( site === this.store.sites[ 0 ] ) {
			this.credentials = credentials;
		}
		return credentials;
	}

	/** The key of a connection's rows: `<account id>.<connection id>`. */
	static keyOf( { connection }: Credentials ): [ string, string ] {
		const [ account, id ] = connection.split( '.' );
		return [ account!, id! ];
	}

	async orders( credentials = this.credentials ): Promise< OrderInIvorey[] > {
		const { rows } = await this.pool.query<
			Omit< OrderInIvorey, 'record' | 'lines' > & { record: Order }
		>(
			`select o.*, order_record( o ) as record, c.email as contact_email, c.kind as contact_kind
			from orders o left join contacts c on ( c.account_id, c.contact_id ) = ( o.account_id, o.contact_id )
			where o.account_id = $1 and o.connection_id = $2
			order by o.order_id::bigint`,
			TestBed.keyOf( credentials )
		);
		return rows.map( ( row ) => ( {
			...row,
			lines: row.record.line_items,
		} ) ) as OrderInIvorey[];
	}

	async contacts(
		credentials = this.credentials
	): Promise< ContactInIvorey[] > {
		const { rows } = await this.pool.query< ContactInIvorey >(
			'select * from contacts where account_id = $1 order by email',
			[ TestBed.keyOf( credentials )[ 0 ] ]
		);
		return rows;
	}

	/** Waits until an order exists and matches the predicate. */
	async order(
		id: number | string,
		until: ( order: OrderInIvorey ) => boolean = () => true
	): Promise< OrderInIvorey > {
		let last: OrderInIvorey | undefined;
		return waitFor(
			async () => {
				last = ( await this.orders() ).find(
					( row ) => row.order_id === String( id )
				);
				return last && until( last ) ? last : undefined;
			},
			() =>
				`Order ${ id } as expected (in Ivorey: ${ JSON.stringify( last?.woocommerce_status ?? null ) })`
		);
	}

	/** Waits until nothing is left to send. */
	async drained(): Promise< void > {
		await waitFor(
			async () => ( await this.waiting() ) === 0,
			'An empty outbox'
		);
	}

	/** Rows still to be sent, of all elements or of one. */
	async waiting( element = '%' ): Promise< number > {
		const [ row ] = await this.store.sql< { n: number } >(
			`select count(*) as n from ${ this.store.tablePrefix }ivorey_outbox where element like ?`,
			[ element ]
		);
		return Number( row?.n );
	}

	async stop(): Promise< void > {
		await this.proxy.stop();
		await Promise.all( [
			this.store.stop(),
			this.api.kill(),
			this.pool.end(),
		] );
		await this.#drop();
	}
}
