import { html } from 'hono/html';
import type { ContactKind } from '../../db/schema.ts';
import type { ContactFilters } from '../contact-queries.ts';
import type { ContactRow } from '../contact-view.ts';
import type { ListPage } from '../paging.ts';
import { linkButton } from '../parts/button.ts';
import { card } from '../parts/card.ts';
import { emptyState } from '../parts/empty-state.ts';
import { addressOf, filters, type FiltersOptions } from '../parts/filters.ts';
import type { Html } from '../parts/html.ts';
import { count } from '../parts/numbers.ts';
import { pagination } from '../parts/pagination.ts';
import { tag } from '../parts/pill.ts';
import { table } from '../parts/table.ts';
import { time } from '../parts/time.ts';
import { contactPath, PATHS } from '../paths.ts';
import type { Viewer } from '../viewer.ts';
import { page } from './layout.ts';
import { exportButton } from './list.ts';

export const KIND_NAMES: Readonly< Record< ContactKind, string > > = {
	guest: 'Guest',
	customer: 'Customer',
};

/** R34 */
export function contactsPage(
	viewer: Viewer,
	options: ListPage< ContactRow > & { wanted: ContactFilters }
): Html {
	const { rows, newer, older, wanted } = options;
	const filtered: FiltersOptions = {
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
	};
	const leadTo = ( name: 'after' | 'before', place: string | null ) =>
		place === null
			? null
			: addressOf( { ...filtered, keep: { [ name ]: place } } );
	return page( {
		title: 'Contacts',
		viewer,
		section: 'contacts',
		actions: rows.length === 0 ? '' : exportButton( addressOf( filtered ) ),
		body: card( {
			flush: true,
			body: [
				filters( filtered ),
				rows.length === 0
					? none( addressOf( filtered ) !== PATHS.contacts )
					: table( {
							label: 'Contacts',
							rows,
							href: ( { contactId } ) => contactPath( contactId ),
							columns: [
								{
									label: 'Name',
									kind: 'title',
									cell: ( { name, email } ) => name || email,
								},
								{
									label: 'E-mail',
									kind: 'clip',
									cell: ( { email } ) => email,
								},
								{
									label: 'Since',
									cell: ( { createdAt } ) =>
										time( createdAt, { relative: true } ),
								},
								{
									label: 'Kind',
									narrow: 'first',
									cell: ( { kind } ) =>
										tag( KIND_NAMES[ kind ] ),
								},
							],
						} ),
				rows.length === 0 && newer === null
					? ''
					: pagination( {
							summary: html`${ count( rows.length, 'contact' ) }
							on this page, the newest first`,
							newer: leadTo( 'after', newer ),
							older: leadTo( 'before', older ),
						} ),
			],
		} ),
	} );
}

function none( isFiltered: boolean ): Html {
	return isFiltered
		? emptyState( {
				title: 'No contacts match',
				icon: 'search',
				action: linkButton( 'Show all contacts', PATHS.contacts ),
			} )
		: emptyState( {
				title: 'No contacts yet',
				icon: 'users',
				text: 'The customers of your stores, and whoever orders as a guest, are here as soon as your stores send them.',
				action: linkButton( 'See your stores', PATHS.stores ),
			} );
}
