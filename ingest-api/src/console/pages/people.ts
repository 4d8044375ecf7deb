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
import { ROLE_CHOICES, ROLES } from '../roles.ts';
import { isOwner, type Viewer } from '../viewer.ts';
import { page } from './layout.ts';

export interface InviteForm {
	email: string;
	role: PersonRole;
	error?: string;
}

interface PeopleOptions {
	members: readonly Member[];
	/** Those that wait for an answer. */
	invitations: readonly Invitation[];
	form: InviteForm;
	told: Told | null;
	now: Date;
}

/** R40: who is in the account; a member looks, an owner invites, changes and removes. */
export function peoplePage( viewer: Viewer, options: PeopleOptions ): Html {
	const { members, invitations, form, told, now } = options;
	return page( {
		title: 'People',
		viewer,
		section: 'settings',
		back: { label: 'Settings', path: PATHS.integrations },
		...( isOwner( viewer )
			? {}
			: {
					intro: 'Only an owner can invite people, change what they may do, or remove them.',
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
		title: 'In this account',
		flush: true,
		body: table< Member >( {
			label: 'In this account',
			rows: members,
			columns: [
				{
					label: 'Person',
					kind: 'title',
					cell: ( member ) =>
						html`${ member.name ?? member.email }
						${ member.personId === viewer.personId ? tag( 'You' ) : '' }
						${ member.name === null ? '' : html`<small class="muted">${ member.email }</small>` }`,
				},
				{
					label: 'Role',
					narrow: 'first',
					cell: ( { role } ) => ROLES[ role ].label,
				},
				{
					label: 'Last seen',
					cell: ( { lastSeenAt } ) =>
						lastSeenAt === null
							? 'Not seen yet'
							: html`<span class="narrow-only">Last seen </span
									>${ time( lastSeenAt, { relative: true } ) }`,
				},
				{
					label: 'Invited by',
					narrow: 'hidden',
					kind: 'clip',
					cell: ( { invitedBy } ) => invitedBy ?? '–',
				},
				...( isOwner( viewer )
					? [
							{
								label: 'Change',
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
		return html`<small class="muted">The only owner</small>`;
	}
	const path = personPath( personId );
	const other = role === 'owner' ? 'member' : 'owner';
	const who = html`<span class="hidden">: ${ name ?? email }</span>`;
	return html`<div class="actions">
		${ postForm(
			viewer,
			`${ path }/role`,
			button( html`<span>Make ${ other }${ who }</span>`, {
				small: true,
				name: 'role',
				value: other,
			} )
		) }
		${ linkButton( html`<span>Remove…${ who }</span>`, `${ path }/remove`, {
			small: true,
		} ) }
	</div>`;
}

function invitationsCard(
	viewer: Viewer,
	invitations: readonly Invitation[],
	now: Date
): Html {
	return card( {
		title: 'Invited',
		flush: true,
		body: table< Invitation >( {
			label: 'Invited',
			rows: invitations,
			columns: [
				{
					label: 'E-mail address',
					kind: 'title',
					cell: ( { email } ) => email,
				},
				{
					label: 'Role',
					narrow: 'first',
					cell: ( { role } ) => ROLES[ role ].label,
				},
				{
					label: 'State',
					cell: ( invitation ) => stateOf( invitation, now ),
				},
				{
					label: 'Invited by',
					narrow: 'hidden',
					kind: 'clip',
					cell: ( { invitedBy } ) => invitedBy,
				},
				...( isOwner( viewer )
					? [
							{
								label: 'Change',
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
		return pill( 'Expired', 'warn' );
	}
	return sentAt === null
		? pill( 'Not sent', 'bad' )
		: html`${ pill( 'Waiting' ) }
				<small class="muted">until ${ time( expiresAt ) }</small>`;
}

function invitationActions(
	viewer: Viewer,
	{ invitationId, email }: Invitation
): Html {
	const path = invitationPath( invitationId );
	const whom = html`<span class="hidden">: ${ email }</span>`;
	return html`<div class="actions">
		${ postForm( viewer, `${ path }/resend`, button( html`<span>Send again${ whom }</span>`, { small: true } ), { busy: 'Sending…' } ) }
		${ postForm( viewer, `${ path }/revoke`, button( html`<span>Withdraw${ whom }</span>`, { small: true } ) ) }
	</div>`;
}

function inviteCard( viewer: Viewer, form: InviteForm ): Html {
	return card( {
		title: 'Invite somebody',
		body: postForm(
			viewer,
			PATHS.invitations,
			[
				textField( {
					name: 'email',
					label: 'E-mail address',
					type: 'email',
					hint: 'They get a link that works for seven days.',
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
					label: 'Role',
					hint: html`Member: ${ lower( ROLES.member.may ) } Owner:
					${ lower( ROLES.owner.may ) }`,
					value: form.role,
					choices: ROLE_CHOICES,
				} ),
				button( 'Invite', { kind: 'primary' } ),
			],
			{ busy: 'Sending…' }
		),
	} );
}

function lower( sentence: string ): string {
	return sentence.charAt( 0 ).toLowerCase() + sentence.slice( 1 );
}

export function confirmRemovalPage( viewer: Viewer, member: Member ): Html {
	const { email, personId } = member;
	const isSelf = personId === viewer.personId;
	return page( {
		title: isSelf
			? `Leave ${ viewer.accountName }?`
			: `Remove ${ member.name ?? email }?`,
		viewer,
		section: 'settings',
		back: { label: 'People', path: PATHS.people },
		width: 'form',
		body: card( {
			body: [
				html`<p>
					${ isSelf ? 'You are signed out at once, and see this account again only when somebody invites you.' : html`${ email } is signed out at once, wherever they are signed in, and no longer gets e-mails about this account.` }
				</p>`,
				html`<p>
					What they made stays: automations, edits of products, and
					their lines in the history.
				</p>`,
				postForm(
					viewer,
					`${ personPath( personId ) }/remove`,
					actions(
						linkButton( 'Cancel', PATHS.people ),
						button( isSelf ? 'Leave' : 'Remove', {
							kind: 'danger',
						} )
					)
				),
			],
		} ),
	} );
}
