import { TestBed } from './test-bed.ts';

/** A movement of money in Ivorey, without the columns that only Ivorey's storage needs. */
export interface TransactionInIvorey {
	transaction_id: string;
	type: 'payment' | 'refund';
	order_id: string;
	amount: string;
	currency: string;
	date: Date;
	payment_method: string;
	payment_method_title: string;
	gateway_transaction_id: string;
	reason: string;
	voided: boolean;
}

export async function transactionsOf(
	bed: TestBed,
	orderId?: number
): Promise< TransactionInIvorey[] > {
	const { rows } = await bed.pool.query< TransactionInIvorey >(
		`select transaction_id, type, order_id, amount, currency, date, payment_method, payment_method_title,
			gateway_transaction_id, reason, voided
		from transactions where account_id = $1 and connection_id = $2 and ( $3::text is null or order_id = $3 )
		order by transaction_id`,
		[ ...TestBed.keyOf( bed.credentials ), orderId?.toString() ?? null ]
	);
	return rows;
}

/** Wire IDs of the triggers that fired, `<type>:<order id>`, in order. */
export async function triggersOf( bed: TestBed ): Promise< string[] > {
	const { rows } = await bed.pool.query< { id: string } >(
		`select type || ':' || order_id as id from trigger_events where account_id = $1 and connection_id = $2 order by trigger_id`,
		TestBed.keyOf( bed.credentials )
	);
	return rows.map( ( { id } ) => id );
}
