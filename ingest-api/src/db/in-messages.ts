import type { CompiledQuery, Kysely } from 'kysely';
import type { Database } from './schema.ts';

/** A statement made by `sql` or Kysely's builder. */
export interface Statement< Row > {
	compile: ( db: Kysely< Database > ) => CompiledQuery< Row >;
}

/** Runs a statement. @return Its rows. @throws Error of the first statement in its message that fails. */
export type Ask = < Row >( statement: Statement< Row > ) => Promise< Row[] >;

/**
 * Runs statements on one connection. Those asked for before any of them is answered share one message: Postgres runs
 * them one after the other, each seeing the effects of the earlier ones, and stops at the first that fails.
 *
 * So a function that is to share a message asks before it awaits anything, and a caller of several such functions
 * awaits them with `Promise.all`.
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
