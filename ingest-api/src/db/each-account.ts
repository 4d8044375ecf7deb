import type { Kysely } from 'kysely';
import type { Database } from './schema.ts';
import { acrossAccounts, forAccount } from './scope.ts';

const ACCOUNTS_AT_ONCE = 100;

/** Runs for one account after the other, on connections that see no other account's rows. */
export async function forEachAccount(
	db: Kysely< Database >,
	run: ( accountId: string, own: Kysely< Database > ) => Promise< void >,
	signal?: AbortSignal
): Promise< void > {
	let after = '';
	for (;;) {
		const accounts = await acrossAccounts( db )
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
			await run( accountId, forAccount( db, accountId ) );
			after = accountId;
		}
		if ( accounts.length < ACCOUNTS_AT_ONCE ) {
			return;
		}
	}
}
