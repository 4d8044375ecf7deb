import { html } from 'hono/html';
import {
	ELEMENTS,
	EXCLUSION_REASONS,
	type ConnectionState,
	type Element,
	type ImportProgress,
	type ImportReport,
	type ImportRequest,
	type Settings,
	type StatusReport,
} from '@ivorey/shared';
import { connectionPath, PATHS } from '../paths.ts';
import { reasonText } from '../reasons.ts';
import { importFields, syncFields } from './elements.ts';
import { numberText, rateText, timeLeftText } from './figures.ts';
import {
	breadcrumb,
	count,
	csrfField,
	notice,
	page,
	time,
	type Html,
	type Viewer,
} from './layout.ts';
import { stateBadge, withoutScheme } from './stores.ts';

export interface StoreView {
	connectionId: string;
	storeUrl: string;
	state: ConnectionState;
	/** Who paused or ended it. */
	cause: 'evidence' | 'person' | null;
	reason: string | null;
	since: Date;
	lastSeenAt: Date | null;
	/** When something was asked here that the store does not know of yet. */
	askedAt: Date | null;
	settings: Settings;
	/** What the store has not acted on yet. */
	request: ImportRequest | null;
	status: { report: StatusReport; reportedAt: Date } | null;
	history: { at: Date; to: ConnectionState; reason: string }[];
}

const ELEMENT_NAMES: Record< Element, string > = {
	collections: 'Collections',
	products: 'Products',
	contacts: 'Contacts',
	orders: 'Orders',
	transactions: 'Transactions',
	triggers: 'Triggers',
};

export type StorePageNotice = 'saved' | 'conflict' | 'settled' | null;

const NOTICES = {
	saved: [ 'good', 'Saved.' ],
	conflict: [
		'warning',
		'Somebody changed the switches at the same time. These are theirs; change them again if you want to.',
	],
	settled: [
		'warning',
		'That was not possible any more: the store’s state had changed.',
	],
} as const;

export function storePage(
	viewer: Viewer,
	store: StoreView,
	told: StorePageNotice
): Html {
	const path = connectionPath( store.connectionId );
	return page( {
		title: withoutScheme( store.storeUrl ),
		viewer,
		section: 'settings',
		body: html`${ storeBreadcrumb( store ) }
			<div data-live="${ path }/events">
				<h1>${ withoutScheme( store.storeUrl ) }</h1>
				${ told === null ? '' : notice( NOTICES[ told ][ 0 ], NOTICES[ told ][ 1 ] ) }
				<div data-part="state">${ statePart( viewer, store ) }</div>
				<div data-part="progress">
					${ progressPart( viewer, store ) }
				</div>
				<div data-part="switches">
					${ switchesPart( viewer, store ) }
				</div>
				<div data-part="excluded">${ excludedPart( store ) }</div>
				<div data-part="history">${ historyPart( store ) }</div>
			</div>
			${
				store.state === 'disconnected'
					? ''
					: html`<section>
							<h2>Disconnect</h2>
							<p>Stops the sync. What is in Ivorey stays.</p>
							<a
								href="${ path }/disconnect"
								class="button secondary outline"
								>Disconnect …</a
							>
						</section>`
			}`,
	} );
}

function storeBreadcrumb( store: StoreView, here?: string ): Html {
	const host = withoutScheme( store.storeUrl );
	const above: [ string, string? ][] = [
		[ 'Settings' ],
		[ 'Integration', PATHS.integrations ],
		[ 'WooCommerce', PATHS.stores ],
	];
	return here === undefined
		? breadcrumb( ...above, [ host ] )
		: breadcrumb(
				...above,
				[ host, connectionPath( store.connectionId ) ],
				[ here ]
			);
}

/**
 * R24 without JavaScript: loaded again by itself as long as an import goes on. Nothing can be edited
 * here, so that nothing is lost by it.
 */
export function importProgressPage( viewer: Viewer, store: StoreView ): Html {
	return page( {
		title: 'Import',
		viewer,
		section: 'settings',
		...( isImporting( store ) ? { refreshSeconds: 15 } : {} ),
		body: html`${ storeBreadcrumb( store, 'Import' ) }
			<h1>Import</h1>
			${ importSummary( store ) }
			<p>
				<a
					href="${ connectionPath( store.connectionId ) }"
					class="button secondary outline"
					>Back to the store</a
				>
			</p>`,
	} );
}

/** What changes while somebody looks. */
export function storeParts(
	viewer: Viewer,
	store: StoreView
): Record< string, Html > {
	return {
		state: statePart( viewer, store ),
		progress: progressPart( viewer, store ),
		switches: switchesPart( viewer, store ),
		excluded: excludedPart( store ),
		history: historyPart( store ),
	};
}

function statePart( viewer: Viewer, store: StoreView ): Html {
	return html`<p class="state">
			${ stateBadge( store.state ) }
			<a
				href="${ store.storeUrl }"
				rel="noopener noreferrer"
				target="_blank"
				>Open the store</a
			>
			<small
				>${ store.lastSeenAt === null ? 'Not heard from yet' : html`Last heard from ${ time( store.lastSeenAt ) }` }</small
			>
		</p>
		${ waitingNotice( store ) } ${ stateNotice( viewer, store ) }`;
}

/** What was asked here begins when the store has asked for it. */
function waitingNotice( { askedAt, state }: StoreView ): Html | string {
	return askedAt === null || ( state !== 'active' && state !== 'pending' )
		? ''
		: html`<p role="status">
				Waiting for your store since ${ time( askedAt ) }…
			</p>`;
}

/** R28: the reason, and what to do about it. */
function stateNotice( viewer: Viewer, store: StoreView ): Html | string {
	switch ( store.state ) {
		case 'active':
			return html`<form
				method="post"
				action="${ connectionPath( store.connectionId ) }/pause"
			>
				${ csrfField( viewer ) }<button class="secondary outline small">
					Pause
				</button>
			</form>`;
		case 'pending':
			return notice(
				'warning',
				html`<p>
						<strong
							>Waiting for the store since
							${ time( store.since ) }.</strong
						>
						It has its credentials and has not used them yet; as a
						rule that takes seconds.
					</p>
					<p>
						If it stays like this, the approval was not finished in
						wp-admin: connect the store again, or remove it.
					</p>
					<div class="choices">
						${ connectForm( viewer, store, 'Connect again' ) }
						${ removeLink( store, 'Remove …' ) }
					</div>`
			);
		case 'disconnected':
			return notice(
				'warning',
				html`<p>
						Disconnected since ${ time( store.since ) }. What came
						before is still here. Reconnecting imports afresh and
						fills in what was missed.
					</p>
					${ connectForm( viewer, store, 'Reconnect' ) }`
			);
		case 'paused':
			return store.cause === 'person'
				? notice(
						'warning',
						html`<p>
								<strong
									>Somebody paused it here,
									${ time( store.since ) }.</strong
								>
								Nothing comes to Ivorey until it is resumed.
								Nothing is lost: the store keeps what changes.
							</p>
							<div class="choices">
								<form
									method="post"
									action="${ connectionPath( store.connectionId ) }/resume"
								>
									${ csrfField( viewer ) }<button>
										Resume
									</button>
								</form>
								${ removeLink( store, 'Disconnect …' ) }
							</div>`
					)
				: notice(
						'bad',
						html`<p>
								<strong
									>Paused since
									${ time( store.since ) }:</strong
								>
								${ reasonText( store.reason ?? '' ) }
							</p>
							<p>
								Nothing is lost: the store keeps what changes.
							</p>
							${ connectForm( viewer, store, 'Reconnect' ) }`
					);
	}
}

function connectForm( viewer: Viewer, store: StoreView, label: string ): Html {
	return html`<form method="post" action="${ PATHS.connect }">
		${ csrfField( viewer ) }
		<button name="store_url" value="${ store.storeUrl }">${ label }</button>
	</form>`;
}

function removeLink( store: StoreView, label: string ): Html {
	return html`<a
		href="${ connectionPath( store.connectionId ) }/disconnect"
		class="button secondary outline"
		>${ label }</a
	>`;
}

function isImporting( { state, status }: StoreView ): boolean {
	const imported = status?.report.import?.state;
	return (
		state === 'active' &&
		( imported === 'running' || imported === 'waiting' )
	);
}

/** R24 */
function progressPart( viewer: Viewer, store: StoreView ): Html {
	const reachable = store.state === 'active' || store.state === 'pending';
	return html`<section>
		<h2>Import</h2>
		${ importSummary( store ) }
		${
			isImporting( store )
				? html`<noscript
						><p>
							<a
								href="${ connectionPath( store.connectionId ) }/progress"
								>Follow the import</a
							>
						</p></noscript
					>`
				: ''
		}
		${ reachable ? importButton( viewer, store ) : '' }
		${ store.status === null ? '' : standing( store, store.status.report ) }
	</section>`;
}

function importSummary( store: StoreView ): Html {
	const { state, status } = store;
	const request = state === 'disconnected' ? null : store.request;
	return html`${ status?.report.import ? importProgress( status.report.import, stoppedSince( store ) ) : html`<p role="status">Nothing was imported yet.</p>` }
	${ request === null ? '' : html`<p role="status">${ request.action === 'start' ? 'An import' : 'The end of the import' } was requested. Waiting for your store…</p>` }`;
}

/** When the store was last heard of where it does not go on; null where it does. Only an active store goes on. */
function stoppedSince( { state, status }: StoreView ): Date | null {
	return state === 'active' ? null : ( status?.reportedAt ?? null );
}

function importButton( viewer: Viewer, store: StoreView ): Html {
	const path = `${ connectionPath( store.connectionId ) }/import`;
	return isImporting( store )
		? html`<form method="post" action="${ path }">
				${ csrfField( viewer ) }<button
					name="action"
					value="cancel"
					class="secondary outline small"
				>
					Cancel the import
				</button>
			</form>`
		: html`<p>
				<a href="${ path }" class="button secondary outline small"
					>${ store.status?.report.import ? 'Import again …' : 'Import …' }</a
				>
			</p>`;
}

const IMPORT_STATES: Record< ImportReport[ 'state' ], string > = {
	waiting: 'begins in a moment',
	running: 'is running',
	done: 'is done',
	cancelled: 'was cancelled',
	failed: 'failed',
};

/** `stopped`: when it was last heard of, where it does not go on. */
function importProgress( report: ImportReport, stopped: Date | null ): Html {
	const goesOn = report.state === 'running' || report.state === 'waiting';
	return html`<p role="status">
			The import of ${ time( report.started_at ) }
			${ goesOn && stopped !== null ? html`is stopped, as of ${ time( stopped ) }` : IMPORT_STATES[ report.state ] }.
		</p>
		<ul class="progress">
			${ ELEMENTS.map( ( element ) => {
				const progress = report.elements[ element ];
				return progress === undefined
					? ''
					: elementProgress( element, progress, stopped === null );
			} ) }
		</ul>`;
}

function elementProgress(
	element: Element,
	progress: ImportProgress,
	goesOn: boolean
): Html {
	const isRunning = goesOn && progress.state === 'running';
	const excluded = sum( Object.values( progress.excluded ) );
	const facts = [
		`${ numberText( progress.done ) } of ${ numberText( progress.total ) }`,
		...( excluded === 0 ? [] : [ `${ numberText( excluded ) } excluded` ] ),
		...( progress.rejected === 0
			? []
			: [ `${ numberText( progress.rejected ) } set aside` ] ),
		...( isRunning && progress.rate !== null
			? [ rateText( progress.rate ) ]
			: [] ),
		...( isRunning && progress.seconds_left !== null
			? [ timeLeftText( progress.seconds_left ) ]
			: [] ),
	];
	return html`<li>
		<span class="name" id="progress_${ element }"
			>${ ELEMENT_NAMES[ element ] }</span
		>
		<progress
			aria-labelledby="progress_${ element }"
			value="${ progress.state === 'done' ? 1 : progress.done }"
			max="${ progress.state === 'done' ? 1 : Math.max( 1, progress.total ) }"
		></progress>
		<small>${ facts.join( ' · ' ) }</small>
	</li>`;
}

/** What waits, what is set aside, and whether both sides agree. */
function standing( store: StoreView, report: StatusReport ): Html {
	const { quarantined, verified } = report;
	return html`<ul class="standing">
		<li>${ waitingText( report.waiting, stoppedSince( store ) ) }</li>
		${ quarantined === 0 ? '' : html`<li class="bad">${ count( quarantined, 'record is', 'records are' ) } set aside; the store’s Activity page shows why.</li>` }
		${
			verified === null
				? ''
				: html`<li>
						${ verified.agrees ? 'Store and Ivorey agree' : 'Store and Ivorey differ' }:
						${ numberText( verified.alike ) } of
						${ numberText( verified.compared ) },
						${ time( verified.finished_at ) }
					</li>`
		}
	</ul>`;
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
function switchesPart( viewer: Viewer, store: StoreView ): Html {
	if ( store.state === 'disconnected' ) {
		return html``;
	}
	return html`<section>
		<h2>Keep in sync</h2>
		<form
			method="post"
			action="${ connectionPath( store.connectionId ) }/settings"
			data-keep-edits
		>
			${ csrfField( viewer ) }
			<input
				type="hidden"
				name="base_version"
				value="${ store.settings.version }"
			/>
			${ syncFields( store.settings.sync ) }
			<div class="save">
				<button>Save</button>
				<small>For what happens from now on.</small>
			</div>
		</form>
	</section>`;
}

/** R18 */
function excludedPart( store: StoreView ): Html {
	const rows = store.status?.report.exclusions ?? [];
	const excluded = rows.filter( ( row ) => row.number > 0 );
	return html`<section>
		<h2 id="excluded">Not in Ivorey</h2>
		${
			excluded.length === 0
				? html`<p>
						${ store.status === null ? 'Not known yet: the store has not reported.' : 'Nothing of what is switched on is left out.' }
					</p>`
				: html`<div
						class="scroll"
						tabindex="0"
						role="region"
						aria-labelledby="excluded"
					>
						<table>
							<thead>
								<tr>
									<th scope="col">Element</th>
									<th scope="col">Why</th>
									<th scope="col" class="number">How many</th>
								</tr>
							</thead>
							<tbody>
								${ excluded.map(
									( row ) =>
										html`<tr>
											<td>
												${ ELEMENT_NAMES[ row.element ] }
											</td>
											<td>
												${ EXCLUSION_REASONS[ row.reason ] }
											</td>
											<td class="number">
												${ numberText( row.number ) }
											</td>
										</tr>`
								) }
							</tbody>
						</table>
					</div>`
		}
	</section>`;
}

function historyPart( store: StoreView ): Html {
	return html`<section>
		<h2>History</h2>
		<ol class="history">
			${ store.history.map(
				( { at, reason } ) =>
					html`<li>
						${ time( at ) }: ${ sentence( reasonText( reason ) ) }
					</li>`
			) }
		</ol>
	</section>`;
}

/** R26 */
export function disconnectPage( viewer: Viewer, store: StoreView ): Html {
	const path = connectionPath( store.connectionId );
	const host = withoutScheme( store.storeUrl );
	return page( {
		title: `Disconnect ${ host }`,
		viewer,
		section: 'settings',
		body: html`<article class="narrow">
			<h1>Disconnect ${ host }?</h1>
			<p>
				From then on nothing of this store comes to Ivorey: no orders,
				no contacts, no triggers.
			</p>
			<p>
				<strong>What stays:</strong> all contacts, orders, transactions,
				products and collections that came from it. Nothing is changed
				in the store.
			</p>
			<p>
				You can reconnect at any time. A fresh import then fills in what
				was missed and duplicates nothing.
			</p>
			<form method="post" action="${ path }/disconnect">
				${ csrfField( viewer ) }
				<div class="actions">
					<a href="${ path }" class="button secondary outline"
						>Keep it connected</a
					>
					<button class="danger">Disconnect</button>
				</div>
			</form>
		</article>`,
	} );
}

/** R20, R26: once more, with what to import. */
export function importAgainPage(
	viewer: Viewer,
	store: StoreView,
	refused?: { selected: Settings[ 'import' ]; why: string }
): Html {
	const path = connectionPath( store.connectionId );
	const title = store.status?.report.import
		? 'Import again'
		: 'Import Elements';
	return page( {
		title,
		viewer,
		section: 'settings',
		body: html`<article class="narrow">
			<h1>${ title }</h1>
			${ refused === undefined ? '' : notice( 'bad', refused.why, true ) }
			<p>
				What is here already is not duplicated, and no automation
				starts.
			</p>
			<form method="post" action="${ path }/import">
				${ csrfField( viewer ) }
				<input
					type="hidden"
					name="base_version"
					value="${ store.settings.version }"
				/>
				${ importFields( refused?.selected ?? store.settings.import ) }
				<div class="actions">
					<a href="${ path }" class="button secondary outline"
						>Back</a
					>
					<button name="action" value="start">Import</button>
				</div>
			</form>
		</article>`,
	} );
}

function sum( values: readonly ( number | undefined )[] ): number {
	return values.reduce< number >(
		( total, value ) => total + ( value ?? 0 ),
		0
	);
}

function sentence( text: string ): string {
	return text.charAt( 0 ).toUpperCase() + text.slice( 1 );
}
