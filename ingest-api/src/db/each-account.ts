import type { Kysely } from 'kysely';
import type { Database } from './schema.ts';

const ACCOUNTS_AT_ONCE = 100;

/** One account after the other, so that no statement crosses tenants. */
export async function forEachAccount(
	db: Kysely< Database >,
	run: ( accountId: string ) => Promise< void >,
	signal?: AbortSignal
): Promise< void > {
	let after = '';
	for (;;) {
		const accounts = await db
			.selectFrom( 'accounts' )
			.select( 'account_id' )
			.where( 'account_id', '>', after )
			.orderBy( 'account_id' )
			.limit( ACCOUNTS_AT_ONCE )
			.execute();
		for ( const { account_id: accountId } of accounts ) {
			if ( signal?.aborted === true ) {
				return;
			}
			await run( accountId );
			after = accountId;
		}
		if ( accounts.length < ACCOUNTS_AT_ONCE ) {
			return;
		}
	}
}
