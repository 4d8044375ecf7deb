import { html } from 'hono/html';
import type { Invitation } from '../../accounts/invitations.ts';
import type { Member } from '../../accounts/members.ts';
import type { PersonRole } from '../../db/console-tables.ts';
import { actions, button, linkButton } from '../parts/button.ts';
import { card } from '../parts/card.ts';
import { selectField, textField } from '../parts/field.ts';
import { postForm } from '../parts/form.ts';
import type { Content, Html } from '../parts/html.ts';
import { pill, tag } from '../parts/pill.ts';
import { table, type Column } from '../parts/table.ts';
import { time } from '../parts/time.ts';
import { toldNotice, type Told } from '../parts/verdict.ts';
import { invitationPath, PATHS, personPath } from '../paths.ts';
import { isOwner, type Viewer } from '../viewer.ts';
import { page } from './layout.ts';
import { texts } from '../../texts/texts.ts';

export interface InviteForm {
	email: string;
	role: PersonRole;
	error?: string;
}

interface PeopleOptions {
	members: readonly Member[];
	/** Invitations without an answer so far. */
	invitations: readonly Invitation[];
	form: InviteForm;
	told: Told | null;
	now: Date;
}

/** R40: the people in the account. A member only sees them; an owner invites, changes and removes them. */
export function peoplePage( viewer: Viewer, options: PeopleOptions ): Html {
	const { members, invitations, form, told, now } = options;
	return page( {
		title: texts().people.title,
		viewer,
		section: 'settings',
		back: { label: texts().settings.title, path: PATHS.integrations },
		...( isOwner( viewer )
			? {}
			: {
					intro: texts().people.ownersOnly,
				} ),
		body: html`${ toldNotice( told ) }
			<div class="stack">
				${ membersCard( viewer, members ) }
				${ invitations.length === 0 ? '' : invitationsCard( viewer, invitations, now ) }
				${ isOwner( viewer ) ? inviteCard( viewer, form ) : '' }
			</div>`,
	} );
}

function membersCard( viewer: Viewer, members: readonly Member[] ): Html {
	const owners = members.filter( ( { role } ) => role === 'owner' ).length;
	const isOnlyOwner = ( { role }: Member ) =>
		role === 'owner' && owners === 1;
	return card( {
		title: texts().people.inThisAccount,
		flush: true,
		body: table< Member >( {
			label: texts().people.inThisAccount,
			rows: members,
			columns: [
				{
					label: texts().people.person,
					kind: 'title',
					cell: ( member ) =>
						html`${ member.name ?? member.email }
						${ member.personId === viewer.personId ? tag( texts().people.you ) : '' }
						${ member.name === null ? '' : html`<small class="muted">${ member.email }</small>` }`,
				},
				{
					label: texts().people.role,
					narrow: 'first',
					cell: ( { role } ) => texts().people.roles[ role ].label,
				},
				{
					label: texts().people.lastSeen,
					cell: ( { lastSeenAt } ) =>
						lastSeenAt === null
							? texts().people.notSeenYet
							: html`<span class="narrow-only"
										>${ texts().people.lastSeen } </span
									>${ time( lastSeenAt, { relative: true } ) }`,
				},
				{
					label: texts().people.invitedBy,
					narrow: 'hidden',
					kind: 'clip',
					cell: ( { invitedBy } ) => invitedBy ?? '–',
				},
				...( isOwner( viewer )
					? [
							{
								label: texts().common.actions,
								cell: ( member: Member ) =>
									memberActions(
										viewer,
										member,
										isOnlyOwner( member )
									),
							} satisfies Column< Member >,
						]
					: [] ),
			],
		} ),
	} );
}

function memberActions(
	viewer: Viewer,
	{ personId, role, email, name }: Member,
	isOnlyOwner: boolean
): Content {
	if ( isOnlyOwner ) {
		return html`<small class="muted">${ texts().people.onlyOwner }</small>`;
	}
	const path = personPath( personId );
	const other = role === 'owner' ? 'member' : 'owner';
	const who = html`<span class="hidden">: ${ name ?? email }</span>`;
	return html`<div class="actions">
		${ postForm(
			viewer,
			`${ path }/role`,
			button(
				html`<span>${ texts().people.make[ other ]( { who } ) }</span>`,
				{
					small: true,
					name: 'role',
					value: other,
				}
			)
		) }
		${ linkButton(
			html`<span>${ texts().people.removeOne( { who } ) }</span>`,
			`${ path }/remove`,
			{
				small: true,
			}
		) }
	</div>`;
}

function invitationsCard(
	viewer: Viewer,
	invitations: readonly Invitation[],
	now: Date
): Html {
	return card( {
		title: texts().people.invited,
		flush: true,
		body: table< Invitation >( {
			label: texts().people.invited,
			rows: invitations,
			columns: [
				{
					label: texts().common.emailAddress,
					kind: 'title',
					cell: ( { email } ) => email,
				},
				{
					label: texts().people.role,
					narrow: 'first',
					cell: ( { role } ) => texts().people.roles[ role ].label,
				},
				{
					label: texts().common.state,
					cell: ( invitation ) => stateOf( invitation, now ),
				},
				{
					label: texts().people.invitedBy,
					narrow: 'hidden',
					kind: 'clip',
					cell: ( { invitedBy } ) => invitedBy,
				},
				...( isOwner( viewer )
					? [
							{
								label: texts().common.actions,
								cell: ( invitation: Invitation ) =>
									invitationActions( viewer, invitation ),
							} satisfies Column< Invitation >,
						]
					: [] ),
			],
		} ),
	} );
}

function stateOf( { expiresAt, sentAt }: Invitation, now: Date ): Html {
	if ( expiresAt <= now ) {
		return pill( texts().people.expired, 'warn' );
	}
	return sentAt === null
		? pill( texts().people.notSent, 'bad' )
		: html`${ texts().people.waitingUntil( { waiting: pill( texts().people.waiting ), expiresAt: time( expiresAt ) } ) }`;
}

function invitationActions(
	viewer: Viewer,
	{ invitationId, email }: Invitation
): Html {
	const path = invitationPath( invitationId );
	const whom = html`<span class="hidden">: ${ email }</span>`;
	return html`<div class="actions">
		${ postForm( viewer, `${ path }/resend`, button( html`<span>${ texts().people.sendAgain( { whom } ) }</span>`, { small: true } ), { busy: texts().common.sending } ) }
		${ postForm( viewer, `${ path }/revoke`, button( html`<span>${ texts().people.withdraw( { whom } ) }</span>`, { small: true } ) ) }
	</div>`;
}

function inviteCard( viewer: Viewer, form: InviteForm ): Html {
	return card( {
		title: texts().people.inviteSomebody,
		body: postForm(
			viewer,
			PATHS.invitations,
			[
				textField( {
					name: 'email',
					label: texts().common.emailAddress,
					type: 'email',
					hint: texts().people.linkLasts,
					value: form.email,
					error: form.error,
					attributes: {
						required: true,
						maxlength: 320,
						autocomplete: 'off',
						autofocus: form.error !== undefined,
					},
				} ),
				selectField( {
					name: 'role',
					label: texts().people.role,
					hint: texts().people.rolesHint,
					value: form.role,
					choices: ( [ 'member', 'owner' ] as const ).map(
						( value ) => ( {
							value,
							label: texts().people.roles[ value ].label,
						} )
					),
				} ),
				button( texts().people.invite, { kind: 'primary' } ),
			],
			{ busy: texts().common.sending }
		),
	} );
}

export function confirmRemovalPage( viewer: Viewer, member: Member ): Html {
	const { email, personId } = member;
	const isSelf = personId === viewer.personId;
	return page( {
		title: isSelf
			? texts().people.leaveAccount( { account: viewer.accountName } )
			: texts().people.removePerson( { name: member.name ?? email } ),
		viewer,
		section: 'settings',
		back: { label: texts().people.title, path: PATHS.people },
		width: 'form',
		body: card( {
			body: [
				html`<p>
					${ isSelf ? texts().people.leaveText : html`${ texts().people.removeText( { email } ) }` }
				</p>`,
				html`<p>${ texts().people.whatStays }</p>`,
				postForm(
					viewer,
					`${ personPath( personId ) }/remove`,
					actions(
						linkButton( texts().common.cancel, PATHS.people ),
						button(
							isSelf
								? texts().people.leave
								: texts().common.remove,
							{
								kind: 'danger',
							}
						)
					)
				),
			],
		} ),
	} );
}
