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
import { numberText } from '../parts/numbers.ts';
import { time } from '../parts/time.ts';
import { notice } from '../parts/verdict.ts';
import { connectionPath } from '../paths.ts';
import {
	ELEMENT_NAMES,
	isImporting,
	stoppedSince,
	withoutScheme,
	type StoreView,
} from '../../views/store-view.ts';
import { isOwner, type Viewer } from '../viewer.ts';
import { importFields } from './elements.ts';
import { rateText, timeLeftText } from './figures.ts';
import { page } from './layout.ts';

/** R24 */
export function importPart( viewer: Viewer, store: StoreView ): Html {
	const reachable = store.state === 'active' || store.state === 'pending';
	return card( {
		title: 'Import',
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
								>Follow the import</a
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
				button( 'Cancel the import', {
					name: 'action',
					value: 'cancel',
					small: true,
				} )
			)
		: linkButton(
				store.status?.report.import ? 'Import again…' : 'Import…',
				path,
				{ small: true }
			);
}

function importSummary( store: StoreView ): Html {
	const { state, status } = store;
	const request = state === 'disconnected' ? null : store.request;
	return html`${ status?.report.import ? importProgress( status.report.import, stoppedSince( store ) ) : html`<p role="status">Nothing has been imported yet.</p>` }
	${ request === null ? '' : html`<p role="status">${ request.action === 'start' ? 'Import' : 'Cancelling the import was' } requested. Waiting for your store…</p>` }`;
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
			: [
					`${ numberText( progress.rejected ) } ${ progress.rejected === 1 ? 'needs' : 'need' } attention`,
				] ),
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

function sum( values: readonly ( number | undefined )[] ): number {
	return values.reduce< number >(
		( total, value ) => total + ( value ?? 0 ),
		0
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
		section: 'stores',
		width: 'form',
		back: storeAbove( store ),
		...( isImporting( store ) ? { refreshSeconds: 15 } : {} ),
		body: card( { body: importSummary( store ) } ),
	} );
}

/** R20, R26: once more, with what to import. */
export function importAgainPage(
	viewer: Viewer,
	store: StoreView,
	refused?: { selected: Settings[ 'import' ]; why: string }
): Html {
	const path = connectionPath( store.connectionId );
	return page( {
		title: store.status?.report.import ? 'Import again' : 'Import Elements',
		viewer,
		section: 'stores',
		width: 'form',
		back: storeAbove( store ),
		intro: 'What is here already is not duplicated, and no automation starts.',
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
						linkButton( 'Cancel', path ),
						button( 'Import', {
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
