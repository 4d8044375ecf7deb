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

export type StorePageNotice = 'saved' | 'conflict' | 'asked' | 'settled' | null;

const NOTICES = {
	saved: [ 'good', 'Saved. The store learns of it with its next request.' ],
	conflict: [
		'warning',
		'Somebody changed the switches at the same time. These are theirs; change them again if you want to.',
	],
	asked: [ 'good', 'The store is told with its next request.' ],
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
		refreshSeconds: 15,
		body: html`${ breadcrumb( [ 'Settings' ], [ 'Integration', PATHS.integrations ], [ 'WooCommerce', PATHS.stores ], [ withoutScheme( store.storeUrl ) ] ) }
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
		${ stateNotice( viewer, store ) }`;
}

/** R28: the reason, and what to do about it. */
function stateNotice( viewer: Viewer, store: StoreView ): Html | string {
	const reconnect = html`<form method="post" action="${ PATHS.connect }">
		${ csrfField( viewer ) }
		<button name="store_url" value="${ store.storeUrl }">Reconnect</button>
	</form>`;
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
					Approved. Waiting for the store’s first request, which comes
					within a few minutes.
				</p>`
			);
		case 'disconnected':
			return notice(
				'warning',
				html`<p>
						Disconnected since ${ time( store.since ) }. What came
						before is still here. Reconnecting imports afresh and
						fills in what was missed.
					</p>
					${ reconnect }`
			);
		case 'paused':
			return store.cause === 'person'
				? notice(
						'warning',
						html`<p>
								Paused here since ${ time( store.since ) }. The
								store keeps what changes until it is resumed.
							</p>
							<form
								method="post"
								action="${ connectionPath( store.connectionId ) }/resume"
							>
								${ csrfField( viewer ) }<button>Resume</button>
							</form>`
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
							${ reconnect }`
					);
	}
}

/** R24 */
function progressPart( viewer: Viewer, store: StoreView ): Html {
	const report = store.status?.report ?? null;
	const running =
		report?.import?.state === 'running' ||
		report?.import?.state === 'waiting';
	const reachable = store.state === 'active' || store.state === 'pending';
	return html`<section>
		<h2>Import</h2>
		${ report?.import ? importProgress( report.import ) : html`<p>Nothing was imported yet.</p>` }
		${ store.request === null ? '' : html`<p role="status">${ store.request.action === 'start' ? 'An import' : 'The end of the import' } was asked for; the store is told with its next request.</p>` }
		${ reachable ? importButton( viewer, store, running ) : '' }
		${ report === null ? '' : standing( report ) }
	</section>`;
}

function importButton(
	viewer: Viewer,
	store: StoreView,
	running: boolean
): Html {
	const path = `${ connectionPath( store.connectionId ) }/import`;
	return running
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
					>Import again …</a
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

function importProgress( report: ImportReport ): Html {
	return html`<p>
			The import of ${ time( report.started_at ) }
			${ IMPORT_STATES[ report.state ] }.
		</p>
		<ul class="progress">
			${ ELEMENTS.map( ( element ) => {
				const progress = report.elements[ element ];
				return progress === undefined
					? ''
					: elementProgress( element, progress );
			} ) }
		</ul>`;
}

function elementProgress( element: Element, progress: ImportProgress ): Html {
	const excluded = sum( Object.values( progress.excluded ) );
	const facts = [
		`${ number( progress.done ) } of ${ number( progress.total ) }`,
		...( excluded === 0 ? [] : [ `${ number( excluded ) } excluded` ] ),
		...( progress.rejected === 0
			? []
			: [ `${ number( progress.rejected ) } set aside` ] ),
		...( progress.state === 'running' && progress.rate !== null
			? [ `${ number( Math.round( progress.rate ) ) } a second` ]
			: [] ),
		...( progress.state === 'running' && progress.seconds_left !== null
			? [ timeLeft( progress.seconds_left ) ]
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
function standing( report: StatusReport ): Html {
	const { waiting, quarantined, verified } = report;
	return html`<ul class="standing">
		<li>
			${ waiting === 0 ? 'Nothing waits to be sent.' : `${ count( waiting, 'change' ) } ${ waiting === 1 ? 'waits' : 'wait' } to be sent.` }
		</li>
		${ quarantined === 0 ? '' : html`<li class="bad">${ count( quarantined, 'record is', 'records are' ) } set aside; the store’s Activity page shows why.</li>` }
		${
			verified === null
				? ''
				: html`<li>
						${ verified.agrees ? 'Store and Ivorey agree' : 'Store and Ivorey differ' }:
						${ number( verified.alike ) } of
						${ number( verified.compared ) },
						${ time( verified.finished_at ) }
					</li>`
		}
	</ul>`;
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
			<button>Save</button>
			<small>For what happens from now on.</small>
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
				? html`<p>Nothing of what is switched on is left out.</p>`
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
												${ number( row.number ) }
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
export function importAgainPage( viewer: Viewer, store: StoreView ): Html {
	const path = connectionPath( store.connectionId );
	return page( {
		title: 'Import again',
		viewer,
		section: 'settings',
		body: html`<article class="narrow">
			<h1>Import again</h1>
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
				${ importFields( store.settings.import ) }
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

function timeLeft( seconds: number ): string {
	if ( seconds < 60 ) {
		return 'less than a minute left';
	}
	const minutes = Math.round( seconds / 60 );
	return minutes < 60
		? `about ${ count( minutes, 'minute' ) } left`
		: `about ${ count( Math.round( minutes / 60 ), 'hour' ) } left`;
}

function number( value: number ): string {
	return value.toLocaleString( 'en-GB' );
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
