import { html } from 'hono/html';
import { emailSchema } from '@ivorey/shared';
import { noteChange } from '../accounts/changes.ts';
import { readSender, type Sender } from '../automations/sender.ts';
import type { RequestContext } from '../http/request.ts';
import { page } from './pages/layout.ts';
import { button } from './parts/button.ts';
import { card } from './parts/card.ts';
import { definitions } from './parts/definitions.ts';
import { zoneName } from './parts/locale-fields.ts';
import { ownersNote } from './parts/owners-only.ts';
import { textField } from './parts/field.ts';
import { postForm } from './parts/form.ts';
import type { Html } from './parts/html.ts';
import { notice } from './parts/verdict.ts';
import { PATHS } from './paths.ts';
import type { SessionHandler } from './services.ts';
import { isOwner, type Viewer } from './viewer.ts';
import { texts } from '../texts/texts.ts';

/** Settings: the sender of e-mails to buyers. */
export const showSending: SessionHandler = async ( { db }, c, { viewer } ) =>
	c.html(
		sendingPage( viewer, await readSender( db, viewer.accountId ), {
			isSaved: c.req.query( 'told' ) === 'saved',
		} )
	);

export const saveSending: SessionHandler = async (
	{ db, now },
	c: RequestContext,
	{ viewer }
) => {
	const form = await c.req.parseBody();
	const text = ( name: string ) =>
		typeof form[ name ] === 'string' ? form[ name ].trim() : '';
	const senderName = text( 'sender_name' ).slice( 0, 100 );
	const replyTo = text( 'reply_to' );
	if ( replyTo !== '' && ! emailSchema.safeParse( replyTo ).success ) {
		const sender = await readSender( db, viewer.accountId );
		return c.html(
			sendingPage(
				viewer,
				{ ...sender, senderName, replyTo },
				{ refused: true }
			),
			422
		);
	}
	await db.transaction().execute( async ( tx ) => {
		await tx
			.updateTable( 'accounts' )
			.set( {
				sender_name: senderName === '' ? null : senderName,
				reply_to: replyTo === '' ? null : replyTo,
			} )
			.where( 'account_id', '=', viewer.accountId )
			.execute();
		await noteChange( tx, viewer, { kind: 'sender_changed' }, now() );
	} );
	return c.redirect( `${ PATHS.sending }?told=saved`, 303 );
};

function sendingPage(
	viewer: Viewer,
	{ accountName, senderName, replyTo, timeZone }: Sender,
	{
		isSaved = false,
		refused = false,
	}: { isSaved?: boolean; refused?: boolean }
): Html {
	return page( {
		title: texts().settings.emailsToBuyers,
		viewer,
		section: 'settings',
		back: { label: texts().settings.title, path: PATHS.integrations },
		width: 'form',
		body: html`${ isSaved ? notice( 'good', texts().common.saved ) : '' }
		${ card( {
			body: [
				isOwner( viewer )
					? postForm( viewer, PATHS.sending, [
							textField( {
								name: 'sender_name',
								label: texts().settings.sender,
								hint: texts().settings.senderHint( {
									account: accountName,
								} ),
								value: senderName ?? '',
								attributes: {
									maxlength: 100,
									autocomplete: 'off',
								},
							} ),
							textField( {
								name: 'reply_to',
								label: texts().settings.repliesGoTo,
								type: 'email',
								hint: texts().settings.repliesHint,
								value: replyTo ?? '',
								error: refused
									? texts().settings.enterShopEmail
									: undefined,
								attributes: {
									maxlength: 320,
									autocomplete: 'off',
								},
							} ),
							button( texts().common.save, { kind: 'primary' } ),
						] )
					: [
							definitions( [
								[
									texts().settings.sender,
									senderName ?? accountName,
								],
								[
									texts().settings.repliesGoTo,
									replyTo ?? texts().settings.sendingAddress,
								],
							] ),
							ownersNote( texts().settings.ownersChange ),
						],
				html`<p class="hint">
					${ texts().settings.quietHoursZone( { accountPath: PATHS.account, zone: zoneName( timeZone ) } ) }
				</p>`,
			].flat(),
		} ) }`,
	} );
}
