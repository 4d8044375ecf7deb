import { html } from 'hono/html';
import type { FoundInvitation } from '../../accounts/invitations.ts';
import { actions, button, linkButton } from '../parts/button.ts';
import { textField } from '../parts/field.ts';
import type { Html } from '../parts/html.ts';
import { notice } from '../parts/verdict.ts';
import { PATHS } from '../paths.ts';
import { ROLES } from '../roles.ts';
import type { Viewer } from '../viewer.ts';
import { page } from './layout.ts';

/** R40: what somebody is invited to, before they join. */
export function invitationPage( options: {
	token: string;
	invitation: FoundInvitation;
	/** Who is signed in in this browser. */
	viewer: Viewer | null;
} ): Html {
	const { token, invitation, viewer } = options;
	const { accountName, email, invitedBy, role } = invitation;
	return page( {
		title: `Join ${ accountName }`,
		viewer: null,
		body: html`${
				viewer === null
					? ''
					: notice(
							'none',
							`You are signed in to ${ viewer.accountName } as ${ viewer.email }. Joining signs you in to ${ accountName } as ${ email } instead.`
						)
			}
			<p>
				${ invitedBy } invites ${ email } to this Ivorey account, as
				${ role === 'owner' ? 'an owner' : 'a member' }.
			</p>
			<p>
				${ ROLES.member.may }
				${ role === 'owner' ? ROLES.owner.may : '' }
			</p>
			<form
				method="post"
				action="${ PATHS.invitation }/${ token }"
				class="stack"
			>
				${ textField( {
					name: 'name',
					label: 'Your name',
					hint: 'So that the others know who you are; may be empty.',
					attributes: { maxlength: 100, autocomplete: 'name' },
				} ) }
				${ button( 'Join', { kind: 'primary' } ) }
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
		title: 'This invitation has expired',
		text: `Invitations work for seven days. Ask ${ invitedBy } for a new one if you still want to join ${ accountName }.`,
	} ),
	revoked: ( { accountName, invitedBy } ) => ( {
		title: 'This invitation was withdrawn',
		text: `Ask ${ invitedBy } if you think that you should be in ${ accountName }.`,
	} ),
	accepted: ( { accountName, email } ) => ( {
		title: 'This invitation was accepted',
		text: `An invitation works once. To get to ${ accountName }, sign in with ${ email }.`,
	} ),
	is_person: ( { accountName, email } ) => ( {
		title: `You are in ${ accountName } already`,
		text: `Sign in with ${ email }.`,
	} ),
};

/** null: nobody made such a link, or a newer e-mail has taken its place. */
export function invitationOverPage( invitation: FoundInvitation | null ): Html {
	const { title, text } =
		invitation === null || invitation.state === 'open'
			? {
					title: 'This link does not work',
					text: 'It may be incomplete, or a newer e-mail has taken its place. Use the link of the last invitation that you got, or ask for a new one.',
				}
			: OVER[ invitation.state ]( invitation );
	return page( {
		title,
		viewer: null,
		body: html`<p>${ text }</p>
			${ actions( linkButton( 'Sign in', PATHS.signIn, { kind: 'primary' } ) ) }`,
	} );
}
