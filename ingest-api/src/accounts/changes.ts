import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { AccountChangesTable } from '../db/console-tables.ts';
import type { Database } from '../db/schema.ts';

/** R40: the changes that an account's history records. */
export const CHANGE_KINDS = [
	'person_added',
	'person_invited',
	'person_joined',
	'person_role',
	'person_removed',
	'invitation_sent_again',
	'invitation_revoked',
	'account_changed',
	'sender_changed',
	'store_connected',
	'store_paused',
	'store_resumed',
	'store_disconnected',
	'store_deleted',
	'store_settings',
	'import_started',
	'import_cancelled',
	'automation_created',
	'automation_changed',
	'automation_on',
	'automation_off',
	'automation_deleted',
	'automation_released',
	'automation_dropped',
	'webhook_created',
	'webhook_changed',
	'webhook_on',
	'webhook_off',
	'webhook_secret',
	'webhook_deleted',
	'product_changed',
	'product_removed',
	'person_erased',
	'token_created',
	'token_revoked',
] as const;
export type ChangeKind = ( typeof CHANGE_KINDS )[ number ];

/** The change recorded for each action on a store. */
export const STORE_CHANGES = {
	pause: 'store_paused',
	resume: 'store_resumed',
	revoke: 'store_disconnected',
	delete: 'store_deleted',
} as const;

export const SUBJECT_KINDS = [
	'person',
	'store',
	'automation',
	'webhook',
	'product',
	'token',
] as const;
export type SubjectKind = ( typeof SUBJECT_KINDS )[ number ];

/** The ID of a subject that was deleted with all its data, so that the history does not link to it. */
export const DELETED_SUBJECT = 'deleted';

export interface ChangeAuthor {
	accountId: string;
	/** Defaults to `person`. */
	origin?: AccountChangesTable[ 'origin' ];
	personId?: string;
	name?: string | null;
	email?: string;
}

export interface Change {
	kind: ChangeKind;
	/** Left out if the subject is the account itself, or if naming it would keep erased data. */
	subject?: {
		kind: SubjectKind;
		/** A product's ID is `con_…/501`. */
		id: string;
		/** The name people know it by; it stays when the subject is gone. */
		label: string;
	};
	/** A few plain facts, such as `{ from: 'member', to: 'owner' }`. No buyer's data and no secrets. */
	details?: Readonly< Record< string, unknown > >;
}

/** Records something about a change in the transaction that makes the change. */
export type Note = ( tx: Kysely< Database > ) => Promise< void >;

const LONGEST_LABEL = 300;

/**
 * R40: records who changed what. Call it in the transaction of the change, so that neither is ever stored without the
 * other.
 */
export async function noteChange(
	tx: Kysely< Database >,
	author: ChangeAuthor,
	{ kind, subject, details = {} }: Change,
	at: Date
): Promise< void > {
	await tx
		.insertInto( 'account_changes' )
		.values( {
			account_id: author.accountId,
			change_id: randomUUID(),
			at,
			origin: author.origin ?? 'person',
			person_id: author.personId ?? null,
			person_name: author.name ?? null,
			person_email: author.email ?? null,
			kind,
			subject_kind: subject?.kind ?? null,
			subject_id: subject?.id ?? null,
			subject_label: subject?.label.slice( 0, LONGEST_LABEL ) ?? null,
			details: JSON.stringify( details ),
		} )
		.execute();
}

/** noteChange() for a function that makes the change in a transaction of its own. */
export function noting( author: ChangeAuthor, change: Change, at: Date ): Note {
	return ( tx ) => noteChange( tx, author, change, at );
}

/** The author, if only the ID is known. A person who has since been removed is known by the ID alone. */
export async function authorOf(
	tx: Kysely< Database >,
	accountId: string,
	personId: string
): Promise< ChangeAuthor > {
	const row = await tx
		.selectFrom( 'account_people' )
		.select( [ 'name', 'email' ] )
		.where( 'account_id', '=', accountId )
		.where( 'person_id', '=', personId )
		.executeTakeFirst();
	return { accountId, personId, ...row };
}
