import { CompiledQuery, type Kysely } from 'kysely';
import { onTestFinished } from 'vitest';
import { freshDatabase } from '../../../test/postgres/database.ts';
import { openDatabase } from '../db/open.ts';
import type { Database } from '../db/schema.ts';

export interface QueryPlans {
	db: Kysely< Database >;
	/** How Postgres runs the statement that was asked last, for the owner of the tables or within a scope. */
	explainLast: ( within?: Kysely< Database > ) => Promise< string >;
}

/** A database of its own, until the test is over, for tests that look at plans: those say what times cannot. */
export async function startQueryPlans(): Promise< QueryPlans > {
	const { close, ...plans } = await openQueryPlans();
	onTestFinished( close );
	return plans;
}

/** The same for tests that share what it takes long to fill: it stays until it is closed. */
export async function openQueryPlans(): Promise<
	QueryPlans & { close: () => Promise< void > }
> {
	const database = await freshDatabase();
	let asked: CompiledQuery | undefined;
	const { db, close } = openDatabase( {
		as: 'owner',
		url: database.url,
		poolSize: 1,
		onQuery: ( { query } ) => ( asked = query ),
	} );
	return {
		db,
		async close() {
			await close();
			await database.drop();
		},
		async explainLast( within = db ) {
			const { sql, parameters } = asked!;
			const { rows } = await within.executeQuery< {
				'QUERY PLAN': string;
			} >( CompiledQuery.raw( `explain ${ sql }`, [ ...parameters ] ) );
			return rows.map( ( row ) => row[ 'QUERY PLAN' ] ).join( '\n' );
		},
	};
}
