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
import { texts } from '../../texts/texts.ts';

const TONES: Record< ConnectionState, Tone > = {
	pending: 'warn',
	active: 'good',
	paused: 'bad',
	disconnected: 'none',
};

export function statePill( state: ConnectionState ): Html {
	return pill( texts().stores.states[ state ], TONES[ state ] );
}

export function storesPage(
	viewer: Viewer,
	stores: readonly StoreRow[]
): Html {
	return page( storesPageOptions( viewer, stores ) );
}

/** Also used for the page behind a dialog. */
export function storesPageOptions(
	viewer: Viewer,
	stores: readonly StoreRow[]
): PageOptions {
	return {
		title: texts().stores.title,
		viewer,
		section: 'stores',
		...( stores.length === 0 || ! isOwner( viewer )
			? {}
			: {
					actions: linkButton(
						texts().stores.connectAnother,
						PATHS.connect,
						{ kind: 'primary', icon: 'plus' }
					),
				} ),
		body: card( {
			flush: true,
			body:
				stores.length === 0
					? emptyState( {
							title: texts().stores.noneYet,
							icon: 'store',
							text: texts().stores.noneYetText,
							action: forOwners(
								viewer,
								() =>
									linkButton(
										texts().home.connect,
										PATHS.connect,
										{
											kind: 'primary',
										}
									),
								ownersNote( texts().home.ownersConnect )
							),
						} )
					: storeTable( stores ),
		} ),
	};
}

function storeTable( stores: readonly StoreRow[] ): Html {
	return table( {
		label: texts().stores.title,
		rows: stores,
		href: ( { connectionId } ) => connectionPath( connectionId ),
		columns: [
			{
				label: texts().common.store,
				kind: 'title',
				cell: ( { storeUrl } ) => withoutScheme( storeUrl ),
			},
			{
				label: texts().common.state,
				narrow: 'first',
				cell: ( { state } ) => statePill( state ),
			},
			{
				label: texts().stores.lastContact,
				cell: ( { lastSeenAt } ) =>
					lastSeenAt === null
						? texts().stores.noContact
						: html`<span class="narrow-only"
									>${ texts().stores.lastContact } </span
								>${ time( lastSeenAt, { relative: true } ) }`,
			},
		],
	} );
}

/** The settings, grouped by their subject. */
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
		title: texts().settings.title,
		viewer,
		section: 'settings',
		width: 'form',
		body: html`${ switchedOff( endpoints ) }
			<div class="stack">
				${ [ ...groups ].map( ( [ group, rows ] ) =>
					card( {
						title: texts().settings.groups[ group ],
						flush: true,
						body: html`<ul class="list">
							${ rows.map(
								( row ) =>
									html`<li>
										<div>
											<h3>
												${ texts().settings.rows[ row.name ].title }
											</h3>
											<small
												>${ texts().settings.rows[ row.name ].text }</small
											>
										</div>
										${ row.path === PATHS.stores ? storesButton( viewer, stores ) : linkButton( texts().settings.rows[ row.name ].open, row.path ) }
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
		return linkButton( texts().stores.seeStores, PATHS.stores );
	}
	if ( stores === 0 ) {
		return linkButton( texts().home.connect, PATHS.connect, {
			kind: 'primary',
		} );
	}
	return linkButton( texts().stores.manageStores( stores ), PATHS.stores );
}
