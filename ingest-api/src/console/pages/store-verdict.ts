import { html } from 'hono/html';
import { button, linkButton } from '../parts/button.ts';
import { postForm } from '../parts/form.ts';
import type { Content, Html } from '../parts/html.ts';
import { ownersNote } from '../parts/owners-only.ts';
import type { Tone } from '../parts/pill.ts';
import { time } from '../parts/time.ts';
import { verdict } from '../parts/verdict.ts';
import { connectionPath, PATHS } from '../paths.ts';
import { reasonText } from '../reasons.ts';
import { isImporting, type StoreView } from '../../views/store-view.ts';
import { isOwner, type Viewer } from '../viewer.ts';
import { texts } from '../../texts/texts.ts';

export interface Verdict {
	tone: Tone;
	title: Content;
	text?: Content;
}

/** The state of a store in one line, and the remedy. */
export function verdictOf( store: StoreView ): Verdict {
	switch ( store.state ) {
		case 'active':
			return verdictOfActive( store );
		case 'pending':
			return {
				tone: 'warn',
				title: html`${ texts().stores.pendingSince( { since: time( store.since ) } ) }`,
				text: html`<p>${ texts().stores.pendingText }</p>
					<p>${ texts().stores.pendingStuck }</p>`,
			};
		case 'disconnected':
			return {
				tone: 'warn',
				title: html`${ texts().stores.disconnectedSince( { since: time( store.since ) } ) }`,
				text: texts().stores.disconnectedText,
			};
		case 'paused':
			return store.cause === 'person'
				? {
						tone: 'warn',
						title: html`${ texts().stores.pausedHere( { since: time( store.since ) } ) }`,
						text: texts().stores.pausedHereText,
					}
				: {
						tone: 'bad',
						title: html`${ texts().stores.pausedSince( { since: time( store.since ) } ) }`,
						text: html`<p>${ reasonText( store.reason ?? '' ) }</p>
							<p>${ texts().stores.nothingLost }</p>`,
					};
	}
}

function verdictOfActive( store: StoreView ): Verdict {
	const { askedAt, request, status } = store;
	if ( askedAt !== null ) {
		return {
			tone: 'none',
			title: html`${ texts().stores.waitingSince( { since: time( askedAt ) } ) }`,
			text: texts().stores.waitingText,
		};
	}
	if ( request !== null || isImporting( store ) ) {
		return { tone: 'none', title: texts().stores.importing };
	}
	if ( status === null ) {
		return {
			tone: 'none',
			title: texts().stores.connected,
			text: texts().stores.notReportedYet,
		};
	}
	const { quarantined, verified, waiting, import: imported } = status.report;
	if ( imported?.state === 'failed' ) {
		return {
			tone: 'bad',
			title: texts().stores.importFailed,
			text: texts().stores.importFailedText,
		};
	}
	if ( quarantined > 0 ) {
		return {
			tone: 'warn',
			title: texts().stores.needAttention( quarantined ),
			text: texts().stores.needAttentionText,
		};
	}
	if ( verified !== null && ! verified.agrees ) {
		return {
			tone: 'warn',
			title: texts().stores.differ,
			text: texts().stores.differText,
		};
	}
	return waiting > 0
		? {
				tone: 'good',
				title: texts().stores.upToDateWaiting,
			}
		: { tone: 'good', title: texts().stores.upToDate };
}

/** R28: the reason, and the remedy. */
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
			: [ ownersNote( texts().settings.ownersChange ) ];
	}
	const path = connectionPath( store.connectionId );
	switch ( store.state ) {
		case 'active':
			return store.status?.report.import?.state === 'failed'
				? [
						linkButton(
							texts().stores.importAgainEllipsis,
							`${ path }/import`
						),
					]
				: [];
		case 'pending':
			return [
				linkButton(
					texts().common.removeEllipsis,
					`${ path }/disconnect`
				),
				connectForm( viewer, store, texts().stores.connectAgain ),
			];
		case 'disconnected':
			return [ connectForm( viewer, store, texts().stores.reconnect ) ];
		case 'paused':
			return store.cause === 'person'
				? [
						postForm(
							viewer,
							`${ path }/resume`,
							button( texts().stores.resume, { kind: 'primary' } )
						),
					]
				: [ connectForm( viewer, store, texts().stores.reconnect ) ];
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
		{ busy: texts().stores.checkingStore }
	);
}
