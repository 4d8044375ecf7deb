import type { ContactKind } from '../../db/schema.ts';
import {
	CONTACT_SORTS,
	type ContactFilters,
} from '../../views/contact-queries.ts';
import type { ContactRow } from '../../views/contact-view.ts';
import type { Sorting } from '../../views/listing.ts';
import type { ListPage } from '../../views/paging.ts';
import type { Html } from '../parts/html.ts';
import { numberText } from '../../texts/numbers.ts';
import { tag } from '../parts/pill.ts';
import { time } from '../parts/time.ts';
import { contactPath, PATHS } from '../paths.ts';
import type { Viewer } from '../viewer.ts';
import { listPage } from './list.ts';
import { texts } from '../../texts/texts.ts';

const KINDS: readonly ContactKind[] = [ 'guest', 'customer' ];

/** R34 */
export function contactsPage(
	viewer: Viewer,
	options: ListPage< ContactRow > & {
		wanted: ContactFilters;
		hidden: readonly string[];
		sorting: Sorting;
	}
): Html {
	const { wanted } = options;
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
		filtered: {
			path: PATHS.contacts,
			search: {
				name: 'search',
				label: texts().contacts.search,
				value: wanted.search,
			},
			filters: [
				{
					kind: 'choice',
					name: 'kind',
					label: texts().contacts.kind,
					choices: KINDS.map( ( value ) => ( {
						value,
						label: texts().contacts.kinds[ value ],
					} ) ),
					value: wanted.kind,
				},
			],
		},
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
