import { sql, type Kysely } from 'kysely';
import { emailHash } from '../accounts/email-hash.ts';
import type { Database } from '../db/schema.ts';

const ADDRESS = /[^\s<>"'(),;:“”]+@[^\s<>"'(),;:“”]+/g;
const ERASED = '(erased)';

/** Redacts a person's address wherever it stands in a text. */
export function redactAddress( text: string, hash: string ): string {
	return text.replaceAll( ADDRESS, ( address ) =>
		emailHash( address ) === hash ? ERASED : address
	);
}

/**
 * R3, R40: removes an erased address from the account's history, whether it belongs to a person who was removed from
 * the account or is part of a name that somebody typed. The lines of a person who is in the account stay, even if they
 * are also a buyer.
 */
export async function eraseFromChanges(
	tx: Kysely< Database >,
	accountId: string,
	hash: string
): Promise< void > {
	const people = await tx
		.selectFrom( 'account_people' )
		.select( 'email' )
		.where( 'account_id', '=', accountId )
		.execute();
	if ( people.some( ( { email } ) => emailHash( email ) === hash ) ) {
		return;
	}
	await deleteInvitations( tx, accountId, hash );
	const { rows } = await sql< {
		change_id: string;
		person_email: string | null;
		subject_label: string | null;
		details: string;
	} >`
		select change_id, person_email, subject_label, details::text as details
		from account_changes
		where account_id = ${ accountId } and concat( person_email, subject_label, details ) like '%@%'
		order by change_id
	`.execute( tx );
	for ( const row of rows ) {
		const isTheirs =
			row.person_email !== null && emailHash( row.person_email ) === hash;
		const label =
			row.subject_label === null
				? null
				: redactAddress( row.subject_label, hash );
		const details = redactAddress( row.details, hash );
		if (
			isTheirs ||
			label !== row.subject_label ||
			details !== row.details
		) {
			await tx
				.updateTable( 'account_changes' )
				.set( {
					subject_label: label,
					details,
					...( isTheirs
						? { person_email: null, person_name: null }
						: {} ),
				} )
				.where( 'account_id', '=', accountId )
				.where( 'change_id', '=', row.change_id )
				.execute();
		}
	}
}

/** Deletes settled invitations only; a pending one is for a person who is about to join. */
async function deleteInvitations(
	tx: Kysely< Database >,
	accountId: string,
	hash: string
): Promise< void > {
	const rows = await tx
		.selectFrom( 'account_invitations' )
		.select( [ 'invitation_id', 'email' ] )
		.where( 'account_id', '=', accountId )
		.where( 'settled', 'is not', null )
		.execute();
	const theirs = rows.filter( ( { email } ) => emailHash( email ) === hash );
	if ( theirs.length > 0 ) {
		await tx
			.deleteFrom( 'account_invitations' )
			.where( 'account_id', '=', accountId )
			.where(
				'invitation_id',
				'in',
				theirs.map( ( row ) => row.invitation_id )
			)
			.execute();
	}
}
