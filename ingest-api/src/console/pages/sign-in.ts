import { html } from 'hono/html';
import { actions, button, linkButton } from '../parts/button.ts';
import { textField } from '../parts/field.ts';
import type { Html } from '../parts/html.ts';
import { notice } from '../parts/verdict.ts';
import { PATHS } from '../paths.ts';
import { page } from './layout.ts';

/** Why somebody is at the sign-in who wanted something else. */
type SignInReason = 'ended' | 'signed-out' | null;

function whyText( why: SignInReason, next: string ): string | null {
	if ( why === 'signed-out' ) {
		return 'You are signed out.';
	}
	const target = next.startsWith( PATHS.authorize )
		? 'to connect your store'
		: 'to continue';
	if ( why === 'ended' ) {
		return `Your session has ended. Sign in ${ target }.`;
	}
	return next.startsWith( PATHS.authorize ) ? `Sign in ${ target }.` : null;
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
		title: 'Sign in',
		viewer: null,
		body: html`${ reason === null ? '' : notice( 'none', reason ) }
			<form method="post" action="${ PATHS.signIn }" class="stack">
				<input type="hidden" name="next" value="${ next }" />
				${ textField( {
					name: 'email',
					label: 'E-mail address',
					hint: 'We e-mail you a link that signs you in. There is no password.',
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
				${ button( 'E-mail me a link', { kind: 'primary' } ) }
			</form>
			<p class="footnote">
				No account yet, or a new address? Ask an owner of the account to
				invite you.
			</p>`,
	} );
}

export function linkSentPage( email: string, development: boolean ): Html {
	return page( {
		title: 'Check your e-mail',
		viewer: null,
		body: html`<p>
				If ${ email } belongs to an Ivorey account, a link to sign in is
				on its way. It works once, within 15 minutes.
			</p>
			${ development ? notice( 'none', html`No mail server is configured: <a href="${ PATHS.mail }">see the e-mails here</a>.` ) : '' }
			<p>
				Nothing there after a minute? Look among the spam, or
				<a href="${ PATHS.signIn }">use another address</a>.
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
		title: `Sign in to ${ accountName }`,
		viewer: null,
		body: html`<p>as ${ email }</p>
			<form method="post" action="${ PATHS.signIn }/${ token }">
				${ button( 'Sign in', { kind: 'primary' } ) }
			</form>`,
	} );
}

/** `next`: where the link was to lead. */
export function expiredLinkPage( next: string ): Html {
	return page( {
		title: 'This link has expired',
		viewer: null,
		body: html`<p>
				A link signs in once, within 15 minutes. This one was used
				before, or is older.
			</p>
			${ actions( linkButton( 'Get a new link', `${ PATHS.signIn }?${ new URLSearchParams( { next } ) }`, { kind: 'primary' } ) ) }`,
	} );
}
