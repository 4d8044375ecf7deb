import { html } from 'hono/html';
import type { FoundInvitation } from '../../accounts/invitations.ts';
import { actions, button, linkButton } from '../parts/button.ts';
import { textField } from '../parts/field.ts';
import type { Html } from '../parts/html.ts';
import { notice } from '../parts/verdict.ts';
import { PATHS } from '../paths.ts';
import type { Viewer } from '../viewer.ts';
import { page } from './layout.ts';
import { texts } from '../../texts/texts.ts';

/** R40: the invitation as people see it before they join. */
export function invitationPage( options: {
	token: string;
	invitation: FoundInvitation;
	/** The person who is signed in in this browser. */
	viewer: Viewer | null;
} ): Html {
	const { token, invitation, viewer } = options;
	const { accountName, email, invitedBy, role } = invitation;
	return page( {
		title: texts().people.joinAccount( { account: accountName } ),
		viewer: null,
		body: html`${
				viewer === null
					? ''
					: notice(
							'none',
							texts().people.signedInElsewhere( {
								current: viewer.accountName,
								currentEmail: viewer.email,
								account: accountName,
								email,
							} )
						)
			}
			<p>${ texts().people.invites[ role ]( { invitedBy, email } ) }</p>
			<p>
				${ texts().people.roles.member.may }
				${ role === 'owner' ? texts().people.roles.owner.may : '' }
			</p>
			<form
				method="post"
				action="${ PATHS.invitation }/${ token }"
				class="stack"
			>
				${ textField( {
					name: 'name',
					label: texts().people.yourName,
					hint: texts().people.yourNameHint,
					attributes: { maxlength: 100, autocomplete: 'name' },
				} ) }
				${ button( texts().people.join, { kind: 'primary' } ) }
			</form>`,
	} );
}

const OVER: Readonly<
	Record<
		Exclude< FoundInvitation[ 'state' ], 'open' >,
		( invitation: FoundInvitation ) => { title: string; text: string }
	>
> = {
	expired: ( { accountName, invitedBy } ) => ( {
		title: texts().people.invitationExpired,
		text: texts().people.invitationExpiredText( {
			account: accountName,
			invitedBy,
		} ),
	} ),
	revoked: ( { invitedBy } ) => ( {
		title: texts().people.invitationWithdrawn,
		text: texts().people.invitationWithdrawnText( { invitedBy } ),
	} ),
	accepted: ( { accountName, email } ) => ( {
		title: texts().people.invitationAccepted,
		text: texts().people.invitationAcceptedText( {
			account: accountName,
			email,
		} ),
	} ),
	is_person: ( { accountName, email } ) => ( {
		title: texts().people.alreadyIn( { account: accountName } ),
		text: texts().people.signInWith( { email } ),
	} ),
};

/** null: there is no such link, or a newer e-mail has replaced it. */
export function invitationOverPage( invitation: FoundInvitation | null ): Html {
	const { title, text } =
		invitation === null || invitation.state === 'open'
			? {
					title: texts().people.linkBroken,
					text: texts().people.linkBrokenText,
				}
			: OVER[ invitation.state ]( invitation );
	return page( {
		title,
		viewer: null,
		body: html`<p>${ text }</p>
			${ actions( linkButton( texts().signIn.signIn, PATHS.signIn, { kind: 'primary' } ) ) }`,
	} );
}
