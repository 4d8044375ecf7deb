import { html } from 'hono/html';
import type { Attempt, Delivery, Endpoint } from '../../webhooks/queries.ts';
import { button } from '../parts/button.ts';
import { card } from '../parts/card.ts';
import { definitions } from '../parts/definitions.ts';
import { emptyState } from '../parts/empty-state.ts';
import { postForm } from '../parts/form.ts';
import type { Html } from '../parts/html.ts';
import { table } from '../parts/table.ts';
import { time } from '../parts/time.ts';
import { toldNotice, type Told } from '../parts/verdict.ts';
import { deliveryPath, endpointPath } from '../paths.ts';
import type { Viewer } from '../viewer.ts';
import { attemptWords, deliveryPill, titleOf } from '../webhook-words.ts';
import { page } from './layout.ts';
import { texts } from '../../texts/texts.ts';

export function webhookDeliveryPage(
	viewer: Viewer,
	options: {
		endpoint: Endpoint;
		delivery: Delivery;
		attempts: readonly Attempt[];
		told: Told | null;
	}
): Html {
	const { endpoint, delivery, attempts, told } = options;
	const above = endpointPath( endpoint.endpointId );
	const path = deliveryPath( above, delivery.eventId );
	return page( {
		title: titleOf( delivery.type ),
		viewer,
		section: 'settings',
		back: { label: texts().webhooks.endpoint, path: above },
		badge: deliveryPill( delivery ),
		...( delivery.body === null
			? {}
			: {
					actions: postForm(
						viewer,
						`${ path }/again`,
						button( texts().common.sendAgain, { kind: 'primary' } )
					),
				} ),
		body: html`${ toldNotice( told ) }
			<div class="stack">
				${ card( { body: facts( delivery ) } ) }
				${ card( {
					title: texts().webhooks.attempts,
					flush: true,
					body:
						attempts.length === 0
							? emptyState( {
									title: texts().webhooks.notTried,
									icon: 'clock',
								} )
							: attemptTable( attempts ),
				} ) }
				${ card( {
					title: texts().webhooks.payload,
					body:
						delivery.body === null
							? html`<p>${ texts().webhooks.payloadErased }</p>`
							: html`<pre
									class="payload"
									tabindex="0"
									role="region"
									aria-label="${ texts().webhooks.payload }"
								>
${ delivery.body }</pre>`,
				} ) }
			</div>`,
	} );
}

function facts( delivery: Delivery ): Html {
	const { eventId, type, createdAt, state, dueAt, failure } = delivery;
	return definitions( [
		[ texts().webhooks.event, html`<code>${ type }</code>` ],
		[ 'webhook-id', html`<code class="breaks">${ eventId }</code>` ],
		[ texts().webhooks.happened, time( createdAt ) ],
		...( state === 'waiting' && delivery.attempts > 0
			? [ [ texts().webhooks.nextAttempt, time( dueAt ) ] as const ]
			: [] ),
		...( failure === 'gave_up'
			? [
					[
						texts().webhooks.givenUp,
						texts().webhooks.givenUpText,
					] as const,
				]
			: [] ),
	] );
}

function attemptTable( attempts: readonly Attempt[] ): Html {
	return table( {
		label: texts().webhooks.attempts,
		rows: attempts,
		columns: [
			{
				label: texts().common.when,
				kind: 'title',
				cell: ( { startedAt } ) => time( startedAt ),
			},
			{
				label: texts().webhooks.response,
				narrow: 'first',
				cell: attemptWords,
			},
			{
				label: texts().webhooks.duration,
				kind: 'number',
				cell: ( { durationMs } ) =>
					texts().home.milliseconds( durationMs ),
			},
			{
				label: texts().webhooks.responseStart,
				cell: ( { answer } ) =>
					answer === ''
						? '–'
						: html`<code class="breaks">${ answer }</code>`,
			},
		],
	} );
}
