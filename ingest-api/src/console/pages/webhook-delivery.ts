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
		back: { label: 'Endpoint', path: above },
		badge: deliveryPill( delivery ),
		...( delivery.body === null
			? {}
			: {
					actions: postForm(
						viewer,
						`${ path }/again`,
						button( 'Send again', { kind: 'primary' } )
					),
				} ),
		body: html`${ toldNotice( told ) }
			<div class="stack">
				${ card( { body: facts( delivery ) } ) }
				${ card( {
					title: 'Attempts',
					flush: true,
					body:
						attempts.length === 0
							? emptyState( {
									title: 'Not tried yet',
									icon: 'clock',
								} )
							: attemptTable( attempts ),
				} ) }
				${ card( {
					title: 'Payload, as it is sent',
					body:
						delivery.body === null
							? html`<p>
									It was erased, since it was about somebody
									whose personal data was erased.
								</p>`
							: html`<pre
									class="payload"
									tabindex="0"
									role="region"
									aria-label="Payload"
								>
${ delivery.body }</pre>`,
				} ) }
			</div>`,
	} );
}

function facts( delivery: Delivery ): Html {
	const { eventId, type, createdAt, state, dueAt, failure } = delivery;
	return definitions( [
		[ 'Event', html`<code>${ type }</code>` ],
		[ 'webhook-id', html`<code class="breaks">${ eventId }</code>` ],
		[ 'Happened', time( createdAt ) ],
		...( state === 'waiting' && delivery.attempts > 0
			? [ [ 'Next attempt', time( dueAt ) ] as const ]
			: [] ),
		...( failure === 'gave_up'
			? [ [ 'Given up', 'It was not taken within three days.' ] as const ]
			: [] ),
	] );
}

function attemptTable( attempts: readonly Attempt[] ): Html {
	return table( {
		label: 'Attempts',
		rows: attempts,
		columns: [
			{
				label: 'When',
				kind: 'title',
				cell: ( { startedAt } ) => time( startedAt ),
			},
			{ label: 'Answer', narrow: 'first', cell: attemptWords },
			{
				label: 'Took',
				kind: 'number',
				cell: ( { durationMs } ) => `${ durationMs } ms`,
			},
			{
				label: 'First bytes of the answer',
				cell: ( { answer } ) =>
					answer === ''
						? '–'
						: html`<code class="breaks">${ answer }</code>`,
			},
		],
	} );
}
