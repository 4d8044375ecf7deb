import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { AccountChangesTable } from '../db/console-tables.ts';
import type { Database } from '../db/schema.ts';

/** R40: what the history of an account tells. */
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

/** What becomes of a store, by what a person does with it. */
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

/** The id of what was deleted with all that belongs to it, so that nothing leads there. */
export const DELETED_SUBJECT = 'deleted';

/** Who made a change. */
export interface ChangeAuthor {
	accountId: string;
	/** A person where left out. */
	origin?: AccountChangesTable[ 'origin' ];
	personId?: string;
	name?: string | null;
	email?: string;
}

export interface Change {
	kind: ChangeKind;
	/** Left out where it is the account itself, or where naming it would keep what was erased. */
	subject?: {
		kind: SubjectKind;
		/** Of a product: `con_…/501`. */
		id: string;
		/** As people know it; stays when the subject is gone. */
		label: string;
	};
	/** A few plain facts, such as `{ from: 'member', to: 'owner' }`. Nothing of a buyer, and no secret. */
	details?: Readonly< Record< string, unknown > >;
}

/** Writes something about a change into the transaction that makes it. */
export type Note = ( tx: Kysely< Database > ) => Promise< void >;

const LONGEST_LABEL = 300;

/** R40: who changed what. To be called in the transaction of the change, so that there is never one without the other. */
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

/** The author where only the id is known; who was removed meanwhile is known by it alone. */
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
