import { html } from 'hono/html';
import type { ConnectionState } from '@ivorey/shared';
import { linkButton } from '../parts/button.ts';
import { card } from '../parts/card.ts';
import { emptyState } from '../parts/empty-state.ts';
import type { Html } from '../parts/html.ts';
import { forOwners, ownersNote } from '../parts/owners-only.ts';
import { pill, type Tone } from '../parts/pill.ts';
import { table } from '../parts/table.ts';
import { time } from '../parts/time.ts';
import { connectionPath, PATHS } from '../paths.ts';
import { SETTINGS_ROWS } from '../settings-rows.ts';
import { withoutScheme, type StoreRow } from '../../views/store-view.ts';
import type { Endpoint } from '../../webhooks/queries.ts';
import { isOwner, type Viewer } from '../viewer.ts';
import { switchedOff } from './webhooks.ts';
import { page, type PageOptions } from './layout.ts';

const STATES: Record< ConnectionState, { label: string; tone: Tone } > = {
	pending: { label: 'Waiting for the store', tone: 'warn' },
	active: { label: 'Active', tone: 'good' },
	paused: { label: 'Paused', tone: 'bad' },
	disconnected: { label: 'Disconnected', tone: 'none' },
};

export function statePill( state: ConnectionState ): Html {
	const { label, tone } = STATES[ state ];
	return pill( label, tone );
}

export function storesPage(
	viewer: Viewer,
	stores: readonly StoreRow[]
): Html {
	return page( storesPageOptions( viewer, stores ) );
}

/** Also for what stands over it. */
export function storesPageOptions(
	viewer: Viewer,
	stores: readonly StoreRow[]
): PageOptions {
	return {
		title: 'Stores',
		viewer,
		section: 'stores',
		...( stores.length === 0 || ! isOwner( viewer )
			? {}
			: {
					actions: linkButton(
						'Connect another store',
						PATHS.connect,
						{ kind: 'primary', icon: 'plus' }
					),
				} ),
		body: card( {
			flush: true,
			body:
				stores.length === 0
					? emptyState( {
							title: 'No store is connected yet',
							icon: 'store',
							text: 'Once you add your WooCommerce store, its orders are here seconds after they are placed.',
							action: forOwners(
								viewer,
								() =>
									linkButton( 'Connect', PATHS.connect, {
										kind: 'primary',
									} ),
								ownersNote( 'Only an owner can connect one.' )
							),
						} )
					: storeTable( stores ),
		} ),
	};
}

function storeTable( stores: readonly StoreRow[] ): Html {
	return table( {
		label: 'Stores',
		rows: stores,
		href: ( { connectionId } ) => connectionPath( connectionId ),
		columns: [
			{
				label: 'Store',
				kind: 'title',
				cell: ( { storeUrl } ) => withoutScheme( storeUrl ),
			},
			{
				label: 'State',
				narrow: 'first',
				cell: ( { state } ) => statePill( state ),
			},
			{
				label: 'Last heard from',
				cell: ( { lastSeenAt } ) =>
					lastSeenAt === null
						? 'Not heard from yet'
						: html`<span class="narrow-only">Last heard from </span
								>${ time( lastSeenAt, { relative: true } ) }`,
			},
		],
	} );
}

/** What is set once for the account, by what it is about. */
export function settingsPage(
	viewer: Viewer,
	stores: number,
	endpoints: readonly Endpoint[]
): Html {
	const shown = SETTINGS_ROWS.filter(
		( { ownersOnly } ) => ownersOnly !== true || isOwner( viewer )
	);
	const groups = Map.groupBy( shown, ( { group } ) => group );
	return page( {
		title: 'Settings',
		viewer,
		section: 'settings',
		width: 'form',
		body: html`${ switchedOff( endpoints ) }
			<div class="stack">
				${ [ ...groups ].map( ( [ group, rows ] ) =>
					card( {
						title: group,
						flush: true,
						body: html`<ul class="list">
							${ rows.map(
								( row ) =>
									html`<li>
										<div>
											<h3>${ row.title }</h3>
											<small>${ row.text }</small>
										</div>
										${ row.path === PATHS.stores ? storesButton( viewer, stores ) : linkButton( row.open, row.path ) }
									</li>`
							) }
						</ul>`,
					} )
				) }
			</div>`,
	} );
}

function storesButton( viewer: Viewer, stores: number ): Html {
	if ( ! isOwner( viewer ) ) {
		return linkButton( 'See the stores', PATHS.stores );
	}
	if ( stores === 0 ) {
		return linkButton( 'Connect', PATHS.connect, { kind: 'primary' } );
	}
	return linkButton(
		stores === 1 ? 'Manage the store' : `Manage ${ stores } stores`,
		PATHS.stores
	);
}
