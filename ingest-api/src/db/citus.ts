/** Distributes the tables over the nodes of a Citus cluster: docs/operators/citus.md. */
import { sql, type Kysely } from 'kysely';

/** The distribution column of every tenant's table. */
const COLUMN = 'account_id';
/** An account's rows are on one node, together with this table's. */
const FIRST = 'accounts';

export interface CatalogTable {
	name: string;
	hasTenant: boolean;
	/** The distribution column; null if the table is not distributed. */
	distributedBy: string | null;
	/** The tables that its foreign keys reference. */
	references: string[];
	/** The program's triggers, not those that foreign keys make. */
	triggers: string[];
}

export interface DistributionPlan {
	/** In order: a table comes after those that it references. */
	distribute: string[];
	done: string[];
	/** The tables without a tenant, which stay on the coordinator; no statement joins them to the others. */
	local: string[];
}

export class CannotDistribute extends Error {
	override name = 'CannotDistribute';
}

/** @throws CannotDistribute if something has to be done first. */
export function planDistribution(
	tables: readonly CatalogTable[]
): DistributionPlan {
	const tenants = tables.filter( ( { hasTenant } ) => hasTenant );
	const obstacles = tenants.flatMap( obstaclesOf );
	if ( obstacles.length > 0 ) {
		throw new CannotDistribute( obstacles.join( '\n' ) );
	}
	const done = tenants.filter(
		( { distributedBy } ) => distributedBy !== null
	);
	const namesOf = ( some: readonly CatalogTable[] ) =>
		some.map( ( { name } ) => name );
	return {
		distribute: namesOf(
			inOrder(
				tenants.filter( ( table ) => ! done.includes( table ) ),
				new Set( namesOf( done ) )
			)
		),
		done: namesOf( done ),
		local: namesOf( tables.filter( ( { hasTenant } ) => ! hasTenant ) ),
	};
}

function obstaclesOf( {
	name,
	distributedBy,
	triggers,
}: CatalogTable ): string[] {
	if ( distributedBy !== null && distributedBy !== COLUMN ) {
		return [
			`${ name } is distributed by ${ distributedBy }, and has to be by ${ COLUMN }.`,
		];
	}
	return distributedBy === null && triggers.length > 0
		? [
				`${ name } has the triggers ${ triggers.join( ', ' ) }, which Citus does not take. They are for copies of the version before; once none runs any more: npm run connection -- drop-old-columns`,
			]
		: [];
}

function inOrder(
	tables: readonly CatalogTable[],
	before: ReadonlySet< string >
): CatalogTable[] {
	const placed = new Set( before );
	const ordered: CatalogTable[] = [];
	let left = tables.toSorted(
		( a, b ) =>
			Number( b.name === FIRST ) - Number( a.name === FIRST ) ||
			a.name.localeCompare( b.name )
	);
	while ( left.length > 0 ) {
		const next = left.filter( ( { name, references } ) =>
			references.every(
				( other ) => other === name || placed.has( other )
			)
		);
		if ( next.length === 0 ) {
			throw new CannotDistribute(
				`Foreign keys of ${ left.map( ( { name } ) => name ).join( ', ' ) } name tables that are not distributed.`
			);
		}
		ordered.push( ...next );
		next.forEach( ( { name } ) => placed.add( name ) );
		left = left.filter( ( table ) => ! next.includes( table ) );
	}
	return ordered;
}

export async function hasCitus( db: Kysely< unknown > ): Promise< boolean > {
	const { rows } = await sql< { has: boolean } >`
		select exists (
			select from pg_proc where proname = 'create_distributed_table'
		) as has
	`.execute( db );
	return rows[ 0 ]!.has;
}

/** @param db A connection to a coordinator, or to a server without Citus, where nothing is distributed. */
export async function readTables(
	db: Kysely< unknown >
): Promise< CatalogTable[] > {
	const distributed = ( await hasCitus( db ) )
		? sql`( select table_name::oid as oid, distribution_column as column from citus_tables where citus_table_type = 'distributed' )`
		: sql`( select 0::oid as oid, '' as column where false )`;
	const { rows } = await sql< CatalogTable >`
		select c.relname as name,
			exists (
				select from pg_attribute a
				where a.attrelid = c.oid and a.attname = ${ COLUMN } and not a.attisdropped
			) as "hasTenant",
			d.column as "distributedBy",
			array(
				select distinct k.confrelid::regclass::text from pg_constraint k
				where k.conrelid = c.oid and k.contype = 'f'
			) as "references",
			array(
				select t.tgname::text from pg_trigger t
				where t.tgrelid = c.oid and not t.tgisinternal order by t.tgname
			) as triggers
		from pg_class c
		left join ${ distributed } d on d.oid = c.oid
		where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
		order by c.relname
	`.execute( db );
	return rows;
}

/**
 * Distributes the tables that are not distributed yet, including those of later migrations. Each table is complete in
 * itself, so this can be interrupted and run again.
 *
 * @param db           The table owner's connection to the coordinator, without time limits; not in a transaction.
 * @param onDistribute Called with the name before a table is distributed; its rows are copied, and writes to it wait.
 * @throws CannotDistribute if there is no Citus, or something has to be done first.
 */
export async function distributeTables(
	db: Kysely< unknown >,
	onDistribute: ( table: string ) => void
): Promise< DistributionPlan > {
	if ( ! ( await hasCitus( db ) ) ) {
		throw new CannotDistribute(
			'This database has no Citus. Let a superuser run on each node: create extension citus; and see docs/operators/citus.md'
		);
	}
	const plan = planDistribution( await readTables( db ) );
	for ( const table of plan.distribute ) {
		onDistribute( table );
		await sql`
			select create_distributed_table(
				${ table }::regclass, ${ COLUMN }, colocate_with => ${ table === FIRST ? 'default' : FIRST }
			)
		`.execute( db );
	}
	return plan;
}
