import { html } from 'hono/html';
import {
	type RunCounts,
	type RunOfHistory,
} from '../../automations/history.ts';
import type { Automation } from '../../automations/repository.ts';
import { RUN_STATES, type RunState } from '../../db/automation-tables.ts';
import {
	automationSentence,
	reasonWords,
	stateWords,
} from '../automation-words.ts';
import { actions, button, linkButton } from '../parts/button.ts';
import { card } from '../parts/card.ts';
import { emptyState } from '../parts/empty-state.ts';
import { postForm } from '../parts/form.ts';
import type { Html } from '../parts/html.ts';
import { count, counted } from '../parts/numbers.ts';
import { pagination } from '../parts/pagination.ts';
import { pill } from '../parts/pill.ts';
import { table } from '../parts/table.ts';
import { tabs } from '../parts/tabs.ts';
import { time } from '../parts/time.ts';
import { toldNotice, verdict, type Told } from '../parts/verdict.ts';
import { automationPath, orderPath, PATHS } from '../paths.ts';
import { withoutScheme } from '../../views/store-view.ts';
import type { Viewer } from '../viewer.ts';
import { page } from './layout.ts';

interface AutomationPageOptions {
	automation: Automation;
	storeName: ( connectionId: string ) => string;
	/** Of the whole history. */
	counts: RunCounts;
	runs: readonly RunOfHistory[];
	state: RunState | null;
	/** The page after this one; null where there is none. */
	older: string | null;
	isFirstPage: boolean;
	/** What was done just now. */
	told: Told | null;
	/** Whether there is an order to show the e-mail of. */
	hasOrders: boolean;
}

export function automationPage(
	viewer: Viewer,
	options: AutomationPageOptions
): Html {
	const { automation, storeName, told, hasOrders, counts } = options;
	const { automationId, definition, isOn, switchedAt, readyMade } =
		automation;
	const path = automationPath( automationId );
	return page( {
		title: definition.name,
		viewer,
		section: 'automations',
		back: { label: 'Automations', path: PATHS.automations },
		badge: isOn ? pill( 'On', 'good' ) : pill( 'Off' ),
		intro: automationSentence( definition, storeName ),
		actions: html`${ linkButton( 'Edit', `${ path }/edit` ) }
		${
			isOn
				? postForm( viewer, `${ path }/off`, button( 'Switch off' ) )
				: linkButton( 'Switch on…', `${ path }/review`, {
						kind: 'primary',
					} )
		}`,
		body: html`${ toldNotice( told ) }
			${ counts.held === 0 ? '' : heldVerdict( viewer, path, counts.held, definition ) }
			<div class="editor">
				<div class="stack">${ history( viewer, options, path ) }</div>
				<div class="beside stack">
					${
						definition.action.type === 'email'
							? card( {
									title: 'E-mail',
									body: hasOrders
										? html`<iframe
													class="email-preview"
													src="${ path }/email"
													title="The e-mail, with your last order"
													sandbox="allow-popups"
													loading="lazy"
												></iframe>
												${ postForm(
													viewer,
													`${ path }/test`,
													button( 'Send me a test', {
														icon: 'mail',
													} ),
													{ busy: 'Sending…' }
												) }`
										: emptyState( {
												title: 'No order yet',
												text: 'The e-mail is shown here with your last order.',
												icon: 'mail',
											} ),
								} )
							: ''
					}
					${ card( {
						title: 'About',
						body: html`<p>
								${ isOn ? 'On' : 'Off' } since
								${ time( switchedAt ) }.
								${ count( automation.version, 'version' ) } so
								far.
							</p>
							${
								readyMade === null && ! isOn
									? linkButton(
											'Delete…',
											`${ path }/delete`,
											{
												kind: 'danger',
												small: true,
											}
										)
									: ''
							}`,
					} ) }
				</div>
			</div>`,
	} );
}

function heldVerdict(
	viewer: Viewer,
	path: string,
	held: number,
	{ action }: Automation[ 'definition' ]
): Html {
	const one = action.type === 'email' ? 'e-mail' : 'webhook';
	return verdict( {
		tone: 'warn',
		title: `${ counted( held, one ) } held: the hourly limit was reached`,
		text: 'Nothing more is sent above the limit until you decide. Each order is looked at again before it is sent.',
		actions: [
			postForm( viewer, `${ path }/drop`, button( 'Drop them' ) ),
			postForm(
				viewer,
				`${ path }/release`,
				button( 'Release them', { kind: 'primary' } )
			),
		],
	} );
}

function history(
	viewer: Viewer,
	{ runs, state, older, isFirstPage, counts }: AutomationPageOptions,
	path: string
): Html {
	return card( {
		title: 'History',
		flush: true,
		body: [
			tabs( 'History', [
				{ label: 'All', path, isCurrent: state === null },
				...RUN_STATES.filter(
					( name ) => counts[ name ] > 0 || name === state
				).map( ( name ) => ( {
					label: stateWords( name )[ 0 ],
					path: `${ path }?state=${ name }`,
					isCurrent: state === name,
					number: counts[ name ],
				} ) ),
			] ),
			runs.length === 0
				? emptyState( {
						title: isFirstPage ? 'Nothing yet' : 'No more',
						icon: 'clock',
						text: 'What this automation did for each order, and why not, is listed here.',
					} )
				: runsTable( viewer, runs, path ),
			older === null && isFirstPage
				? ''
				: pagination( {
						summary: count( runs.length, 'order' ),
						newer: isFirstPage ? null : path,
						older,
						labels: { newer: 'Newest', older: 'Older' },
					} ),
		],
	} );
}

function runsTable(
	viewer: Viewer,
	runs: readonly RunOfHistory[],
	path: string
): Html {
	return table( {
		label: 'History',
		rows: runs,
		columns: [
			{
				label: 'Order',
				kind: 'title',
				cell: ( run ) =>
					html`${ orderLink( run ) }<br />
						<small class="muted"
							>${ withoutScheme( run.storeUrl ) }</small
						>`,
			},
			{
				label: 'What it did',
				narrow: 'first',
				cell: ( run ) => {
					const [ label, tone ] = stateWords( run.state );
					return pill( label, tone );
				},
			},
			{
				label: 'To, or why not',
				cell: ( run ) =>
					run.message === null
						? reasonWords( run.reason )
						: html`<a
									href="${ path }/messages/${ run.message.messageId }"
									target="_blank"
									>${ run.message.recipient }</a
								>${ run.reason === null ? '' : html`<br /><small>${ reasonWords( run.reason ) }</small>` }`,
			},
			{
				label: 'When',
				cell: ( run ) =>
					time( run.settledAt ?? run.dueAt, { relative: true } ),
			},
			{
				label: 'Again',
				cell: ( run ) =>
					[ 'failed', 'unknown', 'skipped' ].includes( run.state )
						? postForm( viewer, `${ path }/again`, [
								html`<input
										type="hidden"
										name="connection"
										value="${ run.connectionId }"
									/><input
										type="hidden"
										name="trigger"
										value="${ run.triggerId }"
									/>`,
								button(
									run.state === 'skipped'
										? 'Try again'
										: 'Send again',
									{ small: true }
								),
							] )
						: '',
			},
		],
	} );
}

/** To the order's page, where Ivorey has it. */
function orderLink( run: RunOfHistory ): Html {
	return run.orderNumber === null
		? html`#${ run.orderId }`
		: html`<a href="${ orderPath( run.connectionId, run.orderId ) }"
				>#${ run.orderNumber }</a
			>`;
}

/** Asks, before it is deleted. */
export function confirmDeletePage(
	viewer: Viewer,
	{ automationId, definition }: Automation
): Html {
	const path = automationPath( automationId );
	return page( {
		title: `Delete “${ definition.name }”?`,
		viewer,
		section: 'automations',
		back: { label: definition.name, path },
		width: 'form',
		body: card( {
			body: [
				html`<p>
					Its history is deleted, too. E-mails that were sent stay
					with their orders and contacts. This cannot be undone.
				</p>`,
				postForm(
					viewer,
					`${ path }/delete`,
					actions(
						linkButton( 'Cancel', path ),
						button( 'Delete', { kind: 'danger' } )
					)
				),
			],
		} ),
	} );
}

/** An e-mail that was sent, within a page of its own styles. */
export function noEmail( text: string ): Html {
	return html`<!doctype html>
		<html lang="en">
			<head>
				<meta charset="utf-8" />
				<meta name="color-scheme" content="light dark" />
				<title>No e-mail</title>
			</head>
			<body style="font:15px/1.5 system-ui,sans-serif;padding:1.5rem">
				<p>${ text }</p>
			</body>
		</html>`;
}
