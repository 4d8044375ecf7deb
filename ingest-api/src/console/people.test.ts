import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { Browser, type Page } from '../../../scripts/store/shopper/browser.ts';
import { makeSignInLink } from '../accounts/sign-in.ts';
import { mailFolder, readMails } from '../ops/mailer.ts';
import { startTestApi } from '../testing/api.ts';
import { ConsoleVisitor, dom, textOf } from '../testing/console.ts';
import { addPerson, makePerson } from '../testing/people.ts';
import { INVITATIONS_TO_ONE } from './limits.ts';

const PEOPLE = '/settings/people';
const INVITE = `main form[action="${ PEOPLE }/invitations"]`;

async function start( env: Record< string, string > = {} ) {
	const dataDir = await mkdtemp( path.join( tmpdir(), 'ivorey-people-' ) );
	onTestFinished( () => rm( dataDir, { recursive: true, force: true } ) );
	const api = await startTestApi( { DATA_DIR: dataDir, ...env } );
	const owner = await ConsoleVisitor.signIn(
		api,
		await makePerson( api.db, 'ada@example.com' )
	);
	const invite = async ( email: string, role = 'member' ) =>
		owner.submit( await owner.get( PEOPLE ), { email, role }, INVITE );
	/** Finds the link in the last e-mail. */
	const link = async () => {
		const [ mail ] = await readMails( mailFolder( dataDir ) );
		const [ found ] = /https?:\/\/\S+\/invitation\/\S+/.exec( mail!.text )!;
		return { mail: mail!, path: new URL( found ).pathname };
	};
	return { api, owner, invite, link };
}

/** Sends the first form of a page, without a session's token. */
function press( browser: Browser, page: Page, fields: [ string, string ][] ) {
	const form = dom( page )( 'main form' );
	return browser.visit( form.attr( 'action' )!, { form: fields } );
}

describe( 'R40: a second person', () => {
	test( 'is invited by e-mail, joins, and is a member', async () => {
		const { api, owner, invite, link } = await start();
		const invited = await invite( 'mia@example.com' );
		expect( textOf( invited ) ).toContain( 'The invitation is on its way' );
		expect( textOf( invited ) ).toMatch( /mia@example\.com.*Waiting/ );
		const { mail, path: address } = await link();
		expect( mail ).toMatchObject( {
			to: [ 'mia@example.com' ],
			subject: 'Join Ada & Co on Ivorey',
		} );
		expect( mail.text ).toContain( 'ada@example.com invites you' );

		const mia = new Browser( api.url );
		const shown = await mia.visit( address );
		expect( textOf( shown ) ).toContain( 'Join Ada & Co' );
		// A mail scanner opens the link, too.
		expect( ( await new Browser( api.url ).visit( address ) ).status ).toBe(
			200
		);
		const joined = await press( mia, shown, [ [ 'name', 'Mia' ] ] );
		expect( new URL( joined.url ).pathname ).toBe( '/' );
		expect( dom( joined )( '.me' ).text() ).toContain( 'Mia' );
		const refused = await mia.visit( '/settings/webhooks/new' );
		expect( refused.status ).toBe( 403 );
		expect( textOf( refused ) ).toContain( 'ada@example.com' );

		const people = textOf( await owner.get( PEOPLE ) );
		expect( people ).toMatch( /Mia.*mia@example\.com.*Member/ );
		expect( people ).not.toContain( 'Withdraw' );
		const history = textOf( await owner.get( '/settings/history' ) );
		expect( history ).toContain(
			'ada@example.com invited mia@example.com'
		);
		expect( history ).toContain( 'Mia joined the account' );
	} );

	test( 'sees plainly why a link no longer works', async () => {
		const { api, owner, invite, link } = await start();
		const visitor = new Browser( api.url );
		const over = async ( address: string ) => {
			const shown = await visitor.visit( address );
			const pressed = await visitor.visit( address, { form: [] } );
			expect( pressed.status ).toBe( shown.status );
			expect( textOf( pressed ) ).toBe( textOf( shown ) );
			return [ shown.status, dom( shown )( 'h1' ).text() ];
		};
		expect( await over( '/invitation/nonsense' ) ).toEqual( [
			404,
			'This link doesn’t work',
		] );
		await invite( 'mia@example.com' );
		const first = await link();
		await owner.submit(
			await owner.get( PEOPLE ),
			{},
			'form[action$="/resend"]'
		);
		const second = await link();
		expect( second.path ).not.toBe( first.path );
		expect( await over( first.path ) ).toEqual( [
			404,
			'This link doesn’t work',
		] );
		await api.db
			.updateTable( 'account_invitations' )
			.set( { expires_at: new Date() } )
			.where( 'account_id', '=', owner.person.accountId )
			.execute();
		expect( await over( second.path ) ).toEqual( [
			410,
			'This invitation has expired',
		] );
		expect( textOf( await owner.get( PEOPLE ) ) ).toContain( 'Expired' );
		await owner.submit(
			await owner.get( PEOPLE ),
			{},
			'form[action$="/revoke"]'
		);
		expect( await over( second.path ) ).toEqual( [
			410,
			'This invitation was withdrawn',
		] );
		await invite( 'carl@example.com' );
		const third = await link();
		await addPerson(
			api.db,
			owner.person.accountId,
			'Carl@example.com',
			'member'
		);
		expect( await over( third.path ) ).toEqual( [
			410,
			'You are already in Ada & Co',
		] );
		await invite( 'eve@example.com' );
		const fourth = await link();
		await visitor.visit( fourth.path, { form: [] } );
		expect( await over( fourth.path ) ).toEqual( [
			410,
			'This invitation has already been accepted',
		] );
	} );

	test( 'sees whose invitation it is while signed in to another account, and switches to the new one', async () => {
		const { api, invite, link } = await start();
		await invite( 'mia@example.com', 'owner' );
		const { path: address } = await link();
		const other = await ConsoleVisitor.signIn(
			api,
			await makePerson( api.db, 'bob@example.com', 'Bob’s shop' )
		);
		const shown = await other.get( address );
		expect( textOf( shown ) ).toContain(
			'You are signed in to Bob’s shop as bob@example.com.'
		);
		const joined = await press( other.browser, shown, [] );
		expect( dom( joined )( '.me' ).text() ).toMatch(
			/Ada & Co\s+mia@example\.com/
		);
	} );

	test( 'is not lost when the mail server is down, and the page says so', async () => {
		const { invite } = await start( {
			SMTP_URL: 'smtp://127.0.0.1:1',
			MAIL_FROM: 'ivorey@example.com',
		} );
		const page = await invite( 'mia@example.com' );
		expect( textOf( page ) ).toContain(
			'the mail server did not accept the e-mail'
		);
		expect( textOf( page ) ).toMatch( /mia@example\.com.*Not sent/ );
	} );

	test( 'gets a limited number of invitations, and only valid new addresses are invited', async () => {
		const { invite } = await start();
		for ( let n = 0; n < INVITATIONS_TO_ONE; n++ ) {
			expect( ( await invite( 'mia@example.com' ) ).status ).toBe( 200 );
		}
		const more = await invite( 'MIA@example.com' );
		expect( more.status ).toBe( 429 );
		expect( textOf( more ) ).toContain( 'many invitations' );
		const nonsense = await invite( 'mia' );
		expect( nonsense.status ).toBe( 422 );
		expect( textOf( nonsense ) ).toContain( 'Enter an e-mail address' );
		expect( textOf( await invite( 'Ada@Example.com' ) ) ).toContain(
			'is already in this account'
		);
	} );
} );

describe( 'R40: an owner', () => {
	test( 'changes a role, which takes effect on the next page, and removes a person, whose sessions and links end at once', async () => {
		const { api, owner } = await start();
		const person = await addPerson(
			api.db,
			owner.person.accountId,
			'mia@example.com',
			'member'
		);
		const mia = await ConsoleVisitor.signIn( api, person );
		const form = `form[action="${ PEOPLE }/${ person.personId }/role"]`;
		expect( ( await mia.get( '/settings/webhooks/new' ) ).status ).toBe(
			403
		);
		await owner.submit(
			await owner.get( PEOPLE ),
			{ role: 'owner' },
			form
		);
		expect( ( await mia.get( '/settings/webhooks/new' ) ).status ).toBe(
			200
		);
		await owner.submit(
			await owner.get( PEOPLE ),
			{ role: 'member' },
			form
		);
		expect( ( await mia.get( '/settings/webhooks/new' ) ).status ).toBe(
			403
		);

		const token = await makeSignInLink(
			api.db,
			{ ...person, accountName: 'Ada & Co' },
			{ nextPath: '/', now: new Date(), validMs: 60_000 }
		);
		const removed = await owner.submit(
			await owner.get( `${ PEOPLE }/${ person.personId }/remove` )
		);
		expect( textOf( removed ) ).toContain( 'removed and signed out' );
		expect( ( await mia.get( '/orders' ) ).url ).toContain( '/sign-in?' );
		expect( ( await mia.get( `/sign-in/${ token }` ) ).status ).toBe( 410 );
		const history = textOf( await owner.get( '/settings/history' ) );
		expect( history ).toContain(
			'ada@example.com changed the role of mia@example.com'
		);
		expect( history ).toContain(
			'ada@example.com removed mia@example.com'
		);
	} );

	test( 'cannot leave while being the only one, not even by a forged form', async () => {
		const { api, owner } = await start();
		const page = await owner.get( PEOPLE );
		expect( textOf( page ) ).toContain( 'The only owner' );
		expect( dom( page )( 'form[action$="/role"]' ) ).toHaveLength( 0 );
		const csrf = dom( page )( 'input[name=_csrf]' ).attr( 'value' )!;
		const { personId } = owner.person;
		for ( const [ what, fields ] of [
			[ 'role', [ [ 'role', 'member' ] ] ],
			[ 'remove', [] ],
		] as [ string, [ string, string ][] ][] ) {
			const answer = await owner.browser.visit(
				`${ PEOPLE }/${ personId }/${ what }`,
				{ form: [ [ '_csrf', csrf ], ...fields ] }
			);
			expect( textOf( answer ) ).toContain( 'an account needs an owner' );
		}
		expect( ( await owner.get( '/settings/webhooks/new' ) ).status ).toBe(
			200
		);
		void api;
	} );

	test( 'names the account, and sets its time zone and locale', async () => {
		const { owner } = await start();
		const saved = await owner.submit(
			await owner.get( '/settings/account' ),
			{
				name: '  Ada’s  shops ',
				time_zone: 'Europe/Berlin',
				locale: 'de-AT',
			}
		);
		expect( textOf( saved ) ).toContain( 'Saved.' );
		expect( dom( saved )( '.account' ).text() ).toBe( 'Ada’s shops' );
		expect( dom( saved )( 'html' ).attr( 'data-time-zone' ) ).toBe(
			'Europe/Berlin'
		);
		const history = textOf( await owner.get( '/settings/history' ) );
		expect( history ).toContain( 'Time zone: UTC → Europe/Berlin' );
		const refused = await owner.submit( saved, { name: ' ' } );
		expect( refused.status ).toBe( 422 );
		expect( textOf( refused ) ).toContain( 'Enter a name for the account' );
		const odd = await owner.submit(
			await owner.get( '/settings/account' ),
			{
				time_zone: 'Mars/Olympus',
				locale: 'de-FR',
			}
		);
		expect( dom( odd )( 'select[name=locale] [selected]' ).val() ).toBe(
			''
		);
	} );
} );

describe( 'R40: a person', () => {
	test( 'reads times and amounts in their own zone and locale, or else in the account’s', async () => {
		const { api, owner } = await start();
		const mia = await ConsoleVisitor.signIn(
			api,
			await addPerson(
				api.db,
				owner.person.accountId,
				'mia@example.com',
				'member'
			)
		);
		await owner.submit( await owner.get( '/settings/account' ), {
			time_zone: 'America/New_York',
			locale: 'en-US',
		} );
		await api.db
			.updateTable( 'account_changes' )
			.set( { at: '2026-01-31T23:30:00Z' } )
			.where( 'account_id', '=', owner.person.accountId )
			.execute();
		const shown = async ( visitor: ConsoleVisitor ) =>
			dom( await visitor.get( '/settings/history' ) )( 'time' )
				.first()
				.text()
				.replaceAll( ' ', ' ' );
		expect( await shown( mia ) ).toBe( 'Jan 31, 2026, 6:30 PM' );
		const saved = await mia.submit( await mia.get( '/settings/profile' ), {
			name: 'Mia',
			time_zone: 'Asia/Tokyo',
			locale: 'de-DE',
		} );
		expect( textOf( saved ) ).toMatch( /1\.234,50 €/ );
		expect( await shown( mia ) ).toBe( '01.02.2026, 08:30' );
		expect( await shown( owner ) ).toBe( 'Jan 31, 2026, 6:30 PM' );
		await mia.submit( await mia.get( '/settings/profile' ), {
			time_zone: '',
			locale: '',
		} );
		expect( await shown( mia ) ).toBe( 'Jan 31, 2026, 6:30 PM' );
	} );

	test( 'switches between their own accounts, and to no other', async () => {
		const { api, owner } = await start();
		const there = await makePerson(
			api.db,
			'Ada@example.com',
			'The other'
		);
		const stranger = await makePerson( api.db, 'eve@example.com', 'Eve' );
		const profile = await owner.get( '/settings/profile' );
		expect( dom( profile )( '.me' ).text() ).toContain( 'Switch account' );
		expect( textOf( profile ) ).toContain( 'The other' );
		expect( textOf( profile ) ).not.toContain( 'Eve' );
		const before = owner.browser;
		const csrf = dom( profile )( 'input[name=_csrf]' ).attr( 'value' )!;
		const change = ( accountId: string, token = csrf ) =>
			before.visit( '/settings/profile/account', {
				form: [
					[ '_csrf', token ],
					[ 'account', accountId ],
				],
			} );
		expect( ( await change( stranger.accountId ) ).status ).toBe( 404 );
		expect( ( await change( there.accountId, 'x' ) ).status ).toBe( 403 );
		const changed = await change( there.accountId );
		expect( dom( changed )( '.account' ).text() ).toBe( 'The other' );
		const sessions = await api.db
			.selectFrom( 'console_sessions' )
			.select( 'account_id' )
			.execute();
		expect( sessions ).toEqual( [ { account_id: there.accountId } ] );
		const alone = await ConsoleVisitor.signIn( api, stranger );
		expect( dom( await alone.get( '/' ) )( '.me' ).text() ).not.toContain(
			'Switch account'
		);
	} );
} );

test( 'R40: the history is read page by page, and filtered by person and by area', async () => {
	const { api, owner } = await start();
	const { accountId, personId, email } = owner.person;
	await api.db
		.insertInto( 'account_changes' )
		.values(
			Array.from( { length: 120 }, ( _, n ) => ( {
				account_id: accountId,
				change_id: `00000000-0000-4000-8000-${ String( n ).padStart( 12, '0' ) }`,
				// Several changes share the same moment.
				at: new Date( Date.UTC( 2026, 0, 1 ) + Math.floor( n / 7 ) ),
				origin: 'person' as const,
				person_id: n % 2 === 0 ? personId : 'gone',
				person_name: null,
				person_email: n % 2 === 0 ? email : 'gone@example.com',
				kind: n % 3 === 0 ? 'store_paused' : 'automation_on',
				subject_kind: n % 3 === 0 ? 'store' : 'automation',
				subject_id: n % 3 === 0 ? 'con_1' : 'aut_1',
				subject_label: `number ${ n }.`,
				details: '{}',
			} ) )
		)
		.execute();
	const walk = async ( query: string ) => {
		const seen: number[] = [];
		let pages = 0;
		for (
			let next: string | undefined = `/settings/history${ query }`;
			next !== undefined;
		) {
			const page: Page = await owner.get( next );
			expect( page.status ).toBe( 200 );
			seen.push(
				...[ ...textOf( page ).matchAll( /number (\d+)\./g ) ].map(
					( match ) => Number( match[ 1 ] )
				)
			);
			pages++;
			next = dom( page )( '.pagination a:contains("Older")' ).attr(
				'href'
			);
		}
		return { seen, pages };
	};
	const all = Array.from( { length: 120 }, ( _, n ) => 119 - n );
	expect( await walk( '' ) ).toEqual( { seen: all, pages: 3 } );
	expect( ( await walk( '?about=store' ) ).seen ).toEqual(
		all.filter( ( n ) => n % 3 === 0 )
	);
	expect( ( await walk( '?person=gone' ) ).seen ).toEqual(
		all.filter( ( n ) => n % 2 === 1 )
	);
	expect(
		( await walk( `?person=${ personId }&about=automation` ) ).seen
	).toEqual( all.filter( ( n ) => n % 2 === 0 && n % 3 !== 0 ) );
	const stranger = await ConsoleVisitor.signIn( api );
	expect(
		textOf( await stranger.get( '/settings/history?person=gone' ) )
	).toContain( 'Nothing yet' );
} );
