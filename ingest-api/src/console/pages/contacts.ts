import type { ContactKind } from '../../db/schema.ts';
import {
	CONTACT_SORTS,
	type ContactFilters,
} from '../../views/contact-queries.ts';
import type { ContactRow } from '../../views/contact-view.ts';
import type { Html } from '../parts/html.ts';
import { numberText } from '../../texts/numbers.ts';
import { tag } from '../parts/pill.ts';
import { time } from '../parts/time.ts';
import { contactPath, PATHS } from '../paths.ts';
import type { Viewer } from '../viewer.ts';
import { listPage, type Listed } from './list.ts';
import { choiceFilter } from './list-filters.ts';
import { texts } from '../../texts/texts.ts';

const KINDS: readonly ContactKind[] = [ 'guest', 'customer' ];

/** R34 */
export function contactsPage(
	viewer: Viewer,
	options: Listed< ContactRow, ContactFilters >
): Html {
	return listPage( viewer, {
		...options,
		title: texts().contacts.title,
		section: 'contacts',
		words: texts().contacts,
		total: null,
		sorts: CONTACT_SORTS,
		href: ( { contactId } ) => contactPath( contactId ),
		empty: {
			icon: 'users',
			text: texts().contacts.empty,
		},
		path: PATHS.contacts,
		searchLabel: texts().contacts.search,
		filters: [
			choiceFilter(
				'kind',
				texts().contacts.kind,
				KINDS,
				( kind ) => texts().contacts.kinds[ kind ],
				options.wanted.kind
			),
		],
		columns: [
			{
				id: 'name',
				label: texts().common.name,
				kind: 'title',
				sortBy: 'name',
				cell: ( { name, email } ) => name || email,
			},
			{
				id: 'e-mail',
				label: texts().common.email,
				kind: 'clip',
				cell: ( { email } ) => email,
			},
			{
				id: 'orders',
				label: texts().common.orders,
				kind: 'number',
				sortBy: 'orders',
				cell: ( { orderCount } ) => numberText( orderCount ),
			},
			{
				id: 'since',
				label: texts().contacts.since,
				sortBy: 'date',
				cell: ( { createdAt } ) =>
					time( createdAt, { relative: true } ),
			},
			{
				id: 'kind',
				label: texts().contacts.kind,
				narrow: 'first',
				cell: ( { kind } ) => tag( texts().contacts.kinds[ kind ] ),
			},
		],
	} );
}
