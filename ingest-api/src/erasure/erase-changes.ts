import { sql, type Kysely } from 'kysely';
import { emailHash } from '../accounts/email-hash.ts';
import type { Database } from '../db/schema.ts';

const ADDRESS = /[^\s<>"'(),;:“”]+@[^\s<>"'(),;:“”]+/g;
const ERASED = '(erased)';

/** Text in which somebody's address is blacked out, wherever it stands. */
export function redactAddress( text: string, hash: string ): string {
	return text.replaceAll( ADDRESS, ( address ) =>
		emailHash( address ) === hash ? ERASED : address
	);
}

/**
 * R3, R40: takes an erased address out of the account's history, be it that of a person who was removed from the account
 * or part of a name that somebody typed. Somebody who is in the account is no mere buyer: their lines stay.
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

/** Those that are over; one that waits for its answer is sent to somebody who is to join. */
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
