import { html } from 'hono/html';

export const signIn = {
	signIn: 'Sign in',
	signedOut: 'You are signed out.',
	emailHint: 'We’ll e-mail you a link to sign in. You don’t need a password.',
	emailMe: 'E-mail me a link',
	noAccount:
		'No account yet, or a new address? Ask an owner of the account to invite you.',
	checkEmail: 'Check your e-mail',
	linkSent: ( { email }: { email: string } ) =>
		`If ${ email } belongs to an Ivorey account, a sign-in link is on its way. It works once, within 15 minutes.`,
	noMailServer: ( { mailPath }: { mailPath: string } ) =>
		html`No mail server is set up.
			<a href="${ mailPath }">See the e-mails here</a>.`,
	nothingThere: ( { signInPath }: { signInPath: string } ) =>
		html`Nothing there after a minute? Check your spam folder, or
			<a href="${ signInPath }">use another address</a>.`,
	signInTo: ( { account }: { account: string } ) => `Sign in to ${ account }`,
	asEmail: ( { email }: { email: string } ) => `as ${ email }`,
	linkExpired: 'This link has expired',
	linkExpiredText:
		'A sign-in link works once, within 15 minutes. This one has already been used, or is older.',
	getNewLink: 'Get a new link',
	endedConnect: 'Your session has ended. Sign in to connect your store.',
	endedContinue: 'Your session has ended. Sign in to continue.',
	toConnect: 'Sign in to connect your store.',
};
