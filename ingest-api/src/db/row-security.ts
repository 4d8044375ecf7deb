import { setTimeout as sleep } from 'node:timers/promises';
import { sql, type Kysely, type RawBuilder } from 'kysely';
import pg from 'pg';
import type { Database } from './schema.ts';

/** Sees the rows of the account set in ACCOUNT_SETTING, and none if that is not set. */
export const TENANT_ROLE = 'ivorey_tenant';
/** For statements that look across accounts. */
export const ACROSS_ROLE = 'ivorey_across';
export const ACCOUNT_SETTING = 'ivorey.account_id';
/** On in programs that maintain `contacts.order_count`; see 0039_order_counts.ts. */
export const COUNTS_ORDERS = 'ivorey.counts_orders';
/** Set to WORDS_VERSION in programs that search by the words of 0041_more_words.ts. */
export const WORDS_SETTING = 'ivorey.words';
export const WORDS_VERSION = '2';

const ROLES = [ TENANT_ROLE, ACROSS_ROLE ] as const;
type Role = ( typeof ROLES )[ number ];

const PRIVILEGES = [ 'select', 'insert', 'update', 'delete' ] as const;
type Privilege = ( typeof PRIVILEGES )[ number ];
type Grants = Partial< Record< string, readonly Privilege[] > >;

/** The rights of statements across accounts: find due work, people who sign in, and encryption keys in use. */
const GRANTED_ACROSS: Readonly<
	Partial< Record< keyof Database, readonly Privilege[] > >
> = {
	accounts: [ 'select' ],
	account_people: [ 'select' ],
	automation_cursors: [ 'select' ],
	automation_runs: [ 'select' ],
	connection_credentials: [ 'select' ],
	connection_notices: [ 'select' ],
	due_accounts: [ 'select' ],
	encryption_keys: [ 'select', 'insert', 'update' ],
	trigger_cursors: [ 'select' ],
	webhook_cursors: [ 'select' ],
	webhook_deliveries: [ 'select' ],
	webhook_endpoints: [ 'select', 'update' ],
	webhook_notices: [ 'select' ],
};

/** Tables without a tenant that requests write to. */
const GRANTED_TO_REQUESTS: Grants = {
	rate_limits: PRIVILEGES,
} satisfies Partial< Record< keyof Database, readonly Privilege[] > >;

const OWNER_POLICY = 'ivorey_owner';
const IS_OWN = sql.raw(
	`account_id = current_setting( '${ ACCOUNT_SETTING }', true )`
);

/** Batches queue behind a waiting lock request, so it waits briefly, with longer and longer pauses for the batches. */
const LOCK_TIMEOUT = '50ms';
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;
const ROLE_ATTEMPTS = 20;

const INSUFFICIENT_PRIVILEGE = '42501';
const LOCK_NOT_AVAILABLE = '55P03';
/** Postgres' "tuple concurrently updated": another database of this server is being set up. */
const INTERNAL_ERROR = 'XX000';
const UNIQUE_VIOLATION = '23505';

/** A superuser of the server has to create the roles; the message says how. */
export class MissingRoles extends Error {
	override name = 'MissingRoles';
}

interface Table {
	name: string;
	/** Quoted if necessary. */
	owner: string;
	hasTenant: boolean;
	isForced: boolean;
	policies: Record< string, string[] >;
	grants: Record< string, Privilege[] >;
}

/**
 * The second wall between accounts: policies on every table with an `account_id`, including those of later migrations,
 * that also bind the table's owner. Changes only what is missing, one table after the other, without blocking batches.
 *
 * @param db       One connection of the tables' owner, without time limits; not in a transaction.
 * @param onSecure Called with the name before a table is changed, which may have to wait for others.
 * @throws MissingRoles if the roles are missing and the login may not create them.
 */
export async function secureTables(
	db: Kysely< unknown >,
	onSecure: ( name: string ) => void
): Promise< void > {
	await makeRoles( db );
	await sql`grant usage on schema public to ${ roleList( ROLES ) }`.execute(
		db
	);
	for ( const table of await readTables( db ) ) {
		if ( ! isSecure( table ) ) {
			onSecure( table.name );
			await secure( db, table );
		}
	}
}

/** Roles belong to the server: those of another of its databases also serve this one. */
async function makeRoles( db: Kysely< unknown > ): Promise< void > {
	const { rows } = await sql< { name: string } >`
		select rolname as name from pg_roles where rolname in ( ${ sql.join( ROLES ) } )
	`.execute( db );
	const missing = ROLES.filter(
		( role ) => ! rows.some( ( { name } ) => name === role )
	);
	try {
		for ( const role of missing ) {
			await sql`
				do $$ begin
					create role ${ sql.id( role ) } nologin;
				exception when duplicate_object or unique_violation then
					null;
				end $$
			`.execute( db );
		}
		for ( const role of ROLES ) {
			if ( ! ( await mayBecome( db, role ) ) ) {
				await join( db, role );
			}
		}
	} catch ( error ) {
		if ( isState( error, INSUFFICIENT_PRIVILEGE ) ) {
			throw new MissingRoles( await howToMakeRoles( db, missing ) );
		}
		throw error;
	}
}

async function mayBecome(
	db: Kysely< unknown >,
	role: Role
): Promise< boolean > {
	try {
		await db
			.transaction()
			.execute( ( tx ) =>
				sql`set local role ${ sql.id( role ) }`.execute( tx )
			);
		return true;
	} catch ( error ) {
		if ( isState( error, INSUFFICIENT_PRIVILEGE ) ) {
			return false;
		}
		throw error;
	}
}

async function join( db: Kysely< unknown >, role: Role ): Promise< void > {
	for ( let attempt = 1; ; attempt++ ) {
		try {
			await sql`grant ${ sql.id( role ) } to current_user`.execute( db );
			return;
		} catch ( error ) {
			const isRace = isState( error, INTERNAL_ERROR, UNIQUE_VIOLATION );
			if ( ! isRace || attempt === ROLE_ATTEMPTS ) {
				throw error;
			}
			await sleep( FIRST_PAUSE_MS );
		}
	}
}

async function howToMakeRoles(
	db: Kysely< unknown >,
	missing: readonly Role[]
): Promise< string > {
	const { rows } = await sql< { login: string } >`
		select quote_ident( current_user ) as login
	`.execute( db );
	return [
		'Ivorey keeps accounts apart with two roles of Postgres, which the login of DATABASE_URL may not make, or not use. Let a superuser of that server run:',
		...missing.map( ( role ) => `  create role ${ role } nologin;` ),
		`  grant ${ ROLES.join( ', ' ) } to ${ rows[ 0 ]!.login };`,
		'Then start again.',
	].join( '\n' );
}

async function readTables( db: Kysely< unknown > ): Promise< Table[] > {
	const { rows } = await sql< Table >`
		select c.relname as name, c.relowner::regrole::text as owner,
			exists (
				select from pg_attribute a
				where a.attrelid = c.oid and a.attname = 'account_id' and not a.attisdropped
			) as "hasTenant",
			c.relrowsecurity and c.relforcerowsecurity as "isForced",
			(
				select coalesce( json_object_agg( p.polname, p.polroles::regrole[]::text[] ), '{}' )
				from pg_policy p where p.polrelid = c.oid
			) as policies,
			(
				select json_object_agg( r, array(
					select p from unnest( ${ PRIVILEGES }::text[] ) as p where has_table_privilege( r, c.oid, p )
				) )
				from unnest( ${ ROLES }::text[] ) as r
			) as grants
		from pg_class c
		where c.relkind in ( 'r', 'p' ) and c.relnamespace = 'public'::regnamespace
		order by c.relname
	`.execute( db );
	return rows;
}

function isSecure( table: Table ): boolean {
	const { grants, hasTenant, isForced, policies } = table;
	const isGranted = ROLES.every(
		( role ) =>
			PRIVILEGES.filter( ( one ) =>
				grants[ role ]!.includes( one )
			).join() === wantedGrants( table, role ).join()
	);
	const hasPolicies = Object.entries( wantedPolicies( table ) ).every(
		( [ policy, role ] ) => policies[ policy ]?.join() === role
	);
	return isGranted && ( ! hasTenant || ( isForced && hasPolicies ) );
}

function wantedGrants( { name, hasTenant }: Table, role: Role ) {
	const tenants = hasTenant ? PRIVILEGES : GRANTED_TO_REQUESTS[ name ];
	const wanted =
		role === TENANT_ROLE ? tenants : ( GRANTED_ACROSS as Grants )[ name ];
	return PRIVILEGES.filter( ( one ) => wanted?.includes( one ) );
}

/** Each policy's role. The owner is the login that migrates and runs the commands; it is not a superuser everywhere. */
function wantedPolicies( { owner }: Table ): Record< string, string > {
	return {
		[ TENANT_ROLE ]: TENANT_ROLE,
		[ ACROSS_ROLE ]: ACROSS_ROLE,
		[ OWNER_POLICY ]: owner,
	};
}

/** Never waits long for the table, since every later statement would wait as well. */
async function secure( db: Kysely< unknown >, table: Table ): Promise< void > {
	const statements = [
		sql`set local lock_timeout = ${ sql.lit( LOCK_TIMEOUT ) }`,
		...( table.hasTenant ? policyStatements( table ) : [] ),
		...grantStatements( table ),
	];
	for ( let pauseMs = FIRST_PAUSE_MS; ; ) {
		try {
			await db.transaction().execute(
				// Without parameters they go in one message.
				( tx ) => sql.join( statements, sql`; ` ).execute( tx )
			);
			return;
		} catch ( error ) {
			if ( ! isState( error, LOCK_NOT_AVAILABLE ) ) {
				throw error;
			}
			await sleep( pauseMs );
			pauseMs = Math.min( LONGEST_PAUSE_MS, pauseMs * 2 );
		}
	}
}

function policyStatements( table: Table ): RawBuilder< unknown >[] {
	const name = sql.table( table.name );
	return [
		sql`alter table ${ name } enable row level security, force row level security`,
		...Object.entries( wantedPolicies( table ) ).flatMap(
			( [ policy, role ] ) => {
				const rows = policy === TENANT_ROLE ? IS_OWN : sql`true`;
				return [
					...( policy in table.policies
						? [
								sql`drop policy ${ sql.id( policy ) } on ${ name }`,
							]
						: [] ),
					sql`
						create policy ${ sql.id( policy ) } on ${ name } to ${ sql.raw( role ) }
						using ( ${ rows } ) with check ( ${ rows } )
					`,
				];
			}
		),
	];
}

function grantStatements( table: Table ): RawBuilder< unknown >[] {
	const name = sql.table( table.name );
	return [
		sql`revoke all on ${ name } from ${ roleList( ROLES ) }`,
		...ROLES.flatMap( ( role ) => {
			const granted = wantedGrants( table, role );
			return granted.length === 0
				? []
				: [
						sql`grant ${ sql.raw( granted.join( ', ' ) ) } on ${ name } to ${ sql.id( role ) }`,
					];
		} ),
	];
}

const roleList = ( roles: readonly Role[] ) =>
	sql.join( roles.map( ( role ) => sql.id( role ) ) );

function isState( error: unknown, ...states: readonly string[] ): boolean {
	return (
		error instanceof pg.DatabaseError && states.includes( error.code ?? '' )
	);
}
