import type { Kysely } from 'kysely';
import type { Definition } from '../automations/definition.ts';
import type { Database } from '../db/schema.ts';
import type { OverlappingEmail } from './pages/automation-review.ts';

/** WooCommerce's e-mails to customers, by the trigger here that coincides with them. */
const SAME_AS = {
	order_submitted: {
		on_hold_order: 'Order on-hold',
		processing_order: 'Processing order',
	},
	payment_received: {
		processing_order: 'Processing order',
		completed_order: 'Completed order',
	},
} as const;

/** R46: WooCommerce's own e-mails that a buyer would get as well, according to the stores' last reports. */
export async function overlappingEmails(
	db: Kysely< Database >,
	accountId: string,
	{ trigger, action, delay_minutes: delay, stores }: Definition
): Promise< OverlappingEmail[] > {
	if ( action.type !== 'email' || delay > 0 ) {
		return [];
	}
	const rows = await db
		.selectFrom( 'connection_status as s' )
		.innerJoin( 'connections as c', ( join ) =>
			join
				.onRef( 'c.account_id', '=', 's.account_id' )
				.onRef( 'c.connection_id', '=', 's.connection_id' )
		)
		.select( [ 'c.connection_id', 'c.store_url', 's.report' ] )
		.where( 's.account_id', '=', accountId )
		.where( 'c.state', '<>', 'disconnected' )
		.execute();
	return rows
		.filter(
			( row ) => stores === null || stores.includes( row.connection_id )
		)
		.map( ( row ) => ( {
			storeUrl: row.store_url,
			names: Object.entries( SAME_AS[ trigger ] )
				.filter(
					( [ id ] ) => reportedEmails( row.report )[ id ] === true
				)
				.map( ( [ , name ] ) => name ),
		} ) )
		.filter( ( { names } ) => names.length > 0 );
}

/** Older plugins do not report these e-mails. */
function reportedEmails( report: object ): Record< string, unknown > {
	const emails: unknown = Reflect.get( report, 'customer_emails' );
	return typeof emails === 'object' && emails !== null ? { ...emails } : {};
}
