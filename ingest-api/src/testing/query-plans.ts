import { CompiledQuery, type Kysely } from 'kysely';
import { onTestFinished } from 'vitest';
import { freshDatabase } from '../../../test/postgres/database.ts';
import { openDatabase } from '../db/open.ts';
import type { Database } from '../db/schema.ts';

export interface QueryPlans {
	db: Kysely< Database >;
	/** The plan of the last statement, for the owner of the tables or within a scope. */
	explainLast: ( within?: Kysely< Database > ) => Promise< string >;
}

/** A separate database until the end of the test, for tests that check plans, which are more reliable than timings. */
export async function startQueryPlans(): Promise< QueryPlans > {
	const { close, ...plans } = await openQueryPlans();
	onTestFinished( close );
	return plans;
}

/** startQueryPlans() for tests that share a database that is slow to fill: it stays until it is closed. */
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
