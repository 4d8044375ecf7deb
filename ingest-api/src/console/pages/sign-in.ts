import { html } from 'hono/html';
import { actions, button, linkButton } from '../parts/button.ts';
import { textField } from '../parts/field.ts';
import type { Html } from '../parts/html.ts';
import { notice } from '../parts/verdict.ts';
import { PATHS } from '../paths.ts';
import { page } from './layout.ts';
import { texts } from '../../texts/texts.ts';

/** Why somebody sees the sign-in instead of another page. */
type SignInReason = 'ended' | 'signed-out' | null;

function whyText( why: SignInReason, next: string ): string | null {
	if ( why === 'signed-out' ) {
		return texts().signIn.signedOut;
	}
	const connects = next.startsWith( PATHS.authorize );
	if ( why === 'ended' ) {
		return connects
			? texts().signIn.endedConnect
			: texts().signIn.endedContinue;
	}
	return connects ? texts().signIn.toConnect : null;
}

export function signInPage( options: {
	next: string;
	why?: SignInReason;
	email?: string;
	error?: string;
} ): Html {
	const { next, why = null, email = '', error } = options;
	const reason = error === undefined ? whyText( why, next ) : null;
	return page( {
		title: texts().signIn.signIn,
		viewer: null,
		body: html`${ reason === null ? '' : notice( 'none', reason ) }
			<form method="post" action="${ PATHS.signIn }" class="stack">
				<input type="hidden" name="next" value="${ next }" />
				${ textField( {
					name: 'email',
					label: texts().common.emailAddress,
					hint: texts().signIn.emailHint,
					error,
					type: 'email',
					value: email,
					attributes: {
						autocomplete: 'email',
						required: true,
						maxlength: 320,
						autofocus: error !== undefined,
					},
				} ) }
				${ button( texts().signIn.emailMe, { kind: 'primary' } ) }
			</form>
			<p class="footnote">${ texts().signIn.noAccount }</p>`,
	} );
}

export function linkSentPage( email: string, development: boolean ): Html {
	return page( {
		title: texts().signIn.checkEmail,
		viewer: null,
		body: html`<p>${ texts().signIn.linkSent( { email } ) }</p>
			${ development ? notice( 'none', html`${ texts().signIn.noMailServer( { mailPath: PATHS.mail } ) }` ) : '' }
			<p>
				${ texts().signIn.nothingThere( { signInPath: PATHS.signIn } ) }
			</p>`,
	} );
}

export function confirmSignInPage( options: {
	token: string;
	email: string;
	accountName: string;
} ): Html {
	const { token, email, accountName } = options;
	return page( {
		title: texts().signIn.signInTo( { account: accountName } ),
		viewer: null,
		body: html`<p>${ texts().signIn.asEmail( { email } ) }</p>
			<form method="post" action="${ PATHS.signIn }/${ token }">
				${ button( texts().signIn.signIn, { kind: 'primary' } ) }
			</form>`,
	} );
}

/** `next`: the path to which the link would have led. */
export function expiredLinkPage( next: string ): Html {
	return page( {
		title: texts().signIn.linkExpired,
		viewer: null,
		body: html`<p>${ texts().signIn.linkExpiredText }</p>
			${ actions( linkButton( texts().signIn.getNewLink, `${ PATHS.signIn }?${ new URLSearchParams( { next } ) }`, { kind: 'primary' } ) ) }`,
	} );
}
