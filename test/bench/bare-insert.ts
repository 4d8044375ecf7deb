import pg from 'pg';
import type { BenchOrder } from './bench-orders.ts';

const TABLES = `
	create schema bench;
	create table bench.orders (
		account_id text not null,
		connection_id text not null,
		order_id text not null,
		version bigint not null,
		number text not null,
		status text not null,
		currency text not null,
		total numeric not null,
		date_created timestamptz not null,
		billing_email text,
		record json not null,
		primary key ( account_id, connection_id, order_id )
	);
	create table bench.order_lines (
		account_id text not null,
		connection_id text not null,
		order_id text not null,
		line_id text not null,
		product_id text,
		name text not null,
		quantity numeric not null,
		total numeric not null,
		primary key ( account_id, connection_id, order_id, line_id )
	)
`;

const INSERT = `
	with orders as (
		insert into bench.orders
		select $1, $2, r.* from json_to_recordset( $3 ) as r (
			order_id text, version bigint, number text, status text, currency text, total numeric, date_created timestamptz,
			billing_email text, record json
		)
	)
	insert into bench.order_lines
	select $1, $2, l.* from json_to_recordset( $4 ) as l (
		order_id text, line_id text, product_id text, name text, quantity numeric, total numeric
	)
`;

export interface BareBatch {
	orders: string;
	lines: string;
}

/** The baseline for ingest: a client that only inserts. Nothing is verified, looked up, compared or answered. */
export class BareInsert {
	#clients: pg.Client[];

	private constructor( clients: pg.Client[] ) {
		this.#clients = clients;
	}

	static async start(
		databaseUrl: string,
		connections: number
	): Promise< BareInsert > {
		const clients = Array.from(
			{ length: connections },
			() => new pg.Client( { connectionString: databaseUrl } )
		);
		await Promise.all( clients.map( ( client ) => client.connect() ) );
		await clients[ 0 ]!.query(
			`drop schema if exists bench cascade; ${ TABLES }`
		);
		return new BareInsert( clients );
	}

	static batchOf( orders: readonly BenchOrder[] ): BareBatch {
		return {
			orders: JSON.stringify(
				orders.map( ( { id, version, data } ) => ( {
					order_id: id,
					version,
					number: data.number,
					status: data.status,
					currency: data.currency,
					total: data.totals.total,
					date_created: data.date_created,
					billing_email: data.billing_email,
					record: data,
				} ) )
			),
			lines: JSON.stringify(
				orders.flatMap( ( { id, data } ) =>
					data.line_items.map( ( line ) => ( {
						order_id: id,
						line_id: line.id,
						product_id: line.product_id,
						name: line.name,
						quantity: line.quantity,
						total: line.total,
					} ) )
				)
			),
		};
	}

	async insert( store: number, batch: BareBatch ): Promise< void > {
		await this.#clients[ store ]!.query( INSERT, [
			'acc_bench',
			`con_bench_${ store }`,
			batch.orders,
			batch.lines,
		] );
	}

	async stop(): Promise< void > {
		await Promise.all( this.#clients.map( ( client ) => client.end() ) );
	}
}
