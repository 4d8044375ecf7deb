import { expect, test } from 'vitest';
import { noteChange } from '../accounts/changes.ts';
import { startTestApi } from '../testing/api.ts';
import { addPerson, makePerson } from '../testing/people.ts';
import { redactAddress } from './erase-changes.ts';
import { emailHash } from '../accounts/email-hash.ts';
import { eraseByOwner } from './erase-by-owner.ts';

test.for( [
	[ 'Mail to Bea@Example.com', 'Mail to (erased)' ],
	[ 'bea@example.com, carl@example.com', '(erased), carl@example.com' ],
	[ '{"for": "bea@example.com"}', '{"for": "(erased)"}' ],
	[ '“bea@example.com”', '“(erased)”' ],
	[ 'No address at all @ home', 'No address at all @ home' ],
	[ 'abea@example.com', 'abea@example.com' ],
] as const )( 'R3: “%s” becomes “%s”', ( [ text, left ] ) => {
	expect( redactAddress( text, emailHash( 'bea@example.com' ) ) ).toBe(
		left
	);
} );

test( 'R3, R40: an erasure removes a buyer’s address from the history, and nothing else', async () => {
	const api = await startTestApi();
	const owner = await makePerson( api.db, 'ada@example.com' );
	const other = await makePerson( api.db, 'other@example.com' );
	const { accountId } = owner;
	const gone = await addPerson( api.db, accountId, 'Bea@Example.com' );
	const note = ( author: typeof owner, label: string ) =>
		noteChange(
			api.db,
			author,
			{
				kind: 'automation_changed',
				subject: { kind: 'automation', id: 'aut_1', label },
				details: { was: label },
			},
			new Date()
		);
	await note( owner, 'For bea@example.com' );
	await note( { ...gone, name: 'Bea' } as typeof gone, 'Thanks' );
	await note( other, 'For bea@example.com' );
	await api.db
		.deleteFrom( 'account_people' )
		.where( 'account_id', '=', accountId )
		.where( 'person_id', '=', gone.personId )
		.execute();
	await eraseByOwner( api.db, {
		accountId,
		email: 'bea@example.com',
		requestedBy: 'console',
		person: owner,
		now: new Date(),
	} );
	const rows = await api.db
		.selectFrom( 'account_changes' )
		.selectAll()
		.orderBy( 'at' )
		.execute();
	const own = rows.filter( ( row ) => row.account_id === accountId );
	expect( JSON.stringify( own ).toLowerCase() ).not.toMatch( /bea\b/ );
	expect( own ).toMatchObject( [
		{
			person_email: 'ada@example.com',
			subject_label: 'For (erased)',
			details: { was: 'For (erased)' },
		},
		{ person_email: null, person_name: null, subject_label: 'Thanks' },
		{ kind: 'person_erased', person_email: 'ada@example.com' },
	] );
	// Another account's history is left alone.
	expect(
		rows.find( ( row ) => row.account_id === other.accountId )
	).toMatchObject( { subject_label: 'For bea@example.com' } );
} );

test( 'R40: people of the account keep their lines, even if they are buyers', async () => {
	const api = await startTestApi();
	const owner = await makePerson( api.db, 'ada@example.com' );
	await eraseByOwner( api.db, {
		accountId: owner.accountId,
		email: owner.email,
		requestedBy: 'console',
		person: owner,
		now: new Date(),
	} );
	const row = await api.db
		.selectFrom( 'account_changes' )
		.selectAll()
		.executeTakeFirstOrThrow();
	expect( row ).toMatchObject( {
		kind: 'person_erased',
		person_email: 'ada@example.com',
	} );
} );
