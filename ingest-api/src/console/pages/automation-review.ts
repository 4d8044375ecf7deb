import { html } from 'hono/html';
import type { PreviewedOrder } from '../../automations/preview.ts';
import type { Automation } from '../../automations/repository.ts';
import { automationSentence, reasonWords } from '../automation-words.ts';
import { actions, button, linkButton } from '../parts/button.ts';
import { card } from '../parts/card.ts';
import { emptyState } from '../parts/empty-state.ts';
import { checkboxField } from '../parts/field.ts';
import { postForm } from '../parts/form.ts';
import type { Html } from '../parts/html.ts';
import { count } from '../parts/numbers.ts';
import { pill } from '../parts/pill.ts';
import { table } from '../parts/table.ts';
import { time } from '../parts/time.ts';
import { notice } from '../parts/verdict.ts';
import { automationPath, orderPath } from '../paths.ts';
import { withoutScheme } from '../../views/store-view.ts';
import type { Viewer } from '../viewer.ts';
import { page } from './layout.ts';

export interface OverlappingEmail {
	storeUrl: string;
	/** WooCommerce's names of its e-mails. */
	names: readonly string[];
}

/** R42: what it would have done with the last orders, before it is switched on. */
export function automationReviewPage(
	viewer: Viewer,
	options: {
		automation: Automation;
		previewed: readonly PreviewedOrder[];
		overlapping: readonly OverlappingEmail[];
		storeName: ( connectionId: string ) => string;
	}
): Html {
	const { automation, previewed, overlapping, storeName } = options;
	const { automationId, definition } = automation;
	const path = automationPath( automationId );
	const acting = previewed.filter( ( { reason } ) => reason === null );
	const isEmail = definition.action.type === 'email';
	return page( {
		title: `Switch on “${ definition.name }”?`,
		viewer,
		section: 'automations',
		back: { label: definition.name, path },
		intro: automationSentence( definition, storeName ),
		body: html`${ overlapping.map( overlap ) }
			<div class="stack">
				${ card( {
					title: 'From now on',
					body: [
						html`<p>
							It acts on what happens from now on, never on what
							happened before.
						</p>`,
						postForm( viewer, `${ path }/on`, [
							isEmail && definition.trigger === 'order_submitted'
								? checkboxField( {
										name: 'unpaid',
										label: 'Only if the order is not paid at once',
										hint: 'A payment by card would bring the confirmation and your thanks for the payment within a second.',
										value: '1',
										checked: definition.conditions.unpaid,
									} )
								: '',
							actions(
								linkButton( 'Cancel', path ),
								button( 'Switch on', { kind: 'primary' } )
							),
						] ),
					],
				} ) }
				<div class="editor">
					${ card( {
						title:
							previewed.length === 0
								? 'What it would have done'
								: `What it would have done with your last ${ count( previewed.length, 'order' ) }`,
						flush: true,
						body:
							previewed.length === 0
								? emptyState( {
										title: 'No order yet',
										text: 'Once there are orders, you see here what would have been sent, and why not.',
									} )
								: ordersTable( previewed, path, isEmail ),
						footer: html`<small class="muted"
							>${ count( acting.length, isEmail ? 'e-mail' : 'webhook' ) }
							would have been sent. Ivorey looks at the orders as
							they are now.</small
						>`,
					} ) }
					${
						isEmail && acting.length > 0
							? html`<div class="beside">
									${ card( {
										title: 'E-mail',
										body: html`<iframe
											class="email-preview"
											name="email"
											src="${ emailPath( path, acting[ 0 ]! ) }"
											title="The e-mail of the chosen order"
											sandbox="allow-popups"
										></iframe>`,
									} ) }
								</div>`
							: ''
					}
				</div>
			</div>`,
	} );
}

function overlap( { storeUrl, names }: OverlappingEmail ): Html {
	return notice(
		'warn',
		html`<strong>Your buyers would get two e-mails.</strong> WooCommerce
			itself sends
			${ names.map( ( name ) => `“${ name }”` ).join( ' and ' ) } to the
			customers of ${ withoutScheme( storeUrl ) }. Switch them off under
			<a
				href="${ storeUrl }/wp-admin/admin.php?page=wc-settings&tab=email"
				target="_blank"
				rel="noopener noreferrer"
				>WooCommerce → Settings → Emails</a
			>, or leave this automation off.`
	);
}

function ordersTable(
	previewed: readonly PreviewedOrder[],
	path: string,
	isEmail: boolean
): Html {
	return table( {
		label: 'The last orders',
		rows: previewed,
		columns: [
			{
				label: 'Order',
				kind: 'title',
				cell: ( { order, orderId, connectionId, storeUrl } ) =>
					html`${
							order === null
								? html`#${ orderId }`
								: html`<a
										href="${ orderPath( connectionId, orderId ) }"
										>#${ order.record.number }</a
									>`
						}<br />
						<small class="muted"
							>${ withoutScheme( storeUrl ) }</small
						>`,
			},
			{
				label: 'It would have been',
				narrow: 'first',
				cell: ( { reason } ) =>
					reason === null
						? pill( 'Sent', 'good' )
						: pill( 'Skipped' ),
			},
			{
				label: 'To, or why not',
				kind: 'clip',
				cell: ( { reason, order } ) =>
					reason === null
						? ( isEmail && order?.facts.email ) || ''
						: reasonWords( reason ),
			},
			{
				label: 'When',
				cell: ( { occurredAt } ) =>
					time( occurredAt, { relative: true } ),
			},
			...( isEmail
				? [
						{
							label: 'E-mail',
							cell: ( row: PreviewedOrder ) =>
								row.reason === null
									? html`<a
											href="${ emailPath( path, row ) }"
											target="email"
											>Show<span class="hidden">
												the e-mail of order
												${ row.order?.record.number ?? '' }</span
											></a
										>`
									: '',
						},
					]
				: [] ),
		],
	} );
}

function emailPath( path: string, order: PreviewedOrder ): string {
	return `${ path }/email?${ new URLSearchParams( { connection: order.connectionId, trigger: order.triggerId } ) }`;
}
