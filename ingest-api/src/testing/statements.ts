import type { CompiledQuery } from 'kysely';
import pg from 'pg';
import { afterAll, expect } from 'vitest';
import {
	freshDatabase,
	type FreshDatabase,
} from '../../../test/postgres/database.ts';
import { newAccountId } from '../db/identifiers.ts';
import { ACROSS_ROLE } from '../db/row-security.ts';
import type { Scope } from '../db/lease.ts';
import { tablesWithoutTenant, touchesTenants } from './tenancy.ts';

type Statement = Pick< CompiledQuery, 'sql' | 'parameters' > & {
	accountId: string;
};

/** The result of a statement: Postgres' code of its error, or its rows and the number of rows read or changed. */
type Result = { code: string } | { rows: unknown[]; count: number };

const ANOTHER = newAccountId();
/** The error class of a test that removes a table or column. */
const SCHEMA_ERRORS = '42';

/** By statement text; a statement already seen in a test file is not judged again. */
const verdicts = new Map<
	string,
	{ isOfTenants: boolean; unheld: string[] }
>();
const replayed = new Set< string >();

/** The statements of an API under test, each judged by the accounts whose rows it reaches. */
export class Statements {
	readonly #wrong: string[] = [];
	readonly #replayable = new Map< string, Statement >();

	/** Statements through acrossAccounts() are not judged; that role's grants limit them. */
	note(
		{ sql, parameters }: Pick< CompiledQuery, 'sql' | 'parameters' >,
		scope: Scope | null
	): void {
		if ( scope === null || scope.role === ACROSS_ROLE ) {
			return;
		}
		const { isOfTenants, unheld } = verdictOf( sql );
		if ( isOfTenants && scope.accountId === '' ) {
			this.#wrong.push( `of no account: ${ sql }` );
		}
		if ( unheld.length > 0 ) {
			this.#wrong.push( `${ unheld.join() } of all accounts: ${ sql }` );
		}
		if ( isOfTenants && ! replayed.has( sql ) ) {
			const { accountId } = scope;
			this.#replayable.set( sql, { sql, parameters, accountId } );
		}
	}

	expectHeld(): void {
		expect(
			this.#wrong,
			'statements that do not keep to one account'
		).toEqual( [] );
	}

	/**
	 * Runs each statement again for another account, as the owner, whom no policy limits, and rolls it back. By its own
	 * conditions it must find the same as in an empty database.
	 */
	async expectNothingForOthers( owner: pg.Pool ): Promise< void > {
		const found: [ Statement, Result ][] = [];
		const client = await owner.connect();
		try {
			for ( const statement of this.#replayable.values() ) {
				replayed.add( statement.sql );
				const result = await runAsOther( client, statement );
				if ( ! isNothing( result ) ) {
					found.push( [ statement, result ] );
				}
			}
		} finally {
			client.release();
		}
		if ( found.length > 0 ) {
			await expectAsOfNothing( found );
		}
	}
}

/** Shared by all tests of a file. */
let empty: Promise< FreshDatabase > | undefined;
afterAll( async () => ( await empty )?.drop() );

/** Compares with an empty database, since a count has a row even there. */
async function expectAsOfNothing(
	found: readonly [ Statement, Result ][]
): Promise< void > {
	empty ??= freshDatabase();
	await withClient( ( await empty ).url, async ( client ) => {
		for ( const [ statement, result ] of found ) {
			expect( result, statement.sql ).toEqual(
				await runAsOther( client, statement )
			);
		}
	} );
}

function verdictOf( sql: string ) {
	const known = verdicts.get( sql );
	if ( known !== undefined ) {
		return known;
	}
	const verdict = {
		isOfTenants: touchesTenants( sql ),
		unheld: tablesWithoutTenant( sql ),
	};
	verdicts.set( sql, verdict );
	return verdict;
}

async function runAsOther(
	client: pg.ClientBase,
	{ sql, parameters, accountId }: Statement
): Promise< Result > {
	await client.query( 'begin' );
	try {
		const { rowCount, rows } = await client.query(
			sql,
			parameters.map( ( value ) =>
				value === accountId ? ANOTHER : value
			)
		);
		return { rows, count: rowCount ?? 0 };
	} catch ( error ) {
		if ( error instanceof pg.DatabaseError ) {
			return { code: error.code ?? '' };
		}
		throw error;
	} finally {
		await client.query( 'rollback' );
	}
}

function isNothing( result: Result ): boolean {
	return 'code' in result
		? result.code.startsWith( SCHEMA_ERRORS )
		: result.rows.length === 0 && result.count === 0;
}

async function withClient< T >(
	databaseUrl: string,
	work: ( client: pg.Client ) => Promise< T >
): Promise< T > {
	const client = new pg.Client( { connectionString: databaseUrl } );
	await client.connect();
	try {
		return await work( client );
	} finally {
		await client.end();
	}
}
