import { html } from 'hono/html';
import { findUnsubscribe, unsubscribe } from '../automations/unsubscribe.ts';
import { isAccountId } from '../db/identifiers.ts';
import { forAccount } from '../db/scope.ts';
import type { RequestContext } from '../http/request.ts';
import { noSuchPage } from './pages/other.ts';
import { page } from './pages/layout.ts';
import { button } from './parts/button.ts';
import type { ConsoleServices } from './services.ts';
import { texts } from '../texts/texts.ts';

/** `GET`: asks for confirmation, since mail scanners follow links. */
export async function showUnsubscribe(
	services: ConsoleServices,
	c: RequestContext
): Promise< Response > {
	const found = await find( services, c );
	return found === null
		? c.html( noSuchPage(), 404 )
		: c.html(
				page( {
					title: texts().automations.unsubscribe,
					viewer: null,
					body: html`<p>
							${ texts().automations.unsubscribeText( { sender: found.senderName } ) }
						</p>
						<form method="post">
							${ button( texts().automations.unsubscribe, { kind: 'primary' } ) }
						</form>`,
				} )
			);
}

/** `POST`: from the page, or directly from a mail program (RFC 8058). */
export async function takeUnsubscribe(
	services: ConsoleServices,
	c: RequestContext
): Promise< Response > {
	const found = await find( services, c );
	if ( found === null ) {
		return c.html( noSuchPage(), 404 );
	}
	await unsubscribe(
		found.db,
		found.accountId,
		found.recipientHash,
		services.now()
	);
	return c.html(
		page( {
			title: texts().automations.unsubscribed,
			viewer: null,
			body: html`<p>
				${ texts().automations.unsubscribedText( { sender: found.senderName } ) }
			</p>`,
		} )
	);
}

async function find( services: ConsoleServices, c: RequestContext ) {
	const accountId = c.req.param( 'account' ) ?? '';
	if ( ! isAccountId( accountId ) ) {
		return null;
	}
	const db = forAccount( services.db, accountId );
	const found = await findUnsubscribe(
		db,
		accountId,
		c.req.param( 'message' ) ?? '',
		c.req.param( 'token' ) ?? ''
	);
	return found === null ? null : { ...found, accountId, db };
}
