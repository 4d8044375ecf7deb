import { sql } from 'kysely';
import type { RecordOf, Transaction, VoidedTransaction } from '@ivorey/shared';
import type { ConnectionKey } from '../db/identifiers.ts';
import type { Ask } from '../db/in-messages.ts';
import { prepared } from '../db/statement-names.ts';
import type { ErasedDigests } from './without-erased.ts';
import { rowsOf } from '../db/stored-record.ts';

type AnyRecord = RecordOf< 'transactions' >;
type TransactionRecord = AnyRecord & { data: Transaction };
type VoidedRecord = AnyRecord & { data: VoidedTransaction };

/** R8; the order may arrive later, or never. @return The IDs of the records that were newer than the stored ones. */
export async function writeTransactions(
	ask: Ask,
	key: ConnectionKey,
	records: readonly AnyRecord[],
	erased: ErasedDigests,
	now: Date
): Promise< Set< string > > {
	const written = await Promise.all( [
		voidKnown( ask, key, records.filter( isVoided ), now ),
		upsert( ask, key, records.filter( isWhole ), erased, now ),
	] );
	return new Set( written.flat() );
}

function isVoided( record: AnyRecord ): record is VoidedRecord {
	return record.data.type === 'voided';
}

function isWhole( record: AnyRecord ): record is TransactionRecord {
	return ! isVoided( record );
}

/**
 * Marks stored transactions as voided, and changes nothing else in them. The digest is that of the voiding record, so
 * that both sides compare equal.
 */
async function voidKnown(
	ask: Ask,
	{ accountId, connectionId }: ConnectionKey,
	transactions: readonly VoidedRecord[],
	now: Date
): Promise< string[] > {
	if ( transactions.length === 0 ) {
		return [];
	}
	const rows = await ask( sql< { transaction_id: string } >`
		update transactions set
			version = r.version, digest = r.digest, voided = true,
			record = transactions.record || '{"voided":true}'::jsonb, updated_at = ${ now }::timestamptz
		from json_to_recordset( ${ rowsOf( transactions ) } ) as r ( id text, version bigint, digest text )
		where account_id = ${ accountId } and connection_id = ${ connectionId } and transaction_id = r.id
			and transactions.version < r.version
		returning transaction_id
	` );
	return rows.map( ( row ) => row.transaction_id );
}

async function upsert(
	ask: Ask,
	{ accountId, connectionId }: ConnectionKey,
	transactions: readonly TransactionRecord[],
	erased: ErasedDigests,
	now: Date
): Promise< string[] > {
	if ( transactions.length === 0 ) {
		return [];
	}
	const rows = rowsOf( transactions, ( { id } ) => ( {
		...( erased.has( id ) ? { digest: erased.get( id )! } : {} ),
	} ) );
	const written = await ask( prepared< { transaction_id: string } >`
		insert into transactions (
			account_id, connection_id, transaction_id, version, digest, type, order_id, amount, currency, date,
			payment_method, payment_method_title, gateway_transaction_id, reason, voided, record, received_at, updated_at
		)
		select
			${ accountId }, ${ connectionId }, r.id, r.version, r.digest, d.type, d.order_id, d.amount, d.currency, d.date,
			d.payment_method, d.payment_method_title, d.transaction_id, d.reason, d.voided, r.record,
			${ now }::timestamptz, ${ now }::timestamptz
		from json_to_recordset( ${ rows } )
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
	` );
	return written.map( ( row ) => row.transaction_id );
}
