import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { PersonRole } from '../db/console-tables.ts';
import type { Database } from '../db/schema.ts';
import { forAccount } from '../db/scope.ts';
import { newAccountToken, parseAccountToken } from './account-token.ts';
import { lockAccount } from './accounts.ts';
import { noteChange, type ChangeAuthor } from './changes.ts';
import { emailKey } from './email-key.ts';
import { openSession } from './sign-in.ts';

/** R40: an invitation's validity. */
export const INVITATION_MS = 7 * 24 * 60 * 60 * 1_000;
/** The most pending invitations of an account. */
export const MOST_INVITATIONS = 50;

export interface Invitation {
	invitationId: string;
	email: string;
	role: PersonRole;
	invitedBy: string;
	createdAt: Date;
	expiresAt: Date;
	/** null until the mail server has accepted the e-mail. */
	sentAt: Date | null;
}

/** An invitation with its secret part, to be e-mailed; only its hash is stored. */
export interface NewInvitation {
	invitationId: string;
	email: string;
	role: PersonRole;
	token: string;
	expiresAt: Date;
}

/**
 * Invites an address. A person who was invited before and has not answered gets a new link, and the old one stops
 * working.
 *
 * @return The invitation, or the reason for refusing it.
 */
export async function invite(
	db: Kysely< Database >,
	author: ChangeAuthor & { email: string },
	{ email, role }: { email: string; role: PersonRole },
	now: Date
): Promise< NewInvitation | 'is_person' | 'too_many' > {
	const { accountId } = author;
	const key = emailKey( email );
	return db.transaction().execute( async ( tx ) => {
		await lockAccount( tx, accountId );
		if ( await isPerson( tx, accountId, key ) ) {
			return 'is_person';
		}
		const open = await openInvitations( tx, accountId ).execute();
		const before = open.find( ( row ) => row.email_key === key );
		if ( before === undefined && open.length >= MOST_INVITATIONS ) {
			return 'too_many';
		}
		const made = await renew(
			tx,
			author,
			{
				invitationId: before?.invitation_id ?? randomUUID(),
				email,
				role,
			},
			now
		);
		await noteChange(
			tx,
			author,
			{
				kind: 'person_invited',
				subject: {
					kind: 'person',
					id: made.invitationId,
					label: email,
				},
				details: { role },
			},
			now
		);
		return made;
	} );
}

/** Makes a new link for a pending invitation, even an expired one. @return null if it was answered or revoked. */
export async function inviteAgain(
	db: Kysely< Database >,
	author: ChangeAuthor & { email: string },
	invitationId: string,
	now: Date
): Promise< NewInvitation | null > {
	const { accountId } = author;
	return db.transaction().execute( async ( tx ) => {
		await lockAccount( tx, accountId );
		const row = await openInvitations( tx, accountId )
			.where( 'invitation_id', '=', invitationId )
			.executeTakeFirst();
		if ( row === undefined ) {
			return null;
		}
		const made = await renew(
			tx,
			author,
			{ invitationId, email: row.email, role: row.role },
			now
		);
		await noteChange(
			tx,
			author,
			{
				kind: 'invitation_sent_again',
				subject: { kind: 'person', id: invitationId, label: row.email },
			},
			now
		);
		return made;
	} );
}

async function renew(
	tx: Kysely< Database >,
	{ accountId, email: invitedBy }: { accountId: string; email: string },
	invitation: { invitationId: string; email: string; role: PersonRole },
	now: Date
): Promise< NewInvitation > {
	const { invitationId, email, role } = invitation;
	const token = newAccountToken( accountId );
	const expiresAt = new Date( now.getTime() + INVITATION_MS );
	const row = {
		email,
		role,
		token_hash: token.hash,
		invited_by: invitedBy,
		created_at: now,
		expires_at: expiresAt,
		sent_at: null,
	};
	await tx
		.insertInto( 'account_invitations' )
		.values( {
			account_id: accountId,
			invitation_id: invitationId,
			email_key: emailKey( email ),
			...row,
		} )
		.onConflict( ( conflict ) =>
			conflict
				.columns( [ 'account_id', 'invitation_id' ] )
				.doUpdateSet( row )
		)
		.execute();
	return { ...invitation, token: token.text, expiresAt };
}

/** Records that the mail server has accepted the e-mail with this link. */
export async function noteInvitationSent(
	db: Kysely< Database >,
	accountId: string,
	invitationId: string,
	now: Date
): Promise< void > {
	await db
		.updateTable( 'account_invitations' )
		.set( { sent_at: now } )
		.where( 'account_id', '=', accountId )
		.where( 'invitation_id', '=', invitationId )
		.execute();
}

/** @return Whether it was still pending. */
export async function revokeInvitation(
	db: Kysely< Database >,
	author: ChangeAuthor,
	invitationId: string,
	now: Date
): Promise< boolean > {
	const { accountId } = author;
	return db.transaction().execute( async ( tx ) => {
		const revoked = await tx
			.updateTable( 'account_invitations' )
			.set( { settled: 'revoked', settled_at: now } )
			.where( 'account_id', '=', accountId )
			.where( 'invitation_id', '=', invitationId )
			.where( 'settled', 'is', null )
			.returning( 'email' )
			.executeTakeFirst();
		if ( revoked === undefined ) {
			return false;
		}
		await noteChange(
			tx,
			author,
			{
				kind: 'invitation_revoked',
				subject: {
					kind: 'person',
					id: invitationId,
					label: revoked.email,
				},
			},
			now
		);
		return true;
	} );
}

/** Pending invitations, including expired ones, newest first. */
export async function listInvitations(
	db: Kysely< Database >,
	accountId: string
): Promise< Invitation[] > {
	const rows = await openInvitations( db, accountId )
		.orderBy( 'created_at', 'desc' )
		.orderBy( 'invitation_id' )
		.execute();
	return rows.map( ( row ) => ( {
		invitationId: row.invitation_id,
		email: row.email,
		role: row.role,
		invitedBy: row.invited_by,
		createdAt: row.created_at,
		expiresAt: row.expires_at,
		sentAt: row.sent_at,
	} ) );
}

function openInvitations( db: Kysely< Database >, accountId: string ) {
	return db
		.selectFrom( 'account_invitations' )
		.selectAll()
		.where( 'account_id', '=', accountId )
		.where( 'settled', 'is', null );
}

async function isPerson(
	db: Kysely< Database >,
	accountId: string,
	key: string
): Promise< boolean > {
	const row = await db
		.selectFrom( 'account_people' )
		.select( 'person_id' )
		.where( 'account_id', '=', accountId )
		.where( 'email_key', '=', key )
		.executeTakeFirst();
	return row !== undefined;
}

/** An invitation as the holder of its link sees it. */
export interface FoundInvitation {
	state: 'open' | 'expired' | 'revoked' | 'accepted' | 'is_person';
	accountId: string;
	accountName: string;
	invitationId: string;
	email: string;
	role: PersonRole;
	invitedBy: string;
}

/** Changes nothing, since programs that scan e-mails also open links. @return null if no invitation has this link. */
export async function findInvitation(
	db: Kysely< Database >,
	token: string,
	now: Date
): Promise< FoundInvitation | null > {
	const key = parseAccountToken( token );
	return key === null
		? null
		: findByHash( forAccount( db, key.accountId ), key, now );
}

async function findByHash(
	db: Kysely< Database >,
	{ accountId, hash }: { accountId: string; hash: string },
	now: Date
): Promise< FoundInvitation | null > {
	const row = await db
		.selectFrom( 'account_invitations as i' )
		.innerJoin( 'accounts as a', 'a.account_id', 'i.account_id' )
		.selectAll( 'i' )
		.select( 'a.name' )
		.where( 'i.account_id', '=', accountId )
		.where( 'i.token_hash', '=', hash )
		.executeTakeFirst();
	if ( row === undefined ) {
		return null;
	}
	const isOver = row.settled ?? ( row.expires_at <= now ? 'expired' : null );
	const state =
		isOver ??
		( ( await isPerson( db, accountId, row.email_key ) )
			? 'is_person'
			: 'open' );
	return {
		state,
		accountId,
		accountName: row.name,
		invitationId: row.invitation_id,
		email: row.email,
		role: row.role,
		invitedBy: row.invited_by,
	};
}

/**
 * Accepting also signs the person in: the link was in an e-mail that they have evidently read.
 *
 * @return The session's secret; the invitation if it can no longer be accepted; null if there is none.
 */
export async function acceptInvitation(
	db: Kysely< Database >,
	token: string,
	name: string | null,
	now: Date
): Promise< { session: string } | FoundInvitation | null > {
	const key = parseAccountToken( token );
	if ( key === null ) {
		return null;
	}
	const { accountId } = key;
	const own = forAccount( db, accountId );
	return own.transaction().execute( async ( tx ) => {
		// Serializes accepting it twice at once, or while it is being revoked.
		await lockAccount( tx, accountId );
		const found = await findByHash( tx, key, now );
		if ( found?.state !== 'open' ) {
			return found;
		}
		const { email, invitationId, invitedBy, role } = found;
		const personId = randomUUID();
		await tx
			.insertInto( 'account_people' )
			.values( {
				account_id: accountId,
				person_id: personId,
				email,
				email_key: emailKey( email ),
				created_at: now,
				role,
				name,
				invited_by: invitedBy,
				last_seen_at: now,
			} )
			.execute();
		await tx
			.updateTable( 'account_invitations' )
			.set( { settled: 'accepted', settled_at: now } )
			.where( 'account_id', '=', accountId )
			.where( 'invitation_id', '=', invitationId )
			.execute();
		await noteChange(
			tx,
			{ accountId, personId, name, email },
			{
				kind: 'person_joined',
				subject: { kind: 'person', id: personId, label: email },
				details: { role },
			},
			now
		);
		return { session: await openSession( tx, accountId, personId, now ) };
	} );
}
