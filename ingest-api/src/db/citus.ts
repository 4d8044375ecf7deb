/** Distributes the tables over the nodes of a Citus cluster: docs/operators/citus.md. */
import { sql, type Kysely } from 'kysely';

/** What every tenant's table is distributed by. */
const COLUMN = 'account_id';
/** The rows of an account are on one node, with those of this table. */
const FIRST = 'accounts';

export interface CatalogTable {
	name: string;
	hasTenant: boolean;
	/** By which column it is distributed; null: it is not. */
	distributedBy: string | null;
	/** Tables that its foreign keys name. */
	references: string[];
	/** Those of the program, not those that foreign keys make. */
	triggers: string[];
}

export interface DistributionPlan {
	/** In this order: a table comes after those that it names. */
	distribute: string[];
	done: string[];
	/** Those without a tenant, which stay on the coordinator; none of the others' statements names them. */
	local: string[];
}

export class CannotDistribute extends Error {
	override name = 'CannotDistribute';
}

/** @throws CannotDistribute where something has to be done before. */
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

/** @param db Of a coordinator, or of a server without Citus, where nothing is distributed. */
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
 * Distributes what is not distributed yet, also tables of later migrations. Each table is whole in itself, so that it can
 * be interrupted and run again.
 *
 * @param db           Of the tables' owner on the coordinator, for whom no time limits hold; not in a transaction.
 * @param onDistribute Told the name before a table is distributed; its rows are copied, and writes to it wait.
 * @throws CannotDistribute where there is no Citus, or something has to be done before.
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
