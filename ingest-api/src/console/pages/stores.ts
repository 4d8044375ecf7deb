import { html } from 'hono/html';
import type { ConnectionState } from '@ivorey/shared';
import { connectionPath, PATHS } from '../paths.ts';
import { breadcrumb, page, time, type Html, type Viewer } from './layout.ts';

export interface StoreRow {
	connectionId: string;
	storeUrl: string;
	state: ConnectionState;
	lastSeenAt: Date | null;
}

const STATES: Record< ConnectionState, { label: string; tone: string } > = {
	pending: { label: 'Waiting for the store', tone: 'neutral' },
	active: { label: 'Active', tone: 'good' },
	paused: { label: 'Paused', tone: 'bad' },
	disconnected: { label: 'Disconnected', tone: 'neutral' },
};

export function stateBadge( state: ConnectionState ): Html {
	const { label, tone } = STATES[ state ];
	return html`<span class="badge ${ tone }">${ label }</span>`;
}

export function integrationsPage( viewer: Viewer, stores: number ): Html {
	return page( {
		title: 'Integration',
		viewer,
		section: 'settings',
		body: html`${ breadcrumb( [ 'Settings' ], [ 'Integration' ] ) }
			<h1>Integration</h1>
			<article class="integration">
				<div>
					<h2>WooCommerce</h2>
					<p>
						Contacts, orders, transactions, products and collections
						of your stores, kept current.
					</p>
				</div>
				<p>
					${
						stores === 0
							? html`<a href="${ PATHS.connect }" class="button"
									>Connect</a
								>`
							: html`<a
									href="${ PATHS.stores }"
									class="button secondary"
									>Manage
									${ stores === 1 ? 'the store' : `${ stores } stores` }</a
								>`
					}
				</p>
			</article>
			<article class="integration">
				<div>
					<h2>Privacy</h2>
					<p>
						Erase a person who asks for it, and see who was erased.
					</p>
				</div>
				<p>
					<a href="${ PATHS.privacy }" class="button secondary"
						>Privacy</a
					>
				</p>
			</article>`,
	} );
}

export function storesPage(
	viewer: Viewer,
	stores: readonly StoreRow[]
): Html {
	return page( {
		title: 'WooCommerce',
		viewer,
		section: 'settings',
		body: storeList( stores ),
	} );
}

export function storeList( stores: readonly StoreRow[] ): Html {
	return html`${ breadcrumb( [ 'Settings' ], [ 'Integration', PATHS.integrations ], [ 'WooCommerce' ] ) }
		<div class="heading">
			<h1>WooCommerce</h1>
			<a href="${ PATHS.connect }" class="button"
				>${ stores.length === 0 ? 'Connect' : 'Connect another store' }</a
			>
		</div>
		${
			stores.length === 0
				? html`<article class="empty">
						<p>No store is connected yet.</p>
						<p>
							Connect one, and its orders are here seconds after
							they are placed.
						</p>
					</article>`
				: html`<ul class="stores">
						${ stores.map(
							( store ) =>
								html`<li>
									<article>
										<div>
											<a
												href="${ connectionPath( store.connectionId ) }"
												>${ withoutScheme( store.storeUrl ) }</a
											>
											<small
												>${ store.lastSeenAt === null ? 'Not heard from yet' : html`Last heard from ${ time( store.lastSeenAt ) }` }</small
											>
										</div>
										${ stateBadge( store.state ) }
									</article>
								</li>`
						) }
					</ul>`
		}`;
}

export function withoutScheme( url: string ): string {
	return url.replace( /^https?:\/\//, '' );
}
