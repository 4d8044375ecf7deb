import type { Kysely } from 'kysely';
import type { PersonRole } from '../db/console-tables.ts';
import type { Database } from '../db/schema.ts';
import { lockAccount } from './accounts.ts';
import { noteChange, type ChangeAuthor } from './changes.ts';

/** R40: a person of an account, as the others see them. */
export interface Member {
	personId: string;
	email: string;
	name: string | null;
	role: PersonRole;
	/** null: added by the operator, or before invitations existed. */
	invitedBy: string | null;
	createdAt: Date;
	lastSeenAt: Date | null;
}

const COLUMNS = [
	'person_id',
	'email',
	'name',
	'role',
	'invited_by',
	'created_at',
	'last_seen_at',
] as const;

/** Oldest first. */
export async function listMembers(
	db: Kysely< Database >,
	accountId: string
): Promise< Member[] > {
	const rows = await db
		.selectFrom( 'account_people' )
		.select( COLUMNS )
		.where( 'account_id', '=', accountId )
		.orderBy( 'created_at' )
		.orderBy( 'person_id' )
		.execute();
	return rows.map( toMember );
}

export async function findMember(
	db: Kysely< Database >,
	accountId: string,
	personId: string
): Promise< Member | null > {
	const row = await db
		.selectFrom( 'account_people' )
		.select( COLUMNS )
		.where( 'account_id', '=', accountId )
		.where( 'person_id', '=', personId )
		.executeTakeFirst();
	return row === undefined ? null : toMember( row );
}

/**
 * The outcome of a change to a person:
 * `last_owner` the account would be left without an owner, and nobody could change it any more,
 * `not_owner` the author is no longer an owner: another owner was faster.
 */
export type MemberOutcome =
	'done' | 'same' | 'gone' | 'last_owner' | 'not_owner';

export async function changeRole(
	db: Kysely< Database >,
	author: ChangeAuthor & { personId: string },
	personId: string,
	role: PersonRole,
	now: Date
): Promise< MemberOutcome > {
	const { accountId } = author;
	return db.transaction().execute( async ( tx ) => {
		const found = await lockMember( tx, author, personId );
		if ( 'refused' in found ) {
			return found.refused;
		}
		const { member, isLastOwner } = found;
		if ( member.role === role ) {
			return 'same';
		}
		if ( isLastOwner ) {
			return 'last_owner';
		}
		await tx
			.updateTable( 'account_people' )
			.set( { role } )
			.where( 'account_id', '=', accountId )
			.where( 'person_id', '=', personId )
			.execute();
		await endConnecting( tx, accountId, personId, now );
		await noteChange(
			tx,
			author,
			{
				kind: 'person_role',
				subject: {
					kind: 'person',
					id: personId,
					label: member.email,
				},
				details: { from: member.role, to: role },
			},
			now
		);
		return 'done';
	} );
}

/** Also ends their sessions and links. */
export async function removeMember(
	db: Kysely< Database >,
	author: ChangeAuthor & { personId: string },
	personId: string,
	now: Date
): Promise< MemberOutcome > {
	const { accountId } = author;
	return db.transaction().execute( async ( tx ) => {
		const found = await lockMember( tx, author, personId );
		if ( 'refused' in found ) {
			return found.refused;
		}
		const { member, isLastOwner } = found;
		if ( isLastOwner ) {
			return 'last_owner';
		}
		await tx
			.deleteFrom( 'account_people' )
			.where( 'account_id', '=', accountId )
			.where( 'person_id', '=', personId )
			.execute();
		await endConnecting( tx, accountId, personId, now );
		await noteChange(
			tx,
			author,
			{
				kind: 'person_removed',
				subject: {
					kind: 'person',
					id: personId,
					label: member.email,
				},
			},
			now
		);
		return 'done';
	} );
}

/** Locks the account, so that when two owners remove or demote each other, one of them stays. */
async function lockMember(
	tx: Kysely< Database >,
	{ accountId, personId: authorId }: { accountId: string; personId: string },
	personId: string
): Promise<
	{ member: Member; isLastOwner: boolean } | { refused: 'gone' | 'not_owner' }
> {
	await lockAccount( tx, accountId );
	const members = await listMembers( tx, accountId );
	const owners = members.filter( ( { role } ) => role === 'owner' );
	if ( ! owners.some( ( owner ) => owner.personId === authorId ) ) {
		return { refused: 'not_owner' };
	}
	const member = members.find( ( one ) => one.personId === personId );
	return member === undefined
		? { refused: 'gone' }
		: {
				member,
				isLastOwner: member.role === 'owner' && owners.length === 1,
			};
}

/** Denies the connect requests that they have started, since they may no longer connect a store. */
async function endConnecting(
	tx: Kysely< Database >,
	accountId: string,
	personId: string,
	now: Date
): Promise< void > {
	await tx
		.updateTable( 'connect_requests' )
		.set( { settled: 'denied', settled_at: now } )
		.where( 'account_id', '=', accountId )
		.where( 'person_id', '=', personId )
		.where( 'settled', 'is', null )
		.execute();
}

interface Row {
	person_id: string;
	email: string;
	name: string | null;
	role: PersonRole;
	invited_by: string | null;
	created_at: Date;
	last_seen_at: Date | null;
}

function toMember( row: Row ): Member {
	return {
		personId: row.person_id,
		email: row.email,
		name: row.name,
		role: row.role,
		invitedBy: row.invited_by,
		createdAt: row.created_at,
		lastSeenAt: row.last_seen_at,
	};
}

/** How a person wants to be called, and how they read times and amounts. */
export interface PersonProfile {
	name: string | null;
	/** null: use the account's. */
	timeZone: string | null;
	locale: string | null;
}

export async function readPersonProfile(
	db: Kysely< Database >,
	{ accountId, personId }: { accountId: string; personId: string }
): Promise< PersonProfile > {
	const row = await db
		.selectFrom( 'account_people' )
		.select( [ 'name', 'time_zone', 'locale' ] )
		.where( 'account_id', '=', accountId )
		.where( 'person_id', '=', personId )
		.executeTakeFirstOrThrow();
	return { name: row.name, timeZone: row.time_zone, locale: row.locale };
}

/** The profile is personal, so the account's history does not record it. */
export async function savePersonProfile(
	db: Kysely< Database >,
	{ accountId, personId }: { accountId: string; personId: string },
	{ name, timeZone, locale }: PersonProfile
): Promise< void > {
	await db
		.updateTable( 'account_people' )
		.set( { name, time_zone: timeZone, locale } )
		.where( 'account_id', '=', accountId )
		.where( 'person_id', '=', personId )
		.execute();
}
