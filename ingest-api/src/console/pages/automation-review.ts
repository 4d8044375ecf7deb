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
import { pill } from '../parts/pill.ts';
import { table } from '../parts/table.ts';
import { time } from '../parts/time.ts';
import { notice } from '../parts/verdict.ts';
import { automationPath, orderPath } from '../paths.ts';
import { withoutScheme } from '../../views/store-view.ts';
import type { Viewer } from '../viewer.ts';
import { page } from './layout.ts';
import { currentLanguage, texts } from '../../texts/texts.ts';

export interface OverlappingEmail {
	storeUrl: string;
	/** WooCommerce's names for its e-mails. */
	names: readonly string[];
}

/** R42: shows, before an automation is switched on, how it would have handled the last orders. */
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
		title: texts().automations.switchOnOne( { name: definition.name } ),
		viewer,
		section: 'automations',
		back: { label: definition.name, path },
		intro: automationSentence( definition, storeName ),
		body: html`${ overlapping.map( overlap ) }
			<div class="stack">
				${ card( {
					title: texts().automations.fromNowOn,
					body: [
						html`<p>${ texts().automations.fromNowOnText }</p>`,
						postForm( viewer, `${ path }/on`, [
							isEmail && definition.trigger === 'order_submitted'
								? checkboxField( {
										name: 'unpaid',
										label: texts().automations
											.unlessPaidAtOnce,
										hint: texts().automations
											.unlessPaidAtOnceHint,
										value: '1',
										checked: definition.conditions.unpaid,
									} )
								: '',
							actions(
								linkButton( texts().common.cancel, path ),
								button( texts().automations.switchOn, {
									kind: 'primary',
								} )
							),
						] ),
					],
				} ) }
				<div class="editor">
					${ card( {
						title:
							previewed.length === 0
								? texts().automations.previewTitle
								: texts().automations.previewOf(
										previewed.length
									),
						flush: true,
						body:
							previewed.length === 0
								? emptyState( {
										title: texts().orders.noneYet,
										text: texts().automations.previewEmpty,
									} )
								: ordersTable( previewed, path, isEmail ),
						footer: html`<small class="muted"
							>${ texts().automations.wouldBeSent[ definition.action.type ]( acting.length ) }</small
						>`,
					} ) }
					${
						isEmail && acting.length > 0
							? html`<div class="beside">
									${ card( {
										title: texts().common.email,
										body: html`<iframe
											class="email-preview"
											name="email"
											src="${ emailPath( path, acting[ 0 ]! ) }"
											title="${ texts().automations.previewEmail }"
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
		texts().automations.twoEmails( {
			names: new Intl.ListFormat( currentLanguage() ).format(
				names.map( ( name ) => `“${ name }”` )
			),
			store: withoutScheme( storeUrl ),
			settingsUrl: `${ storeUrl }/wp-admin/admin.php?page=wc-settings&tab=email`,
		} )
	);
}

function ordersTable(
	previewed: readonly PreviewedOrder[],
	path: string,
	isEmail: boolean
): Html {
	return table( {
		label: texts().automations.lastOrders,
		rows: previewed,
		columns: [
			{
				label: texts().common.order,
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
				label: texts().automations.result,
				narrow: 'first',
				cell: ( { reason } ) =>
					reason === null
						? pill( texts().automations.states.sent, 'good' )
						: pill( texts().automations.states.skipped ),
			},
			{
				label: texts().automations.recipientOrReason,
				kind: 'clip',
				cell: ( { reason, order } ) =>
					reason === null
						? ( isEmail && order?.facts.email ) || ''
						: reasonWords( reason ),
			},
			{
				label: texts().common.when,
				cell: ( { occurredAt } ) =>
					time( occurredAt, { relative: true } ),
			},
			...( isEmail
				? [
						{
							label: texts().common.email,
							cell: ( row: PreviewedOrder ) =>
								row.reason === null
									? html`<a
											href="${ emailPath( path, row ) }"
											target="email"
											>${ texts().automations.showEmail( { number: row.order?.record.number ?? '' } ) }</a
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
