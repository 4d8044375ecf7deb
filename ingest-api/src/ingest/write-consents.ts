import { sql } from 'kysely';
import type { MarketingConsent, RecordOf } from '@ivorey/shared';
import type { Ask } from '../db/in-messages.ts';
import type { ContactLink } from './resolve-contacts.ts';

/** A person's choice, and its time. */
interface Consent {
	contact_id: string;
	given: boolean;
	source: string;
	at: string;
}

/**
 * The choices in these records. An order's choice was made when the order was placed. A user's account has only the
 * current one: it is as old as the user if the store sends the user for the first time, and new if it differs from the
 * store's last one. A repeated choice is ignored, since it would overrule a later checkout.
 *
 * @param links
 * @param former         By user ID: the store's last choice; null if it sent none.
 * @param orders
 * @param contactOfOrder
 * @param now
 */
export function consentsOf(
	links: readonly ContactLink[],
	former: ReadonlyMap< string, boolean | null >,
	orders: readonly RecordOf< 'orders' >[],
	contactOfOrder: ReadonlyMap< string, string | null >,
	now: Date
): Consent[] {
	const consent = (
		contactId: string,
		{ given, source }: MarketingConsent,
		at: string
	): Consent => ( { contact_id: contactId, given, source, at } );
	const ofUsers = links.flatMap( ( { contact_id: contactId, record } ) => {
		const { marketing_consent: told, date_registered: registered } =
			record.data;
		if ( told === undefined || former.get( record.id ) === told.given ) {
			return [];
		}
		const isNew = ! former.has( record.id );
		return consent(
			contactId,
			told,
			( isNew ? registered : null ) ?? now.toISOString()
		);
	} );
	const ofOrders = orders.flatMap( ( { id, data } ) => {
		const contactId = contactOfOrder.get( id ) ?? null;
		return contactId === null || data.marketing_consent === undefined
			? []
			: consent( contactId, data.marketing_consent, data.date_created );
	} );
	return newestOf( [ ...ofUsers, ...ofOrders ] );
}

/** One choice for each contact; of two at the same time, the later one in the list. */
function newestOf( consents: readonly Consent[] ): Consent[] {
	const newest = new Map< string, Consent >();
	for ( const consent of consents ) {
		const before = newest.get( consent.contact_id );
		if (
			before === undefined ||
			new Date( consent.at ) >= new Date( before.at )
		) {
			newest.set( consent.contact_id, consent );
		}
	}
	return [ ...newest.values() ].sort( ( a, b ) =>
		a.contact_id < b.contact_id ? -1 : 1
	);
}

/** The newest choice counts, in any order of arrival. The contacts have to be locked. */
export async function writeConsents(
	ask: Ask,
	accountId: string,
	consents: readonly Consent[]
): Promise< void > {
	if ( consents.length === 0 ) {
		return;
	}
	await ask( sql`
		update contacts c
		set marketing_consent = r.given, marketing_consent_at = r.at, marketing_consent_source = r.source
		from json_to_recordset( ${ JSON.stringify( consents ) } )
			as r ( contact_id uuid, given boolean, source text, at timestamptz )
		where c.account_id = ${ accountId } and c.contact_id = r.contact_id
			and ( c.marketing_consent_at is null or c.marketing_consent_at <= r.at )
	` );
}
