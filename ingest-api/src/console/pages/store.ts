import { html } from 'hono/html';
import {
	ELEMENTS,
	EXCLUSION_REASONS,
	type ConnectionState,
	type StatusReport,
} from '@ivorey/shared';
import { actions, button, linkButton } from '../parts/button.ts';
import { card } from '../parts/card.ts';
import { postForm } from '../parts/form.ts';
import type { Content, Html } from '../parts/html.ts';
import { count, numberText } from '../parts/numbers.ts';
import { forOwners, ownersNote } from '../parts/owners-only.ts';
import type { Tone } from '../parts/pill.ts';
import { skeleton } from '../parts/skeleton.ts';
import { table } from '../parts/table.ts';
import { time } from '../parts/time.ts';
import { timeline } from '../parts/timeline.ts';
import { notice } from '../parts/verdict.ts';
import { connectionPath, PATHS } from '../paths.ts';
import { reasonText, sentence } from '../reasons.ts';
import {
	ELEMENT_NAMES,
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

export type StorePageNotice = 'saved' | 'conflict' | 'settled' | null;

const NOTICES = {
	saved: [ 'good', 'Saved.' ],
	conflict: [
		'warn',
		'Somebody changed the switches at the same time. These are theirs; change them again if you want to.',
	],
	settled: [
		'warn',
		'That was no longer possible: the store’s state had changed.',
	],
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
		back: { label: 'Stores', path: PATHS.stores },
		live: `${ path }/events`,
		badge: part( 'pill' ),
		actions: html`${ linkButton( 'Open the store', store.storeUrl, { external: true } ) }
		${ part( 'actions' ) }`,
		body: html`${ told === null ? '' : notice( NOTICES[ told ][ 0 ], NOTICES[ told ][ 1 ] ) }
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

/** What changes while somebody looks. */
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
				button( 'Pause' )
			)
		: '';
}

/** How much there is on both sides, and whether it matches. */
function countsPart( store: StoreView, counts: ElementCounts | null ): Html {
	const title = 'In your store and in Ivorey';
	if ( counts === null ) {
		return card( {
			title,
			body: [
				skeleton( 'Counting…', 5 ),
				html`<noscript
					><p>
						Counting takes a while. Reload the page in a moment.
					</p></noscript
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
						label: 'Element',
						kind: 'title',
						cell: ( element ) => ELEMENT_NAMES[ element ],
					},
					{
						label: 'In your store, when imported',
						kind: 'number',
						cell: ( element ) =>
							figure(
								inStore[ element ]?.total,
								'in your store'
							),
					},
					{
						label: 'In Ivorey now',
						kind: 'number',
						cell: ( element ) =>
							figure( counts[ element ], 'in Ivorey' ),
					},
				],
			} ),
			html`<ul class="card-foot facts">
				<li>
					${ store.lastSeenAt === null ? 'Not heard from yet' : html`Last heard from ${ time( store.lastSeenAt, { relative: true } ) }` }
				</li>
				${ report === undefined ? '' : standing( store, report ) }
			</ul>`,
		],
	} );
}

/** Narrow, there is no heading that says what it counts. */
function figure( value: number | undefined, what: string ): Html {
	return html`${ value === undefined ? '–' : numberText( value ) }<span
			class="narrow-only"
		>
			${ what }</span
		>`;
}

/** What waits, what needs attention, and whether both sides match. */
function standing( store: StoreView, report: StatusReport ): Html {
	const { quarantined, verified } = report;
	return html`<li>
			${ waitingText( report.waiting, stoppedSince( store ) ) }
		</li>
		${ quarantined === 0 ? '' : html`<li class="bad">${ count( quarantined, 'record needs', 'records need' ) } attention; the store’s Activity page shows why.</li>` }
		${
			verified === null
				? ''
				: html`<li>
						${ verified.agrees ? 'Everything matches' : 'Your store and Ivorey differ' }:
						${ numberText( verified.alike ) } of
						${ numberText( verified.compared ) },
						${ time( verified.finished_at ) }
					</li>`
		}`;
}

function waitingText( waiting: number, stopped: Date | null ): Html | string {
	const changes = count( waiting, 'change' );
	if ( stopped !== null ) {
		return html`${ waiting === 0 ? 'Nothing' : changes } waited to be sent,
		as of ${ time( stopped ) }.`;
	}
	return waiting === 0
		? 'Nothing waits to be sent.'
		: `${ changes } ${ waiting === 1 ? 'waits' : 'wait' } to be sent.`;
}

/** R25 */
function switchesPart( viewer: Viewer, store: StoreView ): Content {
	if ( store.state === 'disconnected' ) {
		return '';
	}
	if ( ! isOwner( viewer ) ) {
		return card( {
			title: 'Sync',
			body: [
				html`<fieldset disabled>
					${ syncFields( store.settings.sync ) }
				</fieldset>`,
				ownersNote( 'Only an owner can change what is kept in sync.' ),
			],
		} );
	}
	return card( {
		title: 'Sync',
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
					${ button( 'Save', { kind: 'primary' } ) }
					<small>For what happens from now on.</small>
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
		title: 'Not in Ivorey',
		...( excluded.length === 0
			? {
					body: html`<p>
						${ store.status === null ? 'Not known yet: the store has not reported.' : 'Nothing that is switched on is left out.' }
					</p>`,
				}
			: {
					flush: true,
					body: table( {
						label: 'Not in Ivorey',
						rows: excluded,
						columns: [
							{
								label: 'Why',
								kind: 'title',
								cell: ( { reason } ) =>
									EXCLUSION_REASONS[ reason ],
							},
							{
								label: 'Element',
								cell: ( { element } ) =>
									ELEMENT_NAMES[ element ],
							},
							{
								label: 'How many',
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
		title: 'History',
		body: timeline(
			store.history.map( ( { at, reason, to } ) => ( {
				at,
				title: sentence( reasonText( reason ) ),
				tone: TONES[ to ],
			} ) )
		),
	} );
}

function disconnectCard( path: string ): Html {
	return card( {
		title: 'Disconnect',
		body: [
			html`<p>Stops the sync. What is in Ivorey stays.</p>`,
			linkButton( 'Disconnect…', `${ path }/disconnect` ),
		],
	} );
}

/** R26 */
export function disconnectPage( viewer: Viewer, store: StoreView ): Html {
	const path = connectionPath( store.connectionId );
	return page( {
		title: `Disconnect ${ withoutScheme( store.storeUrl ) }?`,
		viewer,
		section: 'stores',
		width: 'form',
		back: storeAbove( store ),
		body: card( {
			body: [
				html`<p>
						From then on nothing of this store comes to Ivorey: no
						orders, no contacts, no triggers.
					</p>
					<p>
						<strong>What stays:</strong> all contacts, orders,
						transactions, products and collections that came from
						it. Nothing is changed in the store.
					</p>
					<p>
						You can reconnect at any time. A fresh import then fills
						in what was missed and duplicates nothing.
					</p>`,
				postForm(
					viewer,
					`${ path }/disconnect`,
					actions(
						linkButton( 'Keep it connected', path ),
						button( 'Disconnect', { kind: 'danger' } )
					)
				),
			],
		} ),
	} );
}
