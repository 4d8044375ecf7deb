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
import { count } from '../parts/numbers.ts';
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
	OFF_REASONS,
	titleOf,
	shortUrl,
} from '../webhook-words.ts';
import { page } from './layout.ts';

const STATE_LABELS: Readonly< Record< DeliveryState, string > > = {
	waiting: 'Waiting',
	sent: 'Sent',
	failed: 'Failed',
};

interface WebhookEndpointOptions {
	endpoint: Endpoint;
	deliveries: readonly Delivery[];
	state: DeliveryState | null;
	/** The page after this one; null where there is none. */
	older: string | null;
	isFirstPage: boolean;
	/** What was done just now. */
	told: Told | null;
	/** What is wrong with the span that was typed, and what it was. */
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
		back: { label: 'Webhooks', path: PATHS.webhooks },
		badge: endpointPill( endpoint ),
		actions: html`${ forOwners( viewer, () => linkButton( 'Edit', `${ path }/edit` ) ) }
		${
			offReason === null
				? postForm(
						viewer,
						`${ path }/test`,
						button( 'Send a test', { kind: 'primary' } )
					)
				: forOwners( viewer, () =>
						postForm(
							viewer,
							`${ path }/on`,
							button( 'Switch on', { kind: 'primary' } )
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
			title: html`Switched off since ${ time( stateSince ) }`,
			text: `${ OFF_REASONS[ offReason ] } What happens meanwhile is not kept for it; what was waiting is sent once it is on, up to three days old.`,
		} );
	}
	return failingSince === null
		? ''
		: verdict( {
				tone: 'warn',
				title: html`Every attempt has failed since
				${ time( failingSince ) }`,
				text:
					retryAt === null
						? 'Ivorey tries again. After five days it is switched off.'
						: html`Ivorey tries again ${ time( retryAt ) }. After
							five days it is switched off. Once it answers,
							everything that waits is sent, the oldest first.`,
			} );
}

function history(
	{ deliveries, state, older, isFirstPage }: WebhookEndpointOptions,
	path: string
): Html {
	return card( {
		title: 'Deliveries',
		flush: true,
		body: [
			tabs( 'Deliveries', [
				{ label: 'All', path, isCurrent: state === null },
				...DELIVERY_STATES.map( ( name ) => ( {
					label: STATE_LABELS[ name ],
					path: `${ path }?state=${ name }`,
					isCurrent: state === name,
				} ) ),
			] ),
			deliveries.length === 0
				? emptyState( {
						title: isFirstPage ? 'Nothing yet' : 'No more',
						icon: 'clock',
						text: 'What is sent to this endpoint is listed here for 30 days.',
					} )
				: deliveryTable( deliveries, path ),
			older === null && isFirstPage
				? ''
				: pagination( {
						summary: count(
							deliveries.length,
							'delivery',
							'deliveries'
						),
						newer: isFirstPage ? null : path,
						older,
						labels: { newer: 'Newest', older: 'Older' },
					} ),
		],
	} );
}

function deliveryTable(
	deliveries: readonly Delivery[],
	endpoint: string
): Html {
	return table( {
		label: 'Deliveries',
		rows: deliveries,
		href: ( { eventId } ) => deliveryPath( endpoint, eventId ),
		columns: [
			{
				label: 'Event',
				kind: 'title',
				cell: ( { type } ) => titleOf( type ),
			},
			{ label: 'State', narrow: 'first', cell: deliveryPill },
			{
				label: 'Last answer',
				cell: ( { last } ) =>
					last === null ? '–' : attemptWords( last ),
			},
			{
				label: 'Attempts',
				kind: 'number',
				narrow: 'hidden',
				cell: ( { attempts } ) => String( attempts ),
			},
			{
				label: 'When',
				cell: ( { createdAt } ) =>
					time( createdAt, { relative: true } ),
			},
		],
	} );
}

function about( viewer: Viewer, endpoint: Endpoint, path: string ): Html {
	const { url, types, createdAt, oldSecretUntil, offReason } = endpoint;
	return card( {
		title: 'About',
		body: [
			definitions( [
				[ 'Address', html`<code class="breaks">${ url }</code>` ],
				[
					'Told of',
					types.length === 0
						? 'Automations that name it'
						: html`<ul class="plain-list">
								${ types.map( ( type ) => html`<li>${ titleOf( type ) }</li>` ) }
							</ul>`,
				],
				[ 'Added', time( createdAt ) ],
				...( oldSecretUntil === null
					? []
					: [
							[
								'Old secret',
								html`signs until ${ time( oldSecretUntil ) }`,
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
							button( 'New secret', { small: true } )
						),
						...( offReason === null
							? [
									postForm(
										viewer,
										`${ path }/off`,
										button( 'Switch off', { small: true } )
									),
								]
							: [] ),
						linkButton( 'Delete…', `${ path }/delete`, {
							kind: 'danger',
							small: true,
						} )
					),
				ownersNote( 'Only an owner can change it.' )
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
		title: 'Send a span of time again',
		body: postForm( viewer, `${ path }/replay`, [
			textField( {
				name: 'from',
				label: 'From (UTC)',
				type: 'datetime-local',
				value: span.from,
				attributes: { required: true },
			} ),
			textField( {
				name: 'to',
				label: 'To (UTC)',
				type: 'datetime-local',
				value: span.to,
				error: span.error,
				attributes: { required: true },
			} ),
			selectField( {
				name: 'which',
				label: 'What',
				value: 'failed',
				choices: [
					{ value: 'failed', label: 'What failed' },
					{ value: 'all', label: 'Everything' },
				],
			} ),
			endpoint.offReason === null
				? ''
				: html`<p class="hint">
						It is sent once the endpoint is switched on.
					</p>`,
			button( 'Send again' ),
		] ),
	} );
}

export function confirmDeleteWebhookPage(
	viewer: Viewer,
	{ endpointId, url }: Endpoint
): Html {
	const path = endpointPath( endpointId );
	return page( {
		title: 'Delete this endpoint?',
		viewer,
		section: 'settings',
		back: { label: 'Back', path },
		width: 'form',
		body: card( {
			body: [
				html`<p>
					Nothing more is sent to
					<code class="breaks">${ url }</code>, and the list of what
					was sent is deleted, too. This cannot be undone. Automations
					that send to it fail until you choose another.
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
