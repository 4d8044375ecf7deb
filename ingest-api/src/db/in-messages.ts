import type { CompiledQuery, Kysely } from 'kysely';
import type { Database } from './schema.ts';

/** A statement as `sql` or Kysely's builder makes it. */
export interface Statement< Row > {
	compile: ( db: Kysely< Database > ) => CompiledQuery< Row >;
}

/** Asks a statement. @return Its rows. @throws Error of the first of its message that fails. */
export type Ask = < Row >( statement: Statement< Row > ) => Promise< Row[] >;

/**
 * Statements on one connection, in one message where they are asked for before any of them is answered: Postgres runs
 * them one after the other, each seeing what those before it did, and stops at the first that fails.
 *
 * So a function that is to share its message asks before it waits for anything, and whoever calls several of them waits
 * for them by `Promise.all`.
 */
export function inMessages< Result >(
	tx: Kysely< Database >,
	work: ( ask: Ask ) => Promise< Result >
): Promise< Result > {
	return tx.getExecutor().provideConnection( ( connection ) =>
		work( async < Row >( statement: Statement< Row > ) => {
			const { rows } = await connection.executeQuery< Row >(
				statement.compile( tx )
			);
			return rows;
		} )
	);
}
