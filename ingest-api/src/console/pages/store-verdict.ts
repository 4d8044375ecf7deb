import { html } from 'hono/html';
import { button, linkButton } from '../parts/button.ts';
import { postForm } from '../parts/form.ts';
import type { Content, Html } from '../parts/html.ts';
import { count } from '../parts/numbers.ts';
import { ownersNote } from '../parts/owners-only.ts';
import type { Tone } from '../parts/pill.ts';
import { time } from '../parts/time.ts';
import { verdict } from '../parts/verdict.ts';
import { connectionPath, PATHS } from '../paths.ts';
import { reasonText, sentence } from '../reasons.ts';
import { isImporting, type StoreView } from '../../views/store-view.ts';
import { isOwner, type Viewer } from '../viewer.ts';

export interface Verdict {
	tone: Tone;
	title: Content;
	text?: Content;
}

/** How a store is, in one line, and what to do about it. */
export function verdictOf( store: StoreView ): Verdict {
	switch ( store.state ) {
		case 'active':
			return verdictOfActive( store );
		case 'pending':
			return {
				tone: 'warn',
				title: html`Waiting for the store since
				${ time( store.since ) }.`,
				text: html`<p>
						It has its credentials and has not used them yet. This
						usually takes seconds.
					</p>
					<p>
						If it stays like this, the approval was not finished in
						wp-admin: connect the store again, or remove it.
					</p>`,
			};
		case 'disconnected':
			return {
				tone: 'warn',
				title: html`Disconnected since ${ time( store.since ) }.`,
				text: 'Everything received before is still here. Reconnecting runs a fresh import, which fills in what was missed.',
			};
		case 'paused':
			return store.cause === 'person'
				? {
						tone: 'warn',
						title: html`Somebody paused it here,
						${ time( store.since ) }.`,
						text: 'Nothing comes to Ivorey until it is resumed. Nothing is lost: the store keeps what changes.',
					}
				: {
						tone: 'bad',
						title: html`Paused since ${ time( store.since ) }.`,
						text: html`<p>
								${ sentence( reasonText( store.reason ?? '' ) ) }
							</p>
							<p>
								Nothing is lost: the store keeps what changes.
							</p>`,
					};
	}
}

function verdictOfActive( store: StoreView ): Verdict {
	const { askedAt, request, status } = store;
	if ( askedAt !== null ) {
		return {
			tone: 'none',
			title: html`Waiting for your store since ${ time( askedAt ) }…`,
			text: 'It asks for what is new within a minute at most.',
		};
	}
	if ( request !== null || isImporting( store ) ) {
		return { tone: 'none', title: 'Import in progress' };
	}
	if ( status === null ) {
		return {
			tone: 'none',
			title: 'Connected',
			text: 'The store has not reported yet.',
		};
	}
	const { quarantined, verified, waiting, import: imported } = status.report;
	if ( imported?.state === 'failed' ) {
		return {
			tone: 'bad',
			title: 'The last import failed',
			text: 'Import again. What is here already is not duplicated.',
		};
	}
	if ( quarantined > 0 ) {
		return {
			tone: 'warn',
			title: `${ count( quarantined, 'record needs', 'records need' ) } attention`,
			text: 'Everything else is up to date. In wp-admin, WooCommerce → Settings → Integration → Ivorey → Activity shows why, and lets you try again.',
		};
	}
	if ( verified !== null && ! verified.agrees ) {
		return {
			tone: 'warn',
			title: 'Your store and Ivorey differ',
			text: 'The store sends again what is missing or older.',
		};
	}
	return waiting > 0
		? {
				tone: 'good',
				title: 'Up to date, with changes on their way',
			}
		: { tone: 'good', title: 'Everything is up to date' };
}

/** R28: the reason, and what to do about it. */
export function verdictPart( viewer: Viewer, store: StoreView ): Html {
	return verdict( {
		...verdictOf( store ),
		actions: remediesOf( viewer, store ),
	} );
}

function remediesOf( viewer: Viewer, store: StoreView ): Content[] {
	if ( ! isOwner( viewer ) ) {
		return store.state === 'active'
			? []
			: [ ownersNote( 'Only an owner can change this.' ) ];
	}
	const path = connectionPath( store.connectionId );
	switch ( store.state ) {
		case 'active':
			return store.status?.report.import?.state === 'failed'
				? [ linkButton( 'Import again…', `${ path }/import` ) ]
				: [];
		case 'pending':
			return [
				linkButton( 'Remove…', `${ path }/disconnect` ),
				connectForm( viewer, store, 'Connect again' ),
			];
		case 'disconnected':
			return [ connectForm( viewer, store, 'Reconnect' ) ];
		case 'paused':
			return store.cause === 'person'
				? [
						postForm(
							viewer,
							`${ path }/resume`,
							button( 'Resume', { kind: 'primary' } )
						),
					]
				: [ connectForm( viewer, store, 'Reconnect' ) ];
	}
}

function connectForm( viewer: Viewer, store: StoreView, label: string ): Html {
	return postForm(
		viewer,
		PATHS.connect,
		button( label, {
			kind: 'primary',
			name: 'store_url',
			value: store.storeUrl,
		} ),
		{ busy: 'Looking at the store…' }
	);
}
