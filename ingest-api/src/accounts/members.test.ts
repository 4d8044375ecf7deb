import { describe, expect, test } from 'vitest';
import { startTestApi } from '../testing/api.ts';
import { addPerson, makePerson, type TestPerson } from '../testing/people.ts';
import {
	acceptInvitation,
	findInvitation,
	invite,
	inviteAgain,
	INVITATION_MS,
	listInvitations,
	MOST_INVITATIONS,
	revokeInvitation,
	type NewInvitation,
} from './invitations.ts';
import { changeRole, listMembers, removeMember } from './members.ts';
import { findSession } from './sign-in.ts';

const now = () => new Date();

async function start() {
	const api = await startTestApi();
	const owner = await makePerson( api.db, 'ada@example.com' );
	const invited = async (
		email = 'mia@example.com',
		role: 'owner' | 'member' = 'member',
		by: TestPerson = owner
	) => {
		const made = await invite( api.db, by, { email, role }, now() );
		expect( made ).toMatchObject( { token: expect.any( String ) } );
		return made as NewInvitation;
	};
	return { api, owner, invited };
}

const rolesOf = async (
	{ db }: Awaited< ReturnType< typeof startTestApi > >,
	accountId: string
) =>
	Object.fromEntries(
		( await listMembers( db, accountId ) ).map( ( { email, role } ) => [
			email,
			role,
		] )
	);

describe( 'R40: the last owner', () => {
	test( 'is neither removed nor made a member', async () => {
		const { api, owner } = await start();
		await addPerson( api.db, owner.accountId, 'mia@example.com', 'member' );
		expect(
			await removeMember( api.db, owner, owner.personId, now() )
		).toBe( 'last_owner' );
		expect(
			await changeRole( api.db, owner, owner.personId, 'member', now() )
		).toBe( 'last_owner' );
		expect( await rolesOf( api, owner.accountId ) ).toEqual( {
			'ada@example.com': 'owner',
			'mia@example.com': 'member',
		} );
	} );

	test( 'is kept when owners remove and demote each other at the same time', async () => {
		const { api, owner } = await start();
		const { accountId } = owner;
		for ( let round = 0; round < 8; round++ ) {
			const other = await addPerson(
				api.db,
				accountId,
				`bob-${ round }@example.com`,
				'owner'
			);
			const [ first ] = ( await listMembers( api.db, accountId ) ).filter(
				( { role } ) => role === 'owner'
			);
			const one = { ...owner, personId: first!.personId };
			const outcomes = await Promise.all( [
				removeMember( api.db, one, other.personId, now() ),
				changeRole( api.db, other, one.personId, 'member', now() ),
				changeRole( api.db, one, one.personId, 'member', now() ),
				removeMember( api.db, other, other.personId, now() ),
			] );
			expect( outcomes ).toContain( 'done' );
			const owners = ( await listMembers( api.db, accountId ) ).filter(
				( { role } ) => role === 'owner'
			);
			expect( owners ).toHaveLength( 1 );
		}
	} );

	test( 'cannot be changed from another account', async () => {
		const { api, owner } = await start();
		const stranger = await makePerson( api.db );
		expect(
			await removeMember( api.db, owner, stranger.personId, now() )
		).toBe( 'gone' );
		expect(
			await removeMember(
				api.db,
				{ ...stranger, accountId: owner.accountId },
				owner.personId,
				now()
			)
		).toBe( 'not_owner' );
	} );
} );

describe( 'R40: an invitation', () => {
	test( 'is kept as a hash only, is shown each time it is opened, and creates a person once', async () => {
		const { api, owner, invited } = await start();
		const { token } = await invited( 'Mia@Example.com' );
		const rows = await api.db
			.selectFrom( 'account_invitations' )
			.selectAll()
			.where( 'account_id', '=', owner.accountId )
			.execute();
		expect( JSON.stringify( rows ) ).not.toContain(
			token.split( '.' )[ 1 ]
		);
		for ( let opened = 0; opened < 2; opened++ ) {
			expect(
				await findInvitation( api.db, token, now() )
			).toMatchObject( {
				state: 'open',
				accountName: 'Ada & Co',
				email: 'Mia@Example.com',
				role: 'member',
				invitedBy: 'ada@example.com',
			} );
		}
		const accepted = await Promise.all(
			Array.from( { length: 5 }, () =>
				acceptInvitation( api.db, token, 'Mia', now() )
			)
		);
		const sessions = accepted.flatMap( ( one ) =>
			one !== null && 'session' in one ? [ one.session ] : []
		);
		expect( sessions ).toHaveLength( 1 );
		expect(
			await findSession( api.db, sessions[ 0 ]!, now() )
		).toMatchObject( {
			email: 'Mia@Example.com',
			name: 'Mia',
			role: 'member',
		} );
		expect( await rolesOf( api, owner.accountId ) ).toEqual( {
			'ada@example.com': 'owner',
			'Mia@Example.com': 'member',
		} );
		expect( await findInvitation( api.db, token, now() ) ).toMatchObject( {
			state: 'accepted',
		} );
	} );

	test( 'stops working after seven days, when it is revoked, and when it is sent again', async () => {
		const { api, owner, invited } = await start();
		const stateOf = async ( token: string, at = now() ) =>
			( await findInvitation( api.db, token, at ) )?.state ?? null;
		const first = await invited();
		const later = ( ms: number ) => new Date( Date.now() + ms );
		expect(
			await stateOf( first.token, later( INVITATION_MS - 60_000 ) )
		).toBe( 'open' );
		const late = later( INVITATION_MS + 60_000 );
		expect( await stateOf( first.token, late ) ).toBe( 'expired' );
		expect(
			await acceptInvitation( api.db, first.token, null, late )
		).toMatchObject( { state: 'expired' } );
		const again = await inviteAgain(
			api.db,
			owner,
			first.invitationId,
			now()
		);
		expect( await stateOf( first.token ) ).toBeNull();
		expect( await stateOf( again!.token ) ).toBe( 'open' );
		expect(
			await revokeInvitation( api.db, owner, first.invitationId, now() )
		).toBe( true );
		expect( await stateOf( again!.token ) ).toBe( 'revoked' );
		expect(
			await acceptInvitation( api.db, again!.token, null, now() )
		).toMatchObject( { state: 'revoked' } );
		expect(
			await inviteAgain( api.db, owner, first.invitationId, now() )
		).toBeNull();
		expect( Object.keys( await rolesOf( api, owner.accountId ) ) ).toEqual(
			[ 'ada@example.com' ]
		);
	} );

	test( 'works in no other account, and cannot be managed by another account’s owner', async () => {
		const { api, owner, invited } = await start();
		const stranger = await makePerson( api.db );
		const { token, invitationId } = await invited();
		const moved = `${ stranger.accountId }.${ token.split( '.' )[ 1 ] }`;
		expect( await findInvitation( api.db, moved, now() ) ).toBeNull();
		expect(
			await acceptInvitation( api.db, moved, null, now() )
		).toBeNull();
		expect(
			await revokeInvitation( api.db, stranger, invitationId, now() )
		).toBe( false );
		expect(
			await inviteAgain( api.db, stranger, invitationId, now() )
		).toBeNull();
		expect( await listInvitations( api.db, owner.accountId ) ).toHaveLength(
			1
		);
	} );

	test( 'is unique per address, is refused for an existing person, and is limited in number', async () => {
		const { api, owner, invited } = await start();
		const first = await invited( 'mia@example.com' );
		const second = await invited( ' MIA@example.com'.trim(), 'owner' );
		expect( second.invitationId ).toBe( first.invitationId );
		expect(
			await listInvitations( api.db, owner.accountId )
		).toMatchObject( [ { email: 'MIA@example.com', role: 'owner' } ] );
		const ask = ( email: string ) =>
			invite( api.db, owner, { email, role: 'member' }, now() );
		expect( await ask( 'Ada@example.com' ) ).toBe( 'is_person' );
		await addPerson( api.db, owner.accountId, 'mia@example.com' );
		expect(
			await findInvitation( api.db, second.token, now() )
		).toMatchObject( { state: 'is_person' } );
		for ( let n = 1; n < MOST_INVITATIONS; n++ ) {
			await invited( `p${ n }@example.com` );
		}
		expect( await ask( 'one-more@example.com' ) ).toBe( 'too_many' );
	} );
} );
