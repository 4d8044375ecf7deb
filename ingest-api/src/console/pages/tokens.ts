import { html } from 'hono/html';
import { MAX_TOKEN_NAME, type TokenRow } from '../../accounts/api-tokens.ts';
import type { TokenScope } from '../../db/element-tables.ts';
import { actions, button, linkButton } from '../parts/button.ts';
import { card } from '../parts/card.ts';
import { emptyState } from '../parts/empty-state.ts';
import { selectField, textField } from '../parts/field.ts';
import { postForm } from '../parts/form.ts';
import type { Content, Html } from '../parts/html.ts';
import { pill } from '../parts/pill.ts';
import { table } from '../parts/table.ts';
import { time } from '../parts/time.ts';
import { toldNotice, type Told } from '../parts/verdict.ts';
import { PATHS, revokeTokenPath } from '../paths.ts';
import type { Viewer } from '../viewer.ts';
import { page } from './layout.ts';

export const SCOPE_NAMES: Readonly< Record< TokenScope, string > > = {
	read: 'Read',
	manage: 'Read and change',
};

interface TokensOptions {
	tokens: readonly TokenRow[];
	told: Told | null;
	/** What was typed, and what is wrong with it. */
	form?: { name: string; scope: TokenScope; error: string };
}

/** R41: the account's tokens, and a form that makes one. */
export function tokensPage(
	viewer: Viewer,
	{ tokens, told, form }: TokensOptions
): Html {
	return page( {
		title: 'API tokens',
		viewer,
		section: 'settings',
		back: { label: 'Settings', path: PATHS.integrations },
		intro: html`With a token, a program reads through Ivorey’s API what you
			see on these pages. <a href="/docs">How to use it</a>`,
		body: html`${ toldNotice( told ) }
			<div class="stack">
				${ card( {
					flush: true,
					body:
						tokens.length === 0
							? emptyState( {
									title: 'No token yet',
									icon: 'shield',
									text: 'Create one for each program, so that you can revoke it alone.',
								} )
							: tokenTable( tokens ),
				} ) }
				${ card( { title: 'Create a token', body: tokenForm( viewer, form ) } ) }
			</div>`,
	} );
}

function tokenForm( viewer: Viewer, form: TokensOptions[ 'form' ] ): Html {
	return postForm( viewer, PATHS.tokens, [
		textField( {
			name: 'name',
			label: 'Name',
			hint: 'The program that uses it, like “Bookkeeping”.',
			value: form?.name ?? '',
			error: form?.error,
			attributes: {
				required: true,
				maxlength: MAX_TOKEN_NAME,
				autocomplete: 'off',
				autofocus: form !== undefined,
			},
		} ),
		selectField( {
			name: 'scope',
			label: 'What it may do',
			hint: '“Read and change” may edit products and erase people, too.',
			value: form?.scope ?? 'read',
			choices: Object.entries( SCOPE_NAMES ).map(
				( [ value, label ] ) => ( { value, label } )
			),
		} ),
		button( 'Create token', { kind: 'primary' } ),
	] );
}

function tokenTable( tokens: readonly TokenRow[] ): Html {
	return table( {
		label: 'Tokens',
		rows: tokens,
		columns: [
			{ label: 'Name', kind: 'title', cell: nameOf },
			{
				label: 'May',
				narrow: 'first',
				cell: ( { scope, revokedAt } ) =>
					revokedAt === null
						? pill( SCOPE_NAMES[ scope ] )
						: pill( 'Revoked', 'bad' ),
			},
			{ label: 'Created', cell: created },
			{
				label: 'Last used',
				cell: ( { lastUsedAt } ) =>
					lastUsedAt === null
						? 'Not used yet'
						: html`<span class="narrow-only">Last used </span
								>${ time( lastUsedAt, { relative: true } ) }`,
			},
			{
				label: 'Revoke',
				kind: 'number',
				cell: ( token ) =>
					token.revokedAt === null
						? linkButton(
								html`Revoke<span class="hidden">
										${ nameOf( token ) }</span
									>`,
								revokeTokenPath( token.tokenId ),
								{ small: true }
							)
						: html`Revoked ${ time( token.revokedAt ) }`,
			},
		],
	} );
}

export function nameOf( { name }: Pick< TokenRow, 'name' > ): string {
	return name ?? 'Token without a name';
}

function created( { createdAt, createdBy }: TokenRow ): Content {
	return html`${ time( createdAt ) }
		<small class="muted">${ createdBy ?? 'On the command line' }</small>`;
}

/** The token, this once. */
export function newTokenPage(
	viewer: Viewer,
	{ name, token }: { name: string; token: string }
): Html {
	return page( {
		title: 'The token is created',
		viewer,
		section: 'settings',
		back: { label: 'API tokens', path: PATHS.tokens },
		width: 'form',
		body: card( {
			body: [
				html`<p>
					Copy the token “${ name }” now: it is shown this once. Keep
					it like a password.
				</p>`,
				textField( {
					name: 'token',
					label: 'Token',
					value: token,
					attributes: {
						readonly: true,
						spellcheck: 'false',
						autocomplete: 'off',
					},
				} ),
				html`<button
						type="button"
						class="button"
						data-copy="token"
						hidden
					>
						Copy</button
					><span class="hidden" role="status" data-copied></span>`,
				actions(
					linkButton( 'How to use it', '/docs' ),
					linkButton( 'Done', PATHS.tokens, { kind: 'primary' } )
				),
			],
		} ),
	} );
}

export function revokeTokenPage( viewer: Viewer, token: TokenRow ): Html {
	return page( {
		title: `Revoke ${ nameOf( token ) }?`,
		viewer,
		section: 'settings',
		back: { label: 'API tokens', path: PATHS.tokens },
		width: 'form',
		body: card( {
			body: [
				html`<p>
					The program that uses it is refused from now on. This cannot
					be undone; you can create another token.
				</p>`,
				postForm( viewer, revokeTokenPath( token.tokenId ), [
					actions(
						linkButton( 'Cancel', PATHS.tokens ),
						button( 'Revoke', { kind: 'danger' } )
					),
				] ),
			],
		} ),
	} );
}
