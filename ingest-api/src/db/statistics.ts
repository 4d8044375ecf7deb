import type { Pool } from 'pg';
import type { ConnectionKey } from './identifiers.ts';

/** Records of a connection; autovacuum, which looks once a minute, is soon enough for what grows later. */
const LOOK_AFTER_RECORDS = [ 50, 500, 5_000, 50_000 ];
/** Connections whose records are counted; the counts begin anew where there are more. */
const MOST_CONNECTIONS = 10_000;

/**
 * The tables that have twice the blocks of their statistics, or none, and those whose statistics name every account, or
 * every connection, but these: Postgres takes them to have no rows then.
 */
const OUTGROWN = `
	select quote_ident( c.relname ) as name
	from pg_class c
	where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and (
		pg_relation_size( c.oid ) > 2 * c.relpages * current_setting( 'block_size' )::bigint
		or exists (
			select from pg_stats s
			join ( values ( 'account_id', $1 ), ( 'connection_id', $2 ) ) as asked ( attname, id ) on asked.attname = s.attname
			where s.schemaname = 'public' and s.tablename = c.relname
				and s.n_distinct = cardinality( s.most_common_vals::text::text[] )
				and asked.id <> all( s.most_common_vals::text::text[] )
		)
	)
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
			void analyzeOutgrown( pool, connection )
				.catch( onError )
				.finally( () => ( isLooking = false ) );
		}
	};
}

async function analyzeOutgrown(
	pool: Pool,
	{ accountId, connectionId }: ConnectionKey
): Promise< void > {
	const { rows } = await pool.query< { name: string } >( OUTGROWN, [
		accountId,
		connectionId,
	] );
	if ( rows.length > 0 ) {
		// Another copy analyzes a table that is locked, or a migration changes it.
		await pool.query(
			`analyze ( skip_locked ) ${ rows.map( ( { name } ) => name ).join( ', ' ) }`
		);
	}
}
