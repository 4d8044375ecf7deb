import { html } from 'hono/html';
import type { WebhookType } from '@ivorey/shared';
import type { Attempt, Delivery, Endpoint } from '../webhooks/queries.ts';
import type { Html } from './parts/html.ts';
import { pill } from './parts/pill.ts';
import { texts } from '../texts/texts.ts';

export function titleOf( type: WebhookType ): string {
	return texts().webhooks.types[ type ];
}

/** The result of an attempt, in a few words. */
export function attemptWords( { status, error }: Attempt ): string {
	if ( status === null ) {
		const failures: Readonly< Record< string, string > > =
			texts().webhooks.failures;
		return error !== null && Object.hasOwn( failures, error )
			? failures[ error ]!
			: texts().webhooks.failed;
	}
	return status >= 300 && status < 400
		? texts().webhooks.redirect( { status: String( status ) } )
		: String( status );
}

export function endpointPill( { offReason, failingSince }: Endpoint ): Html {
	if ( offReason !== null ) {
		return pill(
			texts().common.off,
			offReason === 'person' ? 'none' : 'bad'
		);
	}
	return failingSince === null
		? pill( texts().common.on, 'good' )
		: pill( texts().webhooks.failing, 'warn' );
}

export function deliveryPill( { state, failure, attempts }: Delivery ): Html {
	switch ( state ) {
		case 'sent':
			return pill( texts().webhooks.states.sent, 'good' );
		case 'failed':
			return failure === 'erased'
				? pill( texts().webhooks.erased )
				: pill( texts().webhooks.states.failed, 'bad' );
		case 'waiting':
			return attempts === 0
				? pill( texts().webhooks.states.waiting )
				: pill( texts().webhooks.tryingAgain, 'warn' );
	}
}

/** An endpoint's name in lists. */
export function nameOf( { url, description }: Endpoint ): Html | string {
	return description === ''
		? shortUrl( url )
		: html`${ description }<br /><small class="muted"
					>${ shortUrl( url ) }</small
				>`;
}

/** Leaves out the query, which may contain a secret of the receiver's. */
export function shortUrl( address: string ): string {
	const { host, pathname } = new URL( address );
	return pathname === '/' ? host : host + pathname;
}
