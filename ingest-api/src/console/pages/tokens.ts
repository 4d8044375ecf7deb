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
import { texts } from '../../texts/texts.ts';

const SCOPES: readonly TokenScope[] = [ 'read', 'manage' ];

interface TokensOptions {
	tokens: readonly TokenRow[];
	told: Told | null;
	/** The rejected input, and the error. */
	form?: { name: string; scope: TokenScope; error: string };
}

/** R41: the account's tokens, and a form that creates one. */
export function tokensPage(
	viewer: Viewer,
	{ tokens, told, form }: TokensOptions
): Html {
	return page( {
		title: texts().tokens.title,
		viewer,
		section: 'settings',
		back: { label: texts().settings.title, path: PATHS.integrations },
		intro: html`${ texts().tokens.intro() }`,
		body: html`${ toldNotice( told ) }
			<div class="stack">
				${ card( {
					flush: true,
					body:
						tokens.length === 0
							? emptyState( {
									title: texts().tokens.noneYet,
									icon: 'shield',
									text: texts().tokens.noneYetText,
								} )
							: tokenTable( tokens ),
				} ) }
				${ card( { title: texts().tokens.createTitle, body: tokenForm( viewer, form ) } ) }
			</div>`,
	} );
}

function tokenForm( viewer: Viewer, form: TokensOptions[ 'form' ] ): Html {
	return postForm( viewer, PATHS.tokens, [
		textField( {
			name: 'name',
			label: texts().common.name,
			hint: texts().tokens.nameHint,
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
			label: texts().tokens.scope,
			hint: texts().tokens.scopeHint,
			value: form?.scope ?? 'read',
			choices: SCOPES.map( ( value ) => ( {
				value,
				label: texts().tokens.scopes[ value ],
			} ) ),
		} ),
		button( texts().tokens.create, { kind: 'primary' } ),
	] );
}

function tokenTable( tokens: readonly TokenRow[] ): Html {
	return table( {
		label: texts().tokens.tokens,
		rows: tokens,
		columns: [
			{ label: texts().common.name, kind: 'title', cell: nameOf },
			{
				label: texts().tokens.scope,
				narrow: 'first',
				cell: ( { scope, revokedAt } ) =>
					revokedAt === null
						? pill( texts().tokens.scopes[ scope ] )
						: pill( texts().tokens.revoked, 'bad' ),
			},
			{ label: texts().tokens.created, cell: created },
			{
				label: texts().tokens.lastUsed,
				cell: ( { lastUsedAt } ) =>
					lastUsedAt === null
						? texts().tokens.notUsedYet
						: html`<span class="narrow-only"
									>${ texts().tokens.lastUsed } </span
								>${ time( lastUsedAt, { relative: true } ) }`,
			},
			{
				label: texts().tokens.revoke,
				kind: 'number',
				cell: ( token ) =>
					token.revokedAt === null
						? linkButton(
								html`${ texts().tokens.revoke }<span
										class="hidden"
									>
										${ nameOf( token ) }</span
									>`,
								revokeTokenPath( token.tokenId ),
								{ small: true }
							)
						: html`${ texts().tokens.revokedAt( { at: time( token.revokedAt ) } ) }`,
			},
		],
	} );
}

export function nameOf( { name }: Pick< TokenRow, 'name' > ): string {
	return name ?? texts().tokens.unnamed;
}

function created( { createdAt, createdBy }: TokenRow ): Content {
	return html`${ time( createdAt ) }
		<small class="muted"
			>${ createdBy ?? texts().tokens.onTheCommandLine }</small
		>`;
}

/** Shows the token, only this once. */
export function newTokenPage(
	viewer: Viewer,
	{ name, token }: { name: string; token: string }
): Html {
	return page( {
		title: texts().tokens.isCreated,
		viewer,
		section: 'settings',
		back: { label: texts().tokens.title, path: PATHS.tokens },
		width: 'form',
		body: card( {
			body: [
				html`<p>${ texts().tokens.copyNow( { name } ) }</p>`,
				textField( {
					name: 'token',
					label: texts().tokens.token,
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
						${ texts().common.copy }</button
					><span
						class="hidden"
						role="status"
						data-copied="${ texts().common.copied }"
					></span>`,
				actions(
					linkButton( texts().tokens.howToUse, '/docs' ),
					linkButton( texts().common.done, PATHS.tokens, {
						kind: 'primary',
					} )
				),
			],
		} ),
	} );
}

export function revokeTokenPage( viewer: Viewer, token: TokenRow ): Html {
	return page( {
		title: texts().tokens.revokeOne( { name: nameOf( token ) } ),
		viewer,
		section: 'settings',
		back: { label: texts().tokens.title, path: PATHS.tokens },
		width: 'form',
		body: card( {
			body: [
				html`<p>${ texts().tokens.revokeText }</p>`,
				postForm( viewer, revokeTokenPath( token.tokenId ), [
					actions(
						linkButton( texts().common.cancel, PATHS.tokens ),
						button( texts().tokens.revoke, { kind: 'danger' } )
					),
				] ),
			],
		} ),
	} );
}
