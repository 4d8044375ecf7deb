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
import { triggerName } from './order-timeline.ts';
import { texts } from '../../texts/texts.ts';

export function transactionsCard( { transactions }: OrderView ): Html {
	return card( {
		title: texts().orders.paymentsAndRefunds,
		...( transactions.length === 0
			? { body: none( texts().orders.noPayments ) }
			: {
					flush: true,
					body: table( {
						label: texts().orders.paymentsAndRefunds,
						rows: transactions,
						columns: [
							{
								label: texts().common.type,
								kind: 'title',
								cell: ( row ) =>
									html`${ texts().transactions.types[ row.type ] }
									${ row.voided ? pill( texts().transactions.reversed ) : '' }`,
							},
							{
								label: texts().common.date,
								cell: ( { date } ) => time( date ),
							},
							{
								label: texts().orders.methodOrReason,
								cell: explanation,
							},
							{
								label: texts().common.amount,
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

/** The order's automation runs, with their reasons. */
export function runsCard( { runs, automationNames }: OrderView ): Html {
	return card( {
		title: texts().common.automations,
		...( runs.length === 0
			? { body: none( texts().orders.noRuns ) }
			: {
					flush: true,
					body: table( {
						label: texts().common.automations,
						rows: runs,
						columns: [
							{
								label: texts().common.automation,
								kind: 'title',
								cell: ( { automationId } ) =>
									html`<a
										href="${ automationPath( automationId ) }"
										>${ automationNames.get( automationId ) ?? texts().orders.deletedAutomation }</a
									>`,
							},
							{
								label: texts().automations.result,
								narrow: 'first',
								cell: ( { state } ) =>
									pill( ...stateWords( state ) ),
							},
							{
								label: texts().automations.recipientOrReason,
								cell: outcome,
							},
							{
								label: texts().common.when,
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
		title: texts().orders.triggers,
		body:
			triggers.length === 0
				? none( texts().orders.noTriggers )
				: definitions(
						triggers.map( ( { type, occurredAt } ) => [
							triggerName( type ),
							time( occurredAt ),
						] )
					),
	} );
}

function none( text: string ): Html {
	return html`<p class="footnote">${ text }</p>`;
}
