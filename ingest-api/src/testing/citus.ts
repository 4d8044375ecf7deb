import { sql, type Kysely } from 'kysely';
import type { Database } from '../db/schema.ts';

/** A stand-in for Citus, which the package registries do not have: records the calls. */
export async function standInForCitus(
	db: Kysely< Database >
): Promise< void > {
	await sql`create schema citus`.execute( db );
	await sql`
		create table citus.tables (
			position serial, table_name regclass primary key, citus_table_type text, distribution_column text, colocation text
		)
	`.execute( db );
	await sql`create view public.citus_tables as select * from citus.tables`.execute(
		db
	);
	// Same restrictions as Citus: no triggers, no foreign keys to tables that are not distributed, nothing twice.
	await sql`
		create function public.create_distributed_table( relation regclass, col text, colocate_with text default 'default' )
		returns void language plpgsql as $$
		begin
			if exists ( select from pg_trigger t where t.tgrelid = relation and not t.tgisinternal ) then
				raise exception 'cannot distribute relation % because it has triggers', relation;
			end if;
			if exists (
				select from pg_constraint k where k.conrelid = relation and k.contype = 'f' and k.confrelid <> relation
					and not exists ( select from citus.tables d where d.table_name = k.confrelid )
			) then
				raise exception 'referenced table of % must be a distributed table', relation;
			end if;
			if exists (
				select from pg_index i where i.indrelid = relation and i.indisunique and not exists (
					select from pg_attribute a where a.attrelid = relation and a.attname = col and a.attnum = any( i.indkey )
				)
			) then
				raise exception 'cannot create constraint on % without the distribution column', relation;
			end if;
			insert into citus.tables ( table_name, citus_table_type, distribution_column, colocation )
			values ( relation, 'distributed', col, colocate_with );
		end $$
	`.execute( db );
}
