import { html } from 'hono/html';
import { PATHS } from '../paths.ts';
import { notice, page, type Html } from './layout.ts';

export function signInPage( options: {
	next: string;
	email?: string;
	error?: string;
} ): Html {
	const { next, email = '', error } = options;
	return page( {
		title: 'Sign in',
		viewer: null,
		body: html`<article class="narrow">
			<h1>Sign in</h1>
			${ error === undefined ? '' : notice( 'bad', error, true ) }
			<form method="post" action="${ PATHS.signIn }">
				<input type="hidden" name="next" value="${ next }" />
				<label for="email">E-mail address</label>
				<input
					id="email"
					name="email"
					type="email"
					autocomplete="email"
					required
					maxlength="320"
					value="${ email }"
					${ error === undefined ? '' : html`aria-invalid="true"` }
				/>
				<button>E-mail me a link</button>
			</form>
		</article>`,
	} );
}

export function linkSentPage( email: string, development: boolean ): Html {
	return page( {
		title: 'Look at your e-mail',
		viewer: null,
		body: html`<article class="narrow">
			<h1>Look at your e-mail</h1>
			<p>
				If ${ email } belongs to an Ivorey account, a link to sign in is
				on its way. It works once, within 15 minutes.
			</p>
			${ development ? html`<p>No mail server is configured: <a href="${ PATHS.mail }">see the e-mails here</a>.</p>` : '' }
			<p><a href="${ PATHS.signIn }">Use another address</a></p>
		</article>`,
	} );
}

export function confirmSignInPage( options: {
	token: string;
	email: string;
	accountName: string;
} ): Html {
	return page( {
		title: 'Sign in',
		viewer: null,
		body: html`<article class="narrow">
			<h1>Sign in to ${ options.accountName }</h1>
			<p>as ${ options.email }</p>
			<form method="post" action="${ PATHS.signIn }/${ options.token }">
				<button>Sign in</button>
			</form>
		</article>`,
	} );
}

export function worthlessLinkPage(): Html {
	return page( {
		title: 'This link cannot be used',
		viewer: null,
		body: html`<article class="narrow">
			<h1>This link cannot be used</h1>
			<p>It was used before, or is older than 15 minutes.</p>
			<p>
				<a href="${ PATHS.signIn }" class="button">Get another one</a>
			</p>
		</article>`,
	} );
}
