import type { RequestContext } from '../http/request.ts';
import {
	CONTACT_SORTS,
	findContact,
	listContacts,
	type ContactFilters,
} from '../views/contact-queries.ts';
import { contactPage } from './pages/contact.ts';
import { contactsPage } from './pages/contacts.ts';
import { errorPage } from './pages/other.ts';
import {
	readChoice,
	readHidden,
	readPlace,
	readSearch,
} from './read-filters.ts';
import type { ConsoleServices, SessionCall } from './services.ts';
import { texts } from '../texts/texts.ts';

const KINDS = [ 'guest', 'customer' ] as const;

/** `GET /contacts` (R34). */
export async function showContacts(
	{ db }: ConsoleServices,
	c: RequestContext,
	{ viewer }: SessionCall
): Promise< Response > {
	const wanted = readContactFilters( c );
	const place = readPlace( c, CONTACT_SORTS );
	const listed = await listContacts( db, viewer.accountId, {
		...wanted,
		...place,
	} );
	return c.html(
		contactsPage( viewer, {
			...listed,
			hidden: readHidden( c ),
			wanted,
			sorting: place.sorting,
		} )
	);
}

/** Ignores values that are not among the choices. */
export function readContactFilters( c: RequestContext ): ContactFilters {
	return {
		search: readSearch( c.req.query( 'search' ) ),
		kind: readChoice( c, 'kind', KINDS ),
	};
}

/** `GET /contacts/:contact` (R36). */
export async function showContact(
	{ db }: ConsoleServices,
	c: RequestContext,
	{ viewer }: SessionCall
): Promise< Response > {
	const contact = await findContact(
		db,
		viewer.accountId,
		c.req.param( 'contact' ) ?? ''
	);
	return contact === null
		? c.html(
				errorPage(
					viewer,
					texts().contacts.notFound,
					texts().contacts.notFoundText
				),
				404
			)
		: c.html( contactPage( viewer, contact ) );
}
