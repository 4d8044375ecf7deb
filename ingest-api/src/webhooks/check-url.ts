import { WEBHOOK_LIMITS } from '@ivorey/shared';
import { resolvePublic, type ResolveOptions } from '../http/resolve-public.ts';
import { texts } from '../texts/texts.ts';

export type UrlCheck =
	| { kind: 'right'; url: string }
	/** `message` is shown to the person. */
	| { kind: 'wrong'; message: string };

/** R45: checks an address before it is saved. The host name is resolved and checked again for each turn of sending. */
export async function checkUrl(
	text: string,
	options: ResolveOptions
): Promise< UrlCheck > {
	const wrong = ( message: string ): UrlCheck => ( {
		kind: 'wrong',
		message,
	} );
	const trimmed = text.trim();
	const url = URL.parse( trimmed );
	if ( url === null || ! /^https?:$/.test( url.protocol ) ) {
		return wrong( texts().webhooks.enterUrl );
	}
	if ( url.href.length > WEBHOOK_LIMITS.url ) {
		return wrong( texts().webhooks.urlTooLong( WEBHOOK_LIMITS.url ) );
	}
	if ( url.protocol === 'http:' && ! options.allowLocal ) {
		return wrong( texts().webhooks.urlNotHttps );
	}
	if ( url.username !== '' || url.password !== '' ) {
		return wrong( texts().webhooks.urlHasPassword );
	}
	url.hash = '';
	const resolved = await resolvePublic( url, options );
	if ( resolved.kind === 'failed' ) {
		return wrong(
			resolved.why === 'internal_address'
				? texts().webhooks.urlInternal
				: texts().webhooks.urlUnknown( { host: url.hostname } )
		);
	}
	return { kind: 'right', url: url.href };
}
