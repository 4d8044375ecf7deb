import { WEBHOOK_LIMITS } from '@ivorey/shared';
import { resolvePublic, type ResolveOptions } from '../http/resolve-public.ts';

export type UrlCheck =
	| { kind: 'right'; url: string }
	/** `message` is shown to the person. */
	| { kind: 'wrong'; message: string };

/** R45: checks an address before it is saved. Its name is resolved and checked again for each turn of sending. */
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
		return wrong(
			'Enter the whole address, like https://example.com/webhooks.'
		);
	}
	if ( url.href.length > WEBHOOK_LIMITS.url ) {
		return wrong(
			`The address may have at most ${ WEBHOOK_LIMITS.url } characters.`
		);
	}
	if ( url.protocol === 'http:' && ! options.allowLocal ) {
		return wrong( 'The address must begin with https://.' );
	}
	if ( url.username !== '' || url.password !== '' ) {
		return wrong(
			'Leave the user name and the password out: each delivery is signed.'
		);
	}
	url.hash = '';
	const resolved = await resolvePublic( url, options );
	if ( resolved.kind === 'failed' ) {
		return wrong(
			resolved.why === 'internal_address'
				? 'This address leads into a private network. Enter one that can be reached from the internet.'
				: `There is no server named ${ url.hostname }, as far as Ivorey can see. Check the spelling.`
		);
	}
	return { kind: 'right', url: url.href };
}
