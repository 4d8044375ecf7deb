import type { Pool } from 'pg';
import type { ConnectionKey } from './identifiers.ts';

/** Record counts of a connection; for later growth, autovacuum, which looks once a minute, is soon enough. */
const LOOK_AFTER_RECORDS = [ 50, 500, 5_000, 50_000 ];
/** For a store with fewer records, reading them all costs less than statistics that include it. */
const WORTH_KNOWING = 500;
/** About two thousand orders. */
const SMALL_BYTES = 8_000_000;
/** Connections whose records are counted; beyond that number all counts start over. */
const MOST_CONNECTIONS = 10_000;

interface Table {
	name: string;
	/** The table is small, and has more than twice the blocks that its statistics know, or none are known. */
	is_outgrown: boolean;
	/**
	 * The columns whose statistics list every account, or every connection, but this one: Postgres takes that to have
	 * no rows.
	 */
	unknown_in: string[];
}

const FIND_TABLES = `
	select quote_ident( c.relname ) as name,
		pg_relation_size( c.oid ) between 2 * c.relpages * current_setting( 'block_size' )::bigint + 1 and ${ SMALL_BYTES } as is_outgrown,
		array(
			select a.attname::text from pg_attribute a
			join ( values ( 'account_id', $1 ), ( 'connection_id', $2 ) ) as asked ( attname, id ) on asked.attname = a.attname
			-- An owner bound by row-level security sees no statistics; they then count as outdated.
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
 * Keeps statistics current for tables, accounts and stores that grow fast from almost nothing, as in a first import.
 * Where Postgres knows of no rows, all indexes look alike to it, and it reads every row of an account to find one.
 *
 * @param pool    The table owner's pool.
 * @param onError Called with errors, which only make queries slower.
 * @return A function to call with the number of records that a connection brought.
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
			// Not counted, so that the connection's next records trigger the check again.
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
			// Analyzing all columns of a large table takes a second, so those are left to autovacuum.
			return isWorthKnowing && columns.length > 0
				? `${ name } ( ${ columns.join( ', ' ) } )`
				: [];
		}
	);
	if ( targets.length > 0 ) {
		// A locked table is skipped: another copy analyzes it, or a migration changes it.
		await pool.query( `analyze ( skip_locked ) ${ targets.join( ', ' ) }` );
	}
}
