import { TENANT_TABLES } from '../db/schema.ts';

const TABLE_USE = new RegExp(
	`\\b(?:from|join|into|update)\\s+"?(?<table>${ TENANT_TABLES.join( '|' ) })"?\\b`,
	'gi'
);

/** What begins a part of a statement that has to name the tenant by itself. */
const PART = /\b(?:select|insert|update|delete)\b/gi;

/**
 * The tenant tables that a statement reads or writes without naming `account_id` as often as it uses
 * them: a join or subquery without it would cross tenants.
 */
export function tablesWithoutTenant( sql: string ): string[] {
	if (
		/^\s*(?:create|alter|comment)\b/i.test( sql ) ||
		PART.exec( sql ) === null
	) {
		return [];
	}
	PART.lastIndex = 0;
	// `on conflict … do update set` updates no further table; `for update` locks one that was named.
	const used = [ ...sql.matchAll( TABLE_USE ) ].map(
		( match ) => match.groups!.table!
	);
	const named = [ ...sql.matchAll( /\baccount_id\b/gi ) ].length;
	return named >= used.length ? [] : used;
}
