import { html } from 'hono/html';
import {
	ELEMENTS,
	type Element,
	type ImportProgress,
	type ImportReport,
	type Settings,
} from '@ivorey/shared';
import { actions, button, linkButton } from '../parts/button.ts';
import { card } from '../parts/card.ts';
import { postForm } from '../parts/form.ts';
import type { Html } from '../parts/html.ts';
import { numberText } from '../../texts/numbers.ts';
import { time } from '../parts/time.ts';
import { notice } from '../parts/verdict.ts';
import { connectionPath } from '../paths.ts';
import {
	isImporting,
	stoppedSince,
	withoutScheme,
	type StoreView,
} from '../../views/store-view.ts';
import { isOwner, type Viewer } from '../viewer.ts';
import { importFields } from './elements.ts';
import { rateText, timeLeftText } from './figures.ts';
import { page } from './layout.ts';
import { texts } from '../../texts/texts.ts';

/** R24 */
export function importPart( viewer: Viewer, store: StoreView ): Html {
	const reachable = store.state === 'active' || store.state === 'pending';
	return card( {
		title: texts().stores.import,
		...( reachable && isOwner( viewer )
			? { actions: importButton( viewer, store ) }
			: {} ),
		body: [
			importSummary( store ),
			isImporting( store )
				? html`<noscript
						><p>
							<a
								href="${ connectionPath( store.connectionId ) }/progress"
								>${ texts().stores.followImport }</a
							>
						</p></noscript
					>`
				: '',
		],
	} );
}

function importButton( viewer: Viewer, store: StoreView ): Html {
	const path = `${ connectionPath( store.connectionId ) }/import`;
	return isImporting( store )
		? postForm(
				viewer,
				path,
				button( texts().stores.cancelImport, {
					name: 'action',
					value: 'cancel',
					small: true,
				} )
			)
		: linkButton(
				store.status?.report.import
					? texts().stores.importAgainEllipsis
					: texts().stores.importEllipsis,
				path,
				{ small: true }
			);
}

function importSummary( store: StoreView ): Html {
	const { state, status } = store;
	const request = state === 'disconnected' ? null : store.request;
	return html`${ status?.report.import ? importProgress( status.report.import, stoppedSince( store ) ) : html`<p role="status">${ texts().stores.nothingImported }</p>` }
	${ request === null ? '' : html`<p role="status">${ texts().stores.requested[ request.action ] }</p>` }`;
}

/** `stopped`: when the store was last heard from, if the import is stopped. */
function importProgress( report: ImportReport, stopped: Date | null ): Html {
	const goesOn = report.state === 'running' || report.state === 'waiting';
	const started = time( report.started_at );
	return html`<p role="status">
			${
				goesOn && stopped !== null
					? texts().stores.importStopped( {
							started,
							at: time( stopped ),
						} )
					: texts().stores.importStates[ report.state ]( { started } )
			}
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
		texts().stores.doneOf( {
			done: numberText( progress.done ),
			total: numberText( progress.total ),
		} ),
		...( excluded === 0
			? []
			: [
					texts().stores.excluded( {
						number: numberText( excluded ),
					} ),
				] ),
		...( progress.rejected === 0
			? []
			: [ texts().stores.someNeedAttention( progress.rejected ) ] ),
		...( isRunning && progress.rate !== null
			? [ rateText( progress.rate ) ]
			: [] ),
		...( isRunning && progress.seconds_left !== null
			? [ timeLeftText( progress.seconds_left ) ]
			: [] ),
	];
	return html`<li>
		<span class="name" id="progress_${ element }"
			>${ texts().stores.elements[ element ] }</span
		>
		<progress
			aria-labelledby="progress_${ element }"
			value="${ progress.state === 'done' ? 1 : progress.done }"
			max="${ progress.state === 'done' ? 1 : Math.max( 1, progress.total ) }"
		></progress>
		<small>${ facts.join( ' · ' ) }</small>
	</li>`;
}

function sum( values: readonly ( number | undefined )[] ): number {
	return values.reduce< number >(
		( total, value ) => total + ( value ?? 0 ),
		0
	);
}

/** R24 without JavaScript: reloads by itself while an import runs. It has no fields, so a reload loses nothing. */
export function importProgressPage( viewer: Viewer, store: StoreView ): Html {
	return page( {
		title: texts().stores.import,
		viewer,
		section: 'stores',
		width: 'form',
		back: storeAbove( store ),
		...( isImporting( store ) ? { refreshSeconds: 15 } : {} ),
		body: card( { body: importSummary( store ) } ),
	} );
}

/** R20, R26: starts another import, with a choice of elements. */
export function importAgainPage(
	viewer: Viewer,
	store: StoreView,
	refused?: { selected: Settings[ 'import' ]; why: string }
): Html {
	const path = connectionPath( store.connectionId );
	return page( {
		title: store.status?.report.import
			? texts().stores.importAgain
			: texts().stores.importElements,
		viewer,
		section: 'stores',
		width: 'form',
		back: storeAbove( store ),
		intro: texts().stores.importIntro,
		body: [
			refused === undefined
				? ''
				: notice( 'bad', refused.why, { alert: true } ),
			card( {
				body: postForm( viewer, `${ path }/import`, [
					html`<input
						type="hidden"
						name="base_version"
						value="${ store.settings.version }"
					/>`,
					importFields( refused?.selected ?? store.settings.import ),
					actions(
						linkButton( texts().common.cancel, path ),
						button( texts().stores.import, {
							kind: 'primary',
							name: 'action',
							value: 'start',
						} )
					),
				] ),
			} ),
		],
	} );
}

export function storeAbove( store: StoreView ): {
	label: string;
	path: string;
} {
	return {
		label: withoutScheme( store.storeUrl ),
		path: connectionPath( store.connectionId ),
	};
}
