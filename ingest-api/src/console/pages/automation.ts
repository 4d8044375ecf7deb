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
import { currentLanguage, texts } from '../../texts/texts.ts';

interface AutomationPageOptions {
	automation: Automation;
	storeName: ( connectionId: string ) => string;
	/** Counts of the whole history. */
	counts: RunCounts;
	runs: readonly RunOfHistory[];
	state: RunState | null;
	/** The next page; null on the last one. */
	older: string | null;
	isFirstPage: boolean;
	/** The result of the form that led here. */
	told: Told | null;
	/** Whether there is an order for which to show the e-mail. */
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
		back: { label: texts().automations.title, path: PATHS.automations },
		badge: isOn
			? pill( texts().common.on, 'good' )
			: pill( texts().common.off ),
		intro: automationSentence( definition, storeName ),
		actions: html`${ linkButton( texts().common.edit, `${ path }/edit` ) }
		${
			isOn
				? postForm(
						viewer,
						`${ path }/off`,
						button( texts().automations.switchOff )
					)
				: linkButton(
						texts().automations.switchOnEllipsis,
						`${ path }/review`,
						{
							kind: 'primary',
						}
					)
		}`,
		body: html`${ toldNotice( told ) }
			${ counts.held === 0 ? '' : heldVerdict( viewer, path, counts.held, definition ) }
			<div class="editor">
				<div class="stack">${ history( viewer, options, path ) }</div>
				<div class="beside stack">
					${
						definition.action.type === 'email'
							? card( {
									title: texts().common.email,
									body: hasOrders
										? html`<iframe
													class="email-preview"
													src="${ path }/email"
													title="${ texts().automations.emailFrame }"
													sandbox="allow-popups"
													loading="lazy"
												></iframe>
												${ postForm(
													viewer,
													`${ path }/test`,
													button(
														texts().automations
															.sendTest,
														{
															icon: 'mail',
														}
													),
													{
														busy: texts().common
															.sending,
													}
												) }`
										: emptyState( {
												title: texts().orders.noneYet,
												text: texts().automations
													.emailEmpty,
												icon: 'mail',
											} ),
								} )
							: ''
					}
					${ card( {
						title: texts().common.about,
						body: html`<p>
								${ ( isOn ? texts().automations.isOnSince : texts().automations.isOffSince )( { at: time( switchedAt ), version: automation.version } ) }
							</p>
							${
								readyMade === null && ! isOn
									? linkButton(
											texts().common.deleteEllipsis,
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
	return verdict( {
		tone: 'warn',
		title: texts().automations.held[ action.type ]( held ),
		text: texts().automations.heldText,
		actions: [
			postForm(
				viewer,
				`${ path }/drop`,
				button( texts().automations.dropAll )
			),
			postForm(
				viewer,
				`${ path }/release`,
				button( texts().automations.releaseAll, { kind: 'primary' } )
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
		title: texts().common.history,
		flush: true,
		body: [
			tabs( texts().common.history, [
				{ label: texts().lists.all, path, isCurrent: state === null },
				...RUN_STATES.filter(
					( name ) => counts[ name ] > 0 || name === state
				).map( ( name ) => ( {
					label: texts().automations.states[ name ],
					path: `${ path }?state=${ name }`,
					isCurrent: state === name,
					number: counts[ name ],
				} ) ),
			] ),
			runs.length === 0
				? emptyState( {
						title: isFirstPage
							? texts().common.nothingYet
							: texts().common.noMore,
						icon: 'clock',
						text: texts().automations.historyEmpty,
					} )
				: runsTable( viewer, runs, path ),
			older === null && isFirstPage
				? ''
				: pagination( {
						summary: texts().orders.count( runs.length ),
						newer: isFirstPage ? null : path,
						older,
						labels: {
							newer: texts().common.newest,
							older: texts().common.older,
						},
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
		label: texts().common.history,
		rows: runs,
		columns: [
			{
				label: texts().common.order,
				kind: 'title',
				cell: ( run ) =>
					html`${ orderLink( run ) }<br />
						<small class="muted"
							>${ withoutScheme( run.storeUrl ) }</small
						>`,
			},
			{
				label: texts().automations.result,
				narrow: 'first',
				cell: ( run ) => {
					const [ label, tone ] = stateWords( run.state );
					return pill( label, tone );
				},
			},
			{
				label: texts().automations.recipientOrReason,
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
				label: texts().common.when,
				cell: ( run ) =>
					time( run.settledAt ?? run.dueAt, { relative: true } ),
			},
			{
				label: texts().common.actions,
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
										? texts().automations.tryAgain
										: texts().common.sendAgain,
									{ small: true }
								),
							] )
						: '',
			},
		],
	} );
}

/** Links to the order's page if Ivorey has the order. */
function orderLink( run: RunOfHistory ): Html {
	return run.orderNumber === null
		? html`#${ run.orderId }`
		: html`<a href="${ orderPath( run.connectionId, run.orderId ) }"
				>#${ run.orderNumber }</a
			>`;
}

/** Asks for confirmation before deleting. */
export function confirmDeletePage(
	viewer: Viewer,
	{ automationId, definition }: Automation
): Html {
	const path = automationPath( automationId );
	return page( {
		title: texts().automations.deleteOne( { name: definition.name } ),
		viewer,
		section: 'automations',
		back: { label: definition.name, path },
		width: 'form',
		body: card( {
			body: [
				html`<p>${ texts().automations.deleteText }</p>`,
				postForm(
					viewer,
					`${ path }/delete`,
					actions(
						linkButton( texts().common.cancel, path ),
						button( texts().common.delete, { kind: 'danger' } )
					)
				),
			],
		} ),
	} );
}

/** A document with a message, in place of an e-mail. */
export function noEmail( text: string ): Html {
	return html`<!doctype html>
		<html lang="${ currentLanguage() }">
			<head>
				<meta charset="utf-8" />
				<meta name="color-scheme" content="light dark" />
				<title>${ texts().automations.noEmail }</title>
			</head>
			<body style="font:15px/1.5 system-ui,sans-serif;padding:1.5rem">
				<p>${ text }</p>
			</body>
		</html>`;
}
