import { html } from 'hono/html';
import { WEBHOOKS, type WebhookType } from '@ivorey/shared';
import type { EndpointOffReason } from '../db/webhook-tables.ts';
import type { Attempt, Delivery, Endpoint } from '../webhooks/queries.ts';
import type { Html } from './parts/html.ts';
import { pill } from './parts/pill.ts';

export const OFF_REASONS: Readonly< Record< EndpointOffReason, string > > = {
	person: 'Somebody switched it off in Ivorey.',
	gone: 'It answered with the status 410: nothing more is wanted there.',
	failing: 'Every attempt failed for five days.',
	secret_lost:
		'The key that its secret was sealed with is lost. Make a new secret before you switch it on.',
};

const FAILURES: Readonly< Record< string, string > > = {
	unknown_host: 'Its name leads nowhere',
	internal_address: 'Its name leads into a private network',
	refused: 'The connection was refused',
	timeout: 'No answer within ten seconds',
	certificate: 'Its certificate is not valid',
	not_https: 'It is not https',
	broken: 'The connection broke off',
	no_secret: 'Its secret cannot be opened',
};

export function titleOf( type: WebhookType ): string {
	return WEBHOOKS[ type ].title;
}

/** What an attempt came to, in a few words. */
export function attemptWords( { status, error }: Attempt ): string {
	if ( status === null ) {
		return FAILURES[ error ?? '' ] ?? 'It failed';
	}
	return status >= 300 && status < 400
		? `${ status }, a redirect, which is not followed`
		: String( status );
}

export function endpointPill( { offReason, failingSince }: Endpoint ): Html {
	if ( offReason !== null ) {
		return pill( 'Off', offReason === 'person' ? 'none' : 'bad' );
	}
	return failingSince === null
		? pill( 'On', 'good' )
		: pill( 'Failing', 'warn' );
}

export function deliveryPill( { state, failure, attempts }: Delivery ): Html {
	switch ( state ) {
		case 'sent':
			return pill( 'Sent', 'good' );
		case 'failed':
			return failure === 'erased'
				? pill( 'Erased' )
				: pill( 'Failed', 'bad' );
		case 'waiting':
			return attempts === 0
				? pill( 'Waiting' )
				: pill( 'Trying again', 'warn' );
	}
}

/** An endpoint as lists call it. */
export function nameOf( { url, description }: Endpoint ): Html | string {
	return description === ''
		? shortUrl( url )
		: html`${ description }<br /><small class="muted"
					>${ shortUrl( url ) }</small
				>`;
}

/** Without the query, which may hold a secret of the receiver's. */
export function shortUrl( address: string ): string {
	const { host, pathname } = new URL( address );
	return pathname === '/' ? host : host + pathname;
}
