import type { Pool } from 'pg';
import type { ConnectionKey } from './identifiers.ts';

/** Records of a connection; autovacuum, which looks once a minute, is soon enough for what grows later. */
const LOOK_AFTER_RECORDS = [ 50, 500, 5_000, 50_000 ];
/** Reading the records of a store with fewer costs less than statistics that know it. */
const WORTH_KNOWING = 500;
/** About two thousand orders. */
const SMALL_BYTES = 8_000_000;
/** Connections whose records are counted; the counts begin anew where there are more. */
const MOST_CONNECTIONS = 10_000;

interface Table {
	name: string;
	/** It is small, and has twice the blocks of its statistics, or none. */
	is_outgrown: boolean;
	/** Its statistics name every account, or every connection, but this one: Postgres takes that to have no rows. */
	unknown_in: string[];
}

const FIND_TABLES = `
	select quote_ident( c.relname ) as name,
		pg_relation_size( c.oid ) between 2 * c.relpages * current_setting( 'block_size' )::bigint + 1 and ${ SMALL_BYTES } as is_outgrown,
		array(
			select a.attname::text from pg_attribute a
			join ( values ( 'account_id', $1 ), ( 'connection_id', $2 ) ) as asked ( attname, id ) on asked.attname = a.attname
			-- Nothing, for an owner whom row-level security binds: then they may be out of date.
			left join pg_stats s on s.schemaname = 'public' and s.tablename = c.relname and s.attname = a.attname
			where a.attrelid = c.oid and c.reltuples > 0 and ( s.attname is null or (
				s.n_distinct = cardinality( s.most_common_vals::text::text[] )
				and asked.id <> all( s.most_common_vals::text::text[] )
			) )
		) as unknown_in
	from pg_class c
	where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
`;

/**
 * Keeps statistics up with tables, accounts and stores that grow fast from next to nothing, as with a first import.
 * Postgres takes all indexes to be alike where it knows of no rows, and reads every row of an account to find one.
 *
 * @param pool    As the tables' owner.
 * @param onError Of what is only slower for it.
 * @return To be told how many records a connection brought.
 */
export function keepStatistics(
	pool: Pool,
	onError: ( error: unknown ) => void
): ( connection: ConnectionKey, records: number ) => void {
	const counts = new Map< string, number >();
	let isLooking = false;
	return ( connection, records ) => {
		const { connectionId } = connection;
		const before = counts.get( connectionId ) ?? 0;
		const after = before + records;
		const isDue = LOOK_AFTER_RECORDS.some(
			( look ) => before < look && look <= after
		);
		if ( isDue && isLooking ) {
			// Not counted: the connection's next records are due again.
			return;
		}
		if ( before === 0 && counts.size >= MOST_CONNECTIONS ) {
			counts.clear();
		}
		counts.set( connectionId, after );
		if ( isDue ) {
			isLooking = true;
			void renew( pool, connection, after >= WORTH_KNOWING )
				.catch( onError )
				.finally( () => ( isLooking = false ) );
		}
	};
}

async function renew(
	pool: Pool,
	{ accountId, connectionId }: ConnectionKey,
	isWorthKnowing: boolean
): Promise< void > {
	const { rows } = await pool.query< Table >( FIND_TABLES, [
		accountId,
		connectionId,
	] );
	const targets = rows.flatMap(
		( { name, is_outgrown: isOutgrown, unknown_in: columns } ) => {
			if ( isOutgrown ) {
				return name;
			}
			// All columns of a large table take a second: those are left to autovacuum.
			return isWorthKnowing && columns.length > 0
				? `${ name } ( ${ columns.join( ', ' ) } )`
				: [];
		}
	);
	if ( targets.length > 0 ) {
		// Another copy analyzes a table that is locked, or a migration changes it.
		await pool.query( `analyze ( skip_locked ) ${ targets.join( ', ' ) }` );
	}
}
