import { html } from 'hono/html';
import type { RunOfHistory } from '../../automations/history.ts';
import { reasonWords, stateWords } from '../automation-words.ts';
import type { OrderView, TransactionOfOrder } from '../../views/order-view.ts';
import { card } from '../parts/card.ts';
import { definitions } from '../parts/definitions.ts';
import type { Content, Html } from '../parts/html.ts';
import { money } from '../parts/money.ts';
import { pill } from '../parts/pill.ts';
import { table } from '../parts/table.ts';
import { time } from '../parts/time.ts';
import { automationPath } from '../paths.ts';
import { TRIGGER_NAMES } from './order-timeline.ts';

export function transactionsCard( { transactions }: OrderView ): Html {
	return card( {
		title: 'Payments and refunds',
		...( transactions.length === 0
			? { body: none( 'No payment or refund has come from the store.' ) }
			: {
					flush: true,
					body: table( {
						label: 'Payments and refunds',
						rows: transactions,
						columns: [
							{
								label: 'What',
								kind: 'title',
								cell: ( row ) =>
									html`${ row.type === 'payment' ? 'Payment' : 'Refund' }
									${ row.voided ? pill( 'Taken back' ) : '' }`,
							},
							{
								label: 'Date',
								cell: ( { date } ) => time( date ),
							},
							{ label: 'By, or why', cell: explanation },
							{
								label: 'Amount',
								kind: 'number',
								narrow: 'first',
								cell: ( { amount, currency, type } ) =>
									money(
										type === 'refund'
											? `-${ amount }`
											: amount,
										currency
									),
							},
						],
					} ),
				} ),
	} );
}

function explanation( row: TransactionOfOrder ): Content {
	return html`${ row.type === 'refund' && row.reason !== '' ? row.reason : row.method }
	${ row.gatewayId === '' ? '' : html`<small class="muted">${ row.gatewayId }</small>` }`;
}

/** What automations did with the order, and why not. */
export function runsCard( { runs, automationNames }: OrderView ): Html {
	return card( {
		title: 'Automations',
		...( runs.length === 0
			? { body: none( 'No automation has acted on this order.' ) }
			: {
					flush: true,
					body: table( {
						label: 'Automations',
						rows: runs,
						columns: [
							{
								label: 'Automation',
								kind: 'title',
								cell: ( { automationId } ) =>
									html`<a
										href="${ automationPath( automationId ) }"
										>${ automationNames.get( automationId ) ?? 'A deleted one' }</a
									>`,
							},
							{
								label: 'What it did',
								narrow: 'first',
								cell: ( { state } ) =>
									pill( ...stateWords( state ) ),
							},
							{ label: 'To, or why not', cell: outcome },
							{
								label: 'When',
								cell: ( run ) =>
									time( run.settledAt ?? run.dueAt, {
										relative: true,
									} ),
							},
						],
					} ),
				} ),
	} );
}

function outcome( run: RunOfHistory ): Content {
	return run.message === null
		? reasonWords( run.reason )
		: html`<a
					href="${ automationPath( run.automationId ) }/messages/${ run.message.messageId }"
					target="_blank"
					>${ run.message.recipient }</a
				>${ run.reason === null ? '' : html`<small>${ reasonWords( run.reason ) }</small>` }`;
}

export function triggersCard( { triggers }: OrderView ): Html {
	return card( {
		title: 'Triggers',
		body:
			triggers.length === 0
				? none(
						'None: the order was imported, or nothing has happened.'
					)
				: definitions(
						triggers.map( ( { type, occurredAt } ) => [
							TRIGGER_NAMES[ type ],
							time( occurredAt ),
						] )
					),
	} );
}

function none( text: string ): Html {
	return html`<p class="footnote">${ text }</p>`;
}
