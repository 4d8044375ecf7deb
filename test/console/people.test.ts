import type { Browser } from '@playwright/test';
import {
	afterAll,
	beforeAll,
	describe,
	expect,
	onTestFinished,
	test,
} from 'vitest';
import {
	INVITATION_MS,
	invite,
	revokeInvitation,
} from '@ivorey/ingest-api/accounts/invitations.ts';
import {
	makeSignInLink,
	PRINTED_LINK_MS,
} from '@ivorey/ingest-api/accounts/sign-in.ts';
import { addPerson } from '@ivorey/ingest-api/testing/people.ts';
import {
	findChromium,
	launchChromium,
	newContext,
	withReason,
} from './chromium.ts';
import { look } from './look.ts';
import { visit } from './visit.ts';

const PEOPLE = '/settings/people';
const executable = findChromium();

let chromium: Browser;
describe.skipIf( executable === null )(
	withReason( 'the people of an account in a browser' ),
	{ timeout: 480_000 },
	() => {
		beforeAll( async () => {
			chromium = await launchChromium( executable! );
		} );
		afterAll( () => chromium.close() );

		test( 'R40 an owner invites, a member looks around: every page in light and dark, with nothing that a member may not see', async () => {
			const { api, open, page, store } = await visit( chromium );
			await open( PEOPLE );
			await look( page, 'people-alone' );
			await page.getByLabel( 'E-mail address' ).fill( 'ada@example.com' );
			await page.getByRole( 'button', { name: 'Invite' } ).click();
			await page.getByText( 'is already in this account' ).waitFor();
			await look( page, 'people-error' );
			await page
				.getByLabel( 'E-mail address' )
				.fill(
					'somebody-with-a-long-name@department.of.some.example.com'
				);
			await page.getByRole( 'button', { name: 'Invite' } ).click();
			await page.getByText( 'is on its way' ).waitFor();
			const member = await addPerson(
				api.db,
				store.accountId,
				'mia@example.com',
				'member'
			);
			const leaver = await addPerson(
				api.db,
				store.accountId,
				'bob@example.com'
			);
			await open( PEOPLE );
			await page
				.getByRole( 'button', { name: /Make owner.*mia@example\.com/ } )
				.waitFor();
			await look( page, 'people' );
			await open( `${ PEOPLE }/${ leaver.personId }/remove` );
			await look( page, 'people-remove' );
			await page.getByRole( 'button', { name: 'Remove' } ).click();
			await page.getByText( 'removed and signed out' ).waitFor();

			await open( '/settings/account' );
			await page
				.getByLabel( 'Time zone' )
				.selectOption( 'America/New_York' );
			await page
				.getByLabel( 'Dates and amounts' )
				.selectOption( 'de-AT' );
			await page.getByRole( 'button', { name: 'Save' } ).click();
			await page.getByText( 'Saved.' ).waitFor();
			await look( page, 'account' );
			await open( '/settings/profile' );
			await look( page, 'profile' );
			await open( '/settings/history' );
			await look( page, 'account-history' );
			await open( '/settings/history?about=token' );
			await page.getByText( 'No changes match' ).waitFor();
			await open( '/settings/integration' );
			await look( page, 'settings' );

			const context = await newContext( chromium );
			const mia = await context.newPage();
			const token = await makeSignInLink(
				api.db,
				{ ...member, accountName: 'Ada & Co' },
				{
					nextPath: PEOPLE,
					now: new Date(),
					validMs: PRINTED_LINK_MS,
				}
			);
			await mia.goto( `${ api.url }/sign-in/${ token }` );
			await mia.getByRole( 'button', { name: 'Sign in' } ).click();
			await mia.getByText( 'Only an owner can invite' ).waitFor();
			await look( mia, 'people-as-member' );
			await mia.goto( `${ api.url }/settings/webhooks/new` );
			await mia
				.getByRole( 'link', { name: 'ada@example.com' } )
				.waitFor();
			await look( mia, 'owners-only' );
			await mia.goto(
				`${ api.url }/settings/integration/woocommerce/${ store.connectionId }`
			);
			await mia.getByText( 'Only an owner can change what' ).waitFor();
			await look( mia, 'store-as-member' );
			await context.close();
		} );

		test( 'R40 the invitation page in light and dark: valid, for another address, used, expired, withdrawn, and unknown', async () => {
			const { api, page, store } = await visit( chromium );
			const owner = {
				accountId: store.accountId,
				email: 'ada@example.com',
			};
			const send = async (
				email: string,
				role: 'owner' | 'member',
				at = new Date()
			) => {
				const made = await invite( api.db, owner, { email, role }, at );
				return typeof made === 'string' ? expect.unreachable() : made;
			};
			const context = await newContext( chromium );
			onTestFinished( () => context.close() );
			const stranger = await context.newPage();
			const open = ( token: string, on = stranger ) =>
				on.goto( `${ api.url }/invitation/${ token }` );
			const long = await send(
				'somebody-with-a-long-name@department.of.some.example.com',
				'owner'
			);
			await open( long.token );
			await look( stranger, 'invitation' );
			await open( long.token, page );
			await page.getByText( 'You are signed in to' ).waitFor();
			await look( page, 'invitation-for-another' );

			const mia = await send( 'mia@example.com', 'member' );
			await open( mia.token );
			await look( stranger, 'invitation-member' );
			await stranger.getByLabel( 'Your name' ).fill( 'Mia' );
			await stranger.getByRole( 'button', { name: 'Join' } ).click();
			await stranger
				.getByRole( 'heading', { name: 'Overview' } )
				.waitFor();
			await open( mia.token, page );
			await page.getByText( 'already been accepted' ).waitFor();
			await look( page, 'invitation-used' );

			const late = await send(
				'bob@example.com',
				'member',
				new Date( Date.now() - INVITATION_MS - 1 )
			);
			await open( late.token );
			await stranger.getByText( 'has expired' ).waitFor();
			await look( stranger, 'invitation-expired' );
			const withdrawn = await send( 'eve@example.com', 'member' );
			await revokeInvitation(
				api.db,
				owner,
				withdrawn.invitationId,
				new Date()
			);
			await open( withdrawn.token );
			await stranger.getByText( 'was withdrawn' ).waitFor();
			await look( stranger, 'invitation-withdrawn' );
			await open( 'x' );
			await stranger.getByText( 'doesn’t work' ).waitFor();
			await look( stranger, 'invitation-wrong' );
		} );

		test( 'R40 times are in the chosen time zone, with the browser’s script and without', async () => {
			const { api, open, page, store } = await visit( chromium );
			await api.db
				.updateTable( 'account_people' )
				.set( { time_zone: 'Asia/Tokyo', locale: 'de-DE' } )
				.where( 'account_id', '=', store.accountId )
				.execute();
			await open( '/settings/account' );
			await page.getByLabel( 'Name' ).fill( 'Ada' );
			await page.getByRole( 'button', { name: 'Save' } ).click();
			await page.getByText( 'Saved.' ).waitFor();
			await api.db
				.updateTable( 'account_changes' )
				.set( { at: '2026-01-31T23:30:00Z' } )
				.where( 'account_id', '=', store.accountId )
				.execute();
			const read = async () => {
				await open( '/settings/history' );
				return page.locator( 'time' ).first().textContent();
			};
			expect( ( await read() )!.trim() ).toBe( '01.02.2026, 08:30' );
			await api.db
				.updateTable( 'account_people' )
				.set( { time_zone: null, locale: null } )
				.where( 'account_id', '=', store.accountId )
				.execute();
			// No time zone was chosen: the browser's own applies.
			const own = await page.evaluate( () =>
				new Intl.DateTimeFormat( 'en-GB', {
					dateStyle: 'medium',
					timeStyle: 'short',
				} ).format( new Date( '2026-01-31T23:30:00Z' ) )
			);
			expect( ( await read() )!.trim() ).toBe( own );
		} );
	}
);
