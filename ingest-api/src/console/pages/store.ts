import { html } from 'hono/html';
import {
	ELEMENTS,
	type ConnectionState,
	type StatusReport,
} from '@ivorey/shared';
import { actions, button, linkButton } from '../parts/button.ts';
import { card } from '../parts/card.ts';
import { postForm } from '../parts/form.ts';
import type { Content, Html } from '../parts/html.ts';
import { numberText } from '../../texts/numbers.ts';
import { forOwners, ownersNote } from '../parts/owners-only.ts';
import type { Tone } from '../parts/pill.ts';
import { skeleton } from '../parts/skeleton.ts';
import { table } from '../parts/table.ts';
import { time } from '../parts/time.ts';
import { timeline } from '../parts/timeline.ts';
import { notice } from '../parts/verdict.ts';
import { connectionPath, PATHS } from '../paths.ts';
import { reasonText } from '../reasons.ts';
import {
	stoppedSince,
	withoutScheme,
	type ElementCounts,
	type StoreView,
} from '../../views/store-view.ts';
import { isOwner, type Viewer } from '../viewer.ts';
import { syncFields } from './elements.ts';
import { page } from './layout.ts';
import { importPart, storeAbove } from './store-import.ts';
import { verdictPart } from './store-verdict.ts';
import { statePill } from './stores.ts';
import { texts } from '../../texts/texts.ts';

export type StorePageNotice = 'saved' | 'conflict' | 'settled' | null;

const NOTICE_TONES = {
	saved: 'good',
	conflict: 'warn',
	settled: 'warn',
} as const;

export function storePage(
	viewer: Viewer,
	store: StoreView,
	counts: ElementCounts | null,
	told: StorePageNotice
): Html {
	const path = connectionPath( store.connectionId );
	const parts = storeParts( viewer, store, counts );
	const part = ( name: string ) =>
		html`<div data-part="${ name }">${ parts[ name ] }</div>`;
	return page( {
		title: withoutScheme( store.storeUrl ),
		viewer,
		section: 'stores',
		back: { label: texts().stores.title, path: PATHS.stores },
		live: `${ path }/events`,
		badge: part( 'pill' ),
		actions: html`${ linkButton( texts().stores.openStore, store.storeUrl, { external: true } ) }
		${ part( 'actions' ) }`,
		body: html`${ told === null ? '' : notice( NOTICE_TONES[ told ], texts().stores.told[ told ] ) }
			<div class="stack">
				${ part( 'state' ) }
				<div class="columns">
					<div class="stack">
						${ part( 'counts' ) } ${ part( 'progress' ) }
						${ part( 'excluded' ) }
					</div>
					<div class="stack">
						${ part( 'switches' ) } ${ part( 'history' ) }
						${ store.state === 'disconnected' ? '' : forOwners( viewer, () => disconnectCard( path ) ) }
					</div>
				</div>
			</div>`,
	} );
}

/** The parts that change while the page is open. */
export function storeParts(
	viewer: Viewer,
	store: StoreView,
	counts: ElementCounts | null
): Record< string, Content > {
	return {
		pill: statePill( store.state ),
		actions: pauseButton( viewer, store ),
		state: verdictPart( viewer, store ),
		counts: countsPart( store, counts ),
		progress: importPart( viewer, store ),
		excluded: excludedPart( store ),
		switches: switchesPart( viewer, store ),
		history: historyPart( store ),
	};
}

function pauseButton( viewer: Viewer, store: StoreView ): Content {
	return store.state === 'active' && isOwner( viewer )
		? postForm(
				viewer,
				`${ connectionPath( store.connectionId ) }/pause`,
				button( texts().stores.pause )
			)
		: '';
}

/** The number of records on both sides, and whether they match. */
function countsPart( store: StoreView, counts: ElementCounts | null ): Html {
	const title = texts().stores.bothSides;
	if ( counts === null ) {
		return card( {
			title,
			body: [
				skeleton( texts().stores.counting, 5 ),
				html`<noscript
					><p>${ texts().stores.countingText }</p></noscript
				>`,
			],
		} );
	}
	const report = store.status?.report;
	const inStore = report?.import?.elements ?? {};
	return card( {
		title,
		flush: true,
		body: [
			table( {
				label: title,
				rows: ELEMENTS.filter( ( element ) => element !== 'triggers' ),
				columns: [
					{
						label: texts().stores.element,
						kind: 'title',
						cell: ( element ) => texts().stores.elements[ element ],
					},
					{
						label: texts().stores.inStoreAtImport,
						kind: 'number',
						cell: ( element ) =>
							figure(
								inStore[ element ]?.total,
								texts().stores.inYourStore
							),
					},
					{
						label: texts().stores.inIvoreyNow,
						kind: 'number',
						cell: ( element ) =>
							figure(
								counts[ element ],
								texts().stores.inIvorey
							),
					},
				],
			} ),
			html`<ul class="card-foot facts">
				<li>
					${ store.lastSeenAt === null ? texts().stores.notHeardYet : html`${ texts().stores.lastHeard( { at: time( store.lastSeenAt, { relative: true } ) } ) }` }
				</li>
				${ report === undefined ? '' : standing( store, report ) }
			</ul>`,
		],
	} );
}

/** On narrow screens there is no heading, so the figure names what it counts. */
function figure( value: number | undefined, what: string ): Html {
	return html`${ value === undefined ? '–' : numberText( value ) }<span
			class="narrow-only"
		>
			${ what }</span
		>`;
}

/** Waiting changes, records that need attention, and whether both sides match. */
function standing( store: StoreView, report: StatusReport ): Html {
	const { quarantined, verified } = report;
	return html`<li>
			${ waitingText( report.waiting, stoppedSince( store ) ) }
		</li>
		${ quarantined === 0 ? '' : html`<li class="bad">${ texts().stores.needAttentionWhy( quarantined ) }</li>` }
		${
			verified === null
				? ''
				: html`<li>
						${ ( verified.agrees
							? texts().stores.matches
							: texts().stores.differs )( {
							alike: numberText( verified.alike ),
							compared: numberText( verified.compared ),
							at: time( verified.finished_at ),
						} ) }
					</li>`
		}`;
}

function waitingText( waiting: number, stopped: Date | null ): Html | string {
	if ( stopped !== null ) {
		return waiting === 0
			? texts().stores.nothingWaited( { at: time( stopped ) } )
			: texts().stores.changesWaited( {
					number: waiting,
					at: time( stopped ),
				} );
	}
	return waiting === 0
		? texts().stores.nothingWaits
		: texts().stores.changesWait( waiting );
}

/** R25 */
function switchesPart( viewer: Viewer, store: StoreView ): Content {
	if ( store.state === 'disconnected' ) {
		return '';
	}
	if ( ! isOwner( viewer ) ) {
		return card( {
			title: texts().home.sync,
			body: [
				html`<fieldset disabled>
					${ syncFields( store.settings.sync ) }
				</fieldset>`,
				ownersNote( texts().stores.ownersSync ),
			],
		} );
	}
	return card( {
		title: texts().home.sync,
		body: postForm(
			viewer,
			`${ connectionPath( store.connectionId ) }/settings`,
			[
				html`<input
					type="hidden"
					name="base_version"
					value="${ store.settings.version }"
				/>`,
				syncFields( store.settings.sync ),
				html`<div class="actions save">
					${ button( texts().common.save, { kind: 'primary' } ) }
					<small>${ texts().stores.fromNowOn }</small>
				</div>`,
			],
			{ keepEdits: true }
		),
	} );
}

/** R18 */
function excludedPart( store: StoreView ): Html {
	const rows = store.status?.report.exclusions ?? [];
	const excluded = rows.filter( ( row ) => row.number > 0 );
	return card( {
		title: texts().stores.notInIvorey,
		...( excluded.length === 0
			? {
					body: html`<p>
						${ store.status === null ? texts().stores.notReported : texts().stores.nothingLeftOut }
					</p>`,
				}
			: {
					flush: true,
					body: table( {
						label: texts().stores.notInIvorey,
						rows: excluded,
						columns: [
							{
								label: texts().stores.why,
								kind: 'title',
								cell: ( { reason } ) =>
									texts().stores.exclusionReasons[ reason ],
							},
							{
								label: texts().stores.element,
								cell: ( { element } ) =>
									texts().stores.elements[ element ],
							},
							{
								label: texts().stores.number,
								kind: 'number',
								narrow: 'first',
								cell: ( { number } ) => numberText( number ),
							},
						],
					} ),
				} ),
	} );
}

const TONES: Record< ConnectionState, Tone > = {
	pending: 'none',
	active: 'good',
	paused: 'bad',
	disconnected: 'none',
};

function historyPart( store: StoreView ): Html {
	return card( {
		title: texts().common.history,
		body: timeline(
			store.history.map( ( { at, reason, to } ) => ( {
				at,
				title: reasonText( reason ),
				tone: TONES[ to ],
			} ) )
		),
	} );
}

function disconnectCard( path: string ): Html {
	return card( {
		title: texts().stores.disconnect,
		body: [
			html`<p>${ texts().stores.disconnectHint }</p>`,
			linkButton(
				texts().stores.disconnectEllipsis,
				`${ path }/disconnect`
			),
		],
	} );
}

/** R26 */
export function disconnectPage( viewer: Viewer, store: StoreView ): Html {
	const path = connectionPath( store.connectionId );
	return page( {
		title: texts().stores.disconnectOne( {
			store: withoutScheme( store.storeUrl ),
		} ),
		viewer,
		section: 'stores',
		width: 'form',
		back: storeAbove( store ),
		body: card( {
			body: [
				html`<p>${ texts().stores.disconnectText }</p>
					<p>${ texts().stores.whatStays() }</p>
					<p>${ texts().stores.canReconnect }</p>`,
				postForm(
					viewer,
					`${ path }/disconnect`,
					actions(
						linkButton( texts().stores.keepConnected, path ),
						button( texts().stores.disconnect, { kind: 'danger' } )
					)
				),
			],
		} ),
	} );
}
