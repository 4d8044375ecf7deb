import { sql, type Kysely } from 'kysely';
import { countRuns, type RunCounts } from '../automations/history.ts';
import type { Database } from '../db/schema.ts';
import { beginningOfDay, lastDays } from './days.ts';

/** In days. */
export const PERIODS = [ 7, 30, 90 ] as const;
export const DEFAULT_PERIOD = 30;

/** The scope of the Overview. */
export interface OverviewQuery {
	/** Includes today. */
	days: number;
	/** null: all stores. */
	connectionId: string | null;
	/** The account's time zone, in which a day begins. */
	timeZone: string;
	now: Date;
}

/** A day of the account, like "2026-01-31", with its value; days without events are included. */
export interface Day< Value > {
	day: string;
	value: Value;
}

export interface Overview {
	orders: Day< number >[];
	/** By currency: payments minus refunds. */
	payments: { currency: string; total: string; days: Day< string >[] }[];
	/** Milliseconds from the checkout to Ivorey; null on days without an order. */
	latency: Day< { p50: number; p95: number; orders: number } | null >[];
	/** The runs of all automations together. */
	automations: RunCounts | null;
}

/** Latency is measured on this many of the newest orders. */
const LATENCY_ORDERS = 20_000;

/** R38 */
export async function readOverview(
	db: Kysely< Database >,
	accountId: string,
	query: OverviewQuery
): Promise< Overview > {
	const { connectionId, timeZone } = query;
	const days = lastDays( query.days, timeZone, query.now );
	const from = beginningOfDay( days[ 0 ]!, timeZone );
	const [ orders, payments, latency, runs ] = await Promise.all( [
		readOrders( db, accountId, query, from ),
		readPayments( db, accountId, query, from ),
		readLatency( db, accountId, query, from ),
		countRuns( db, accountId, from, connectionId ),
	] );
	const fill = < Value >(
		values: ReadonlyMap< string, Value >,
		none: Value
	) => days.map( ( day ) => ( { day, value: values.get( day ) ?? none } ) );
	const byCurrency = Map.groupBy( payments, ( row ) => row.currency );
	return {
		orders: fill(
			new Map( orders.map( ( row ) => [ row.day, row.orders ] ) ),
			0
		),
		payments: [ ...byCurrency ].map( ( [ currency, rows ] ) => ( {
			currency,
			total: rows[ 0 ]!.total,
			days: fill(
				new Map( rows.map( ( row ) => [ row.day, row.amount ] ) ),
				'0'
			),
		} ) ),
		latency: fill< { p50: number; p95: number; orders: number } | null >(
			new Map( latency.map( ( { day, ...value } ) => [ day, value ] ) ),
			null
		),
		automations: sumOf( [ ...runs.values() ] ),
	};
}

/** Days of every time zone begin at a quarter of an hour, and there are fewer quarters than orders. */
function quarterOf( column: string ) {
	return sql`date_bin( '15 minutes', ${ sql.ref( column ) }, 'epoch'::timestamptz )`;
}

async function readOrders(
	db: Kysely< Database >,
	accountId: string,
	{ connectionId, timeZone }: OverviewQuery,
	from: Date
): Promise< { day: string; orders: number }[] > {
	const { rows } = await sql< { day: string; orders: number } >`
		select to_char( quarter at time zone ${ timeZone }, 'YYYY-MM-DD' ) as day, sum( orders )::integer as orders
		from (
			-- Reads only the index, which does not know about the trash; the few trashed orders have an index of their own.
			select ${ quarterOf( 'date_created' ) } as quarter, count(*) as orders
			from orders
			where account_id = ${ accountId } and date_created >= ${ from }
				and ( ${ connectionId }::text is null or connection_id = ${ connectionId } )
			group by quarter
			union all
			select ${ quarterOf( 'date_created' ) }, - count(*)
			from orders
			where account_id = ${ accountId } and date_created >= ${ from } and trashed_version is not null
				and ( ${ connectionId }::text is null or connection_id = ${ connectionId } )
				and trashed_version > version
			group by 1
		) as counted
		group by day
		having sum( orders ) > 0
	`.execute( db );
	return rows;
}

async function readPayments(
	db: Kysely< Database >,
	accountId: string,
	{ connectionId, timeZone }: OverviewQuery,
	from: Date
): Promise<
	{ currency: string; day: string; amount: string; total: string }[]
> {
	const { rows } = await sql< {
		currency: string;
		day: string;
		amount: string;
		total: string;
	} >`
		select currency, day, amount::text, ( sum( amount ) over ( partition by currency ) )::text as total
		from (
			select currency, to_char( quarter at time zone ${ timeZone }, 'YYYY-MM-DD' ) as day, sum( amount ) as amount
			from (
				select currency, ${ quarterOf( 'date' ) } as quarter,
					sum( case type when 'refund' then - amount else amount end ) as amount
				from transactions
				where account_id = ${ accountId } and date >= ${ from } and not voided
					and ( ${ connectionId }::text is null or connection_id = ${ connectionId } )
				group by currency, quarter
			) as quarterly
			group by currency, day
		) as daily
		order by currency, day
	`.execute( db );
	return rows;
}

async function readLatency(
	db: Kysely< Database >,
	accountId: string,
	{ connectionId, timeZone }: OverviewQuery,
	from: Date
): Promise< { day: string; p50: number; p95: number; orders: number }[] > {
	const { rows } = await sql< {
		day: string;
		p50: number;
		p95: number;
		orders: number;
	} >`
		select to_char( occurred_at at time zone ${ timeZone }, 'YYYY-MM-DD' ) as day, count(*)::integer as orders,
			percentile_cont( 0.5 ) within group ( order by ms ) as p50,
			percentile_cont( 0.95 ) within group ( order by ms ) as p95
		from (
			select occurred_at, greatest( 0, extract( epoch from received_at - occurred_at )::float8 * 1000 ) as ms
			from trigger_events
			where account_id = ${ accountId } and type = 'order_submitted'
				and ( ${ connectionId }::text is null or connection_id = ${ connectionId } )
			order by cursor desc
			limit ${ LATENCY_ORDERS }
		) as last
		where occurred_at >= ${ from }
		group by day
	`.execute( db );
	return rows;
}

function sumOf( counts: readonly RunCounts[] ): RunCounts | null {
	const [ first, ...others ] = counts;
	return first === undefined
		? null
		: others.reduce( ( sum, more ) => {
				const states = Object.keys( sum ) as ( keyof RunCounts )[];
				return Object.fromEntries(
					states.map( ( state ) => [
						state,
						sum[ state ] + more[ state ],
					] )
				) as RunCounts;
			}, first );
}
