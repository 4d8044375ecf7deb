import { sql, type Kysely } from 'kysely';
import type { RecordOf } from '@ivorey/shared';
import type { ConnectionKey } from '../connections/identifiers.ts';
import type { Database } from '../db/schema.ts';
import { rowsOf } from './stored.ts';

/** R8; the order may come later, or never. @return The ids of those that were newer than what was there. */
export async function writeTransactions(
	tx: Kysely< Database >,
	{ accountId, connectionId }: ConnectionKey,
	transactions: readonly RecordOf< 'transactions' >[],
	now: Date
): Promise< Set< string > > {
	if ( transactions.length === 0 ) {
		return new Set();
	}
	const { rows } = await sql< { transaction_id: string } >`
		insert into transactions (
			account_id, connection_id, transaction_id, version, digest, type, order_id, amount, currency, date,
			payment_method, payment_method_title, gateway_transaction_id, reason, voided, record, received_at, updated_at
		)
		select
			${ accountId }, ${ connectionId }, r.id, r.version, r.digest, d.type, d.order_id, d.amount, d.currency, d.date,
			d.payment_method, d.payment_method_title, d.transaction_id, d.reason, d.voided, r.record,
			${ now }::timestamptz, ${ now }::timestamptz
		from json_to_recordset( ${ rowsOf( transactions ) } )
			as r ( id text, version bigint, digest text, record json )
		cross join lateral json_to_record( r.record ) as d (
			type text, order_id text, amount numeric, currency text, date timestamptz, payment_method text,
			payment_method_title text, transaction_id text, reason text, voided boolean
		)
		order by r.id collate "C"
		on conflict ( account_id, connection_id, transaction_id ) do update set
			version = excluded.version, digest = excluded.digest, type = excluded.type, order_id = excluded.order_id,
			amount = excluded.amount, currency = excluded.currency, date = excluded.date,
			payment_method = excluded.payment_method, payment_method_title = excluded.payment_method_title,
			gateway_transaction_id = excluded.gateway_transaction_id, reason = excluded.reason, voided = excluded.voided,
			record = excluded.record, updated_at = excluded.updated_at
		where transactions.version < excluded.version
		returning transaction_id
	`.execute( tx );
	return new Set( rows.map( ( row ) => row.transaction_id ) );
}
