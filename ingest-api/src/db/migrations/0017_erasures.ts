import { createHash } from 'node:crypto';
import { sql, type Kysely } from 'kysely';

const ROWS_AT_ONCE = 1_000;

/** A copy of accounts/email-hash.ts as of this migration. */
function emailHash( email: string ): string {
	const key = email
		.trim()
		.normalize( 'NFC' )
		.toLowerCase()
		.normalize( 'NFC' )
		.replaceAll( 'ς', 'σ' );
	return createHash( 'sha256' ).update( key ).digest( 'hex' );
}

/** Only a hash is left of an erased person; it recognises later records. */
export async function up( db: Kysely< unknown > ): Promise< void > {
	await sql`
		create table erasures (
			account_id text not null,
			erasure_id uuid not null,
			email_hash text collate "C" not null,
			scope text not null check ( scope in ( 'person', 'user' ) ),
			connection_id text,
			user_id text collate "C",
			version bigint,
			requested_at timestamptz not null,
			requested_by text not null check ( requested_by in ( 'store', 'console', 'api', 'cli' ) ),
			person_id text,
			erased_at timestamptz not null,
			counts jsonb not null,
			primary key ( account_id, erasure_id )
		)
	`.execute( db );
	await sql`create index erasures_by_email on erasures ( account_id, email_hash )`.execute(
		db
	);
	await sql`
		create index erasures_by_user on erasures ( account_id, connection_id, user_id ) where user_id is not null
	`.execute( db );
	await sql`create index erasures_by_time on erasures ( account_id, erased_at )`.execute(
		db
	);

	await sql`alter table contacts add column email_hash text collate "C"`.execute(
		db
	);
	await sql`
		alter table orders add column email_hash text collate "C", add column erased_at timestamptz
	`.execute( db );
	// The version and digest of an erased user stay, so that both sides still compare equal.
	await sql`
		alter table contact_links alter column contact_id drop not null, add column erased_at timestamptz
	`.execute( db );
	await sql`
		alter table account_tokens
			add column scope text not null default 'read' check ( scope in ( 'read', 'manage' ) )
	`.execute( db );
	await fillHashes( db, 'contacts', 'email' );
	await fillHashes( db, 'orders', 'billing_email' );
}

async function fillHashes(
	db: Kysely< unknown >,
	table: 'contacts' | 'orders',
	column: 'email' | 'billing_email'
): Promise< void > {
	for (;;) {
		const { rows } = await sql< { account_id: string; email: string } >`
			select distinct account_id, ${ sql.ref( column ) } as email
			from ${ sql.table( table ) }
			where email_hash is null and ${ sql.ref( column ) } is not null
			limit ${ sql.lit( ROWS_AT_ONCE ) }
		`.execute( db );
		if ( rows.length === 0 ) {
			return;
		}
		const hashed = rows.map( ( row ) => ( {
			...row,
			hash: emailHash( row.email ),
		} ) );
		await sql`
			update ${ sql.table( table ) } as t
			set email_hash = r.hash
			from json_to_recordset( ${ JSON.stringify( hashed ) } ) as r ( account_id text, email text, hash text )
			where t.account_id = r.account_id and t.${ sql.ref( column ) } = r.email and t.email_hash is null
		`.execute( db );
	}
}
