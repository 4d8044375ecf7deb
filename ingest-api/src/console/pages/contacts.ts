import type { ContactKind } from '../../db/schema.ts';
import {
	CONTACT_SORTS,
	type ContactFilters,
} from '../../views/contact-queries.ts';
import type { ContactRow } from '../../views/contact-view.ts';
import type { Sorting } from '../../views/listing.ts';
import type { ListPage } from '../../views/paging.ts';
import type { Html } from '../parts/html.ts';
import { numberText } from '../parts/numbers.ts';
import { tag } from '../parts/pill.ts';
import { time } from '../parts/time.ts';
import { contactPath, PATHS } from '../paths.ts';
import type { Viewer } from '../viewer.ts';
import { listPage } from './list.ts';

export const KIND_NAMES: Readonly< Record< ContactKind, string > > = {
	guest: 'Guest',
	customer: 'Customer',
};

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
		title: 'Contacts',
		section: 'contacts',
		one: 'contact',
		many: 'contacts',
		total: null,
		sorts: CONTACT_SORTS,
		href: ( { contactId } ) => contactPath( contactId ),
		empty: {
			icon: 'users',
			text: 'The customers of your stores, and whoever orders as a guest, are here as soon as your stores send them.',
		},
		filtered: {
			path: PATHS.contacts,
			search: {
				name: 'search',
				label: 'E-mail or name',
				value: wanted.search,
			},
			filters: [
				{
					kind: 'choice',
					name: 'kind',
					label: 'Kind',
					choices: Object.entries( KIND_NAMES ).map(
						( [ value, label ] ) => ( { value, label } )
					),
					value: wanted.kind,
				},
			],
		},
		columns: [
			{
				label: 'Name',
				kind: 'title',
				sortBy: 'name',
				cell: ( { name, email } ) => name || email,
			},
			{
				label: 'E-mail',
				kind: 'clip',
				cell: ( { email } ) => email,
			},
			{
				label: 'Orders',
				kind: 'number',
				sortBy: 'orders',
				cell: ( { orderCount } ) => numberText( orderCount ),
			},
			{
				label: 'Since',
				sortBy: 'date',
				cell: ( { createdAt } ) =>
					time( createdAt, { relative: true } ),
			},
			{
				label: 'Kind',
				narrow: 'first',
				cell: ( { kind } ) => tag( KIND_NAMES[ kind ] ),
			},
		],
	} );
}
