import { html } from 'hono/html';
import {
	DELIVERY_STATES,
	type Delivery,
	type DeliveryState,
	type Endpoint,
} from '../../webhooks/queries.ts';
import { actions, button, linkButton } from '../parts/button.ts';
import { card } from '../parts/card.ts';
import { definitions } from '../parts/definitions.ts';
import { emptyState } from '../parts/empty-state.ts';
import { selectField, textField } from '../parts/field.ts';
import { postForm } from '../parts/form.ts';
import type { Content, Html } from '../parts/html.ts';
import { forOwners, ownersNote } from '../parts/owners-only.ts';
import { pagination } from '../parts/pagination.ts';
import { table } from '../parts/table.ts';
import { tabs } from '../parts/tabs.ts';
import { time } from '../parts/time.ts';
import { verdict, toldNotice, type Told } from '../parts/verdict.ts';
import { deliveryPath, endpointPath, PATHS } from '../paths.ts';
import type { Viewer } from '../viewer.ts';
import {
	attemptWords,
	deliveryPill,
	endpointPill,
	titleOf,
	shortUrl,
} from '../webhook-words.ts';
import { page } from './layout.ts';
import { texts } from '../../texts/texts.ts';

interface WebhookEndpointOptions {
	endpoint: Endpoint;
	deliveries: readonly Delivery[];
	state: DeliveryState | null;
	/** The next page; null on the last one. */
	older: string | null;
	isFirstPage: boolean;
	/** The result of the form that led here. */
	told: Told | null;
	/** The span that was typed, and its error. */
	span: { from: string; to: string; error?: string | undefined };
}

export function webhookEndpointPage(
	viewer: Viewer,
	options: WebhookEndpointOptions
): Html {
	const { endpoint, told } = options;
	const { endpointId, offReason, url, description } = endpoint;
	const path = endpointPath( endpointId );
	return page( {
		title: description === '' ? shortUrl( url ) : description,
		viewer,
		section: 'settings',
		back: { label: texts().webhooks.title, path: PATHS.webhooks },
		badge: endpointPill( endpoint ),
		actions: html`${ forOwners( viewer, () => linkButton( texts().common.edit, `${ path }/edit` ) ) }
		${
			offReason === null
				? postForm(
						viewer,
						`${ path }/test`,
						button( texts().webhooks.sendTest, { kind: 'primary' } )
					)
				: forOwners( viewer, () =>
						postForm(
							viewer,
							`${ path }/on`,
							button( texts().webhooks.switchOn, {
								kind: 'primary',
							} )
						)
					)
		}`,
		body: html`${ toldNotice( told ) }
			<div class="stack">
				${ how( endpoint ) }
				<div class="editor">
					<div class="stack">${ history( options, path ) }</div>
					<div class="beside stack">
						${ about( viewer, endpoint, path ) }
						${ replay( viewer, options, path ) }
					</div>
				</div>
			</div>`,
	} );
}

function how( { offReason, stateSince, failingSince, retryAt }: Endpoint ) {
	if ( offReason !== null ) {
		return verdict( {
			tone: offReason === 'person' ? 'none' : 'bad',
			title: html`${ texts().webhooks.switchedOffSince( { at: time( stateSince ) } ) }`,
			text: texts().webhooks.offBecause( {
				why: texts().webhooks.offReasons[ offReason ],
			} ),
		} );
	}
	return failingSince === null
		? ''
		: verdict( {
				tone: 'warn',
				title: html`${ texts().webhooks.failingSince( { at: time( failingSince ) } ) }`,
				text:
					retryAt === null
						? texts().webhooks.failingText
						: html`${ texts().webhooks.failingRetry( { at: time( retryAt ) } ) }`,
			} );
}

function history(
	{ deliveries, state, older, isFirstPage }: WebhookEndpointOptions,
	path: string
): Html {
	return card( {
		title: texts().webhooks.deliveries,
		flush: true,
		body: [
			tabs( texts().webhooks.deliveries, [
				{ label: texts().lists.all, path, isCurrent: state === null },
				...DELIVERY_STATES.map( ( name ) => ( {
					label: texts().webhooks.states[ name ],
					path: `${ path }?state=${ name }`,
					isCurrent: state === name,
				} ) ),
			] ),
			deliveries.length === 0
				? emptyState( {
						title: isFirstPage
							? texts().common.nothingYet
							: texts().common.noMore,
						icon: 'clock',
						text: texts().webhooks.deliveriesEmpty,
					} )
				: deliveryTable( deliveries, path ),
			older === null && isFirstPage
				? ''
				: pagination( {
						summary: texts().webhooks.deliveryCount(
							deliveries.length
						),
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

function deliveryTable(
	deliveries: readonly Delivery[],
	endpoint: string
): Html {
	return table( {
		label: texts().webhooks.deliveries,
		rows: deliveries,
		href: ( { eventId } ) => deliveryPath( endpoint, eventId ),
		columns: [
			{
				label: texts().webhooks.event,
				kind: 'title',
				cell: ( { type } ) => titleOf( type ),
			},
			{
				label: texts().common.state,
				narrow: 'first',
				cell: deliveryPill,
			},
			{
				label: texts().webhooks.lastResponse,
				cell: ( { last } ) =>
					last === null ? '–' : attemptWords( last ),
			},
			{
				label: texts().webhooks.attempts,
				kind: 'number',
				narrow: 'hidden',
				cell: ( { attempts } ) => String( attempts ),
			},
			{
				label: texts().common.when,
				cell: ( { createdAt } ) =>
					time( createdAt, { relative: true } ),
			},
		],
	} );
}

function about( viewer: Viewer, endpoint: Endpoint, path: string ): Html {
	const { url, types, createdAt, oldSecretUntil, offReason } = endpoint;
	return card( {
		title: texts().common.about,
		body: [
			definitions( [
				[
					texts().webhooks.url,
					html`<code class="breaks">${ url }</code>`,
				],
				[
					texts().webhooks.events,
					types.length === 0
						? texts().webhooks.automationsThatUse
						: html`<ul class="plain-list">
								${ types.map( ( type ) => html`<li>${ titleOf( type ) }</li>` ) }
							</ul>`,
				],
				[ texts().webhooks.added, time( createdAt ) ],
				...( oldSecretUntil === null
					? []
					: [
							[
								texts().webhooks.oldSecret,
								html`${ texts().webhooks.signsUntil( { at: time( oldSecretUntil ) } ) }`,
							] as const,
						] ),
			] satisfies ( readonly [ string, Content ] )[] ),
			forOwners(
				viewer,
				() =>
					actions(
						postForm(
							viewer,
							`${ path }/rotate`,
							button( texts().webhooks.newSecret, {
								small: true,
							} )
						),
						...( offReason === null
							? [
									postForm(
										viewer,
										`${ path }/off`,
										button( texts().webhooks.switchOff, {
											small: true,
										} )
									),
								]
							: [] ),
						linkButton(
							texts().common.deleteEllipsis,
							`${ path }/delete`,
							{
								kind: 'danger',
								small: true,
							}
						)
					),
				ownersNote( texts().settings.ownersChange )
			),
		],
	} );
}

function replay(
	viewer: Viewer,
	{ endpoint, span }: WebhookEndpointOptions,
	path: string
): Html {
	return card( {
		title: texts().webhooks.replayTitle,
		body: postForm( viewer, `${ path }/replay`, [
			textField( {
				name: 'from',
				label: texts().webhooks.fromUtc,
				type: 'datetime-local',
				value: span.from,
				attributes: { required: true },
			} ),
			textField( {
				name: 'to',
				label: texts().webhooks.toUtc,
				type: 'datetime-local',
				value: span.to,
				error: span.error,
				attributes: { required: true },
			} ),
			selectField( {
				name: 'which',
				label: texts().webhooks.whichOnes,
				value: 'failed',
				choices: [
					{ value: 'failed', label: texts().webhooks.onlyFailed },
					{ value: 'all', label: texts().webhooks.all },
				],
			} ),
			endpoint.offReason === null
				? ''
				: html`<p class="hint">${ texts().webhooks.replayWaits }</p>`,
			button( texts().common.sendAgain ),
		] ),
	} );
}

export function confirmDeleteWebhookPage(
	viewer: Viewer,
	{ endpointId, url }: Endpoint
): Html {
	const path = endpointPath( endpointId );
	return page( {
		title: texts().webhooks.deleteTitle,
		viewer,
		section: 'settings',
		back: { label: texts().common.back, path },
		width: 'form',
		body: card( {
			body: [
				html`<p>${ texts().webhooks.deleteText( { url } ) }</p>`,
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
