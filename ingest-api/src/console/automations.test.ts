import { expect, test } from 'vitest';
import { waitFor } from '../../../test/wait.ts';
import type { TestApi } from '../testing/api.ts';
import {
	ConsoleVisitor,
	dom,
	startOwnedStore,
	textOf,
	type OwnedStore,
} from '../testing/console.ts';
import { orderRecord, triggerRecord } from '../testing/records.ts';

const CONFIRMATION = '/automations/order-confirmation';

async function bed(): Promise<
	OwnedStore & { place: ( id: string ) => Promise< unknown > }
> {
	const owned = await startOwnedStore();
	let version = Date.now() * 1_000;
	return {
		...owned,
		place: ( id ) =>
			owned.store.send( [
				orderRecord( id, ++version, {
					status: 'on-hold',
					date_paid: null,
					billing_email: `buyer${ id }@example.com`,
					marketing_consent: { given: true, source: 'mailpoet' },
				} ),
				triggerRecord( 'order_submitted', id, ++version, {
					occurred_at: new Date().toISOString(),
				} ),
			] ),
	};
}

function messagesOf( { api, owner }: { api: TestApi; owner: ConsoleVisitor } ) {
	return api.db
		.selectFrom( 'messages' )
		.selectAll()
		.where( 'account_id', '=', owner.person.accountId )
		.orderBy( 'created_at' )
		.execute();
}

test( 'R32 R42 an owner finds the ready-made automations off, sees what one would have done, and switches it on', async () => {
	const { api, owner, place } = await bed();
	await place( '1' );
	const list = await owner.get( '/automations' );
	expect( textOf( list ) ).toContain( 'Order confirmation' );
	expect( textOf( list ) ).toContain( 'Follow-up on a pending payment' );
	const page = await owner.get( CONFIRMATION );
	expect( textOf( page ) ).toContain(
		'When an order is placed, send the buyer an e-mail immediately.'
	);
	const review = await owner.get( `${ CONFIRMATION }/review` );
	expect( textOf( review ) ).toContain( 'buyer1@example.com' );
	expect( textOf( review ) ).toContain( '1 e-mail would have been sent' );
	const source = dom( review )( 'iframe[name=email]' ).attr( 'src' )!;
	const email = await owner.get( source );
	expect( email.text ).toContain( 'Thank you for your order' );
	expect( email.headers.get( 'content-security-policy' ) ).toContain(
		'sandbox'
	);
	const on = await owner.submit( review );
	expect( textOf( on ) ).toContain( 'The automation is on.' );
	await place( '2' );
	await waitFor(
		async () =>
			( await messagesOf( { api, owner } ) )[ 0 ]?.state === 'sent'
	);
	const history = textOf( await owner.get( CONFIRMATION ) );
	expect( history ).toContain( 'buyer2@example.com' );
	expect( history ).not.toContain( 'buyer1@example.com' );
	const sent = await owner.get(
		dom( await owner.get( CONFIRMATION ) )( 'a[target=_blank]' ).attr(
			'href'
		)!
	);
	expect( sent.text ).toContain( '#2' );
	const off = await owner.submit(
		await owner.get( CONFIRMATION ),
		{},
		`form[action="${ CONFIRMATION }/off"]`
	);
	expect( textOf( off ) ).toContain( 'The automation is off.' );
} );

test( 'R42 a test goes to the person who asks for it, and never to the buyer', async () => {
	const { api, owner, place } = await bed();
	await place( '1' );
	const told = await owner.submit(
		await owner.get( CONFIRMATION ),
		{},
		`form[action="${ CONFIRMATION }/test"]`
	);
	expect( textOf( told ) ).toContain( owner.person.email );
	const [ message ] = await waitFor( async () => {
		const all = await messagesOf( { api, owner } );
		return all[ 0 ]?.state === 'sent' && all;
	} );
	expect( message ).toMatchObject( {
		recipient: owner.person.email,
		kind: 'test',
		subject: expect.stringMatching( /^\[Test\] / ),
	} );
} );

test( 'an owner creates an automation, gets errors by field, line and column, and corrects them', async () => {
	const { owner } = await bed();
	const wrong = await owner.submit( await owner.get( '/automations/new' ), {
		name: 'Mine',
		delay: '2',
		delay_unit: 'hour',
		body: '<p>Hello</p>\n<p>{% if order.number %}</p>',
		max_total: '5',
		min_total: '9',
	} );
	expect( wrong.status ).toBe( 422 );
	expect( textOf( wrong ) ).toContain(
		'The highest total is below the lowest'
	);
	expect( dom( wrong )( '[name=name]' ).attr( 'value' ) ).toBe( 'Mine' );
	const template = await owner.submit( wrong, { max_total: '' } );
	expect( template.status ).toBe( 422 );
	expect( textOf( template ) ).toMatch( /line 2/ );
	const made = await owner.submit( template, { body: '<p>Hello</p>' } );
	expect( textOf( made ) ).toContain( 'Saved.' );
	expect( textOf( made ) ).toContain(
		'send the buyer an e-mail 2 hours later, if its total is at least 9.'
	);
	const edit = await owner.get( `${ made.url.split( '?' )[ 0 ] }/edit` );
	expect( dom( edit )( '[name=delay]' ).attr( 'value' ) ).toBe( '2' );
	const asked = await owner.get(
		dom( made )( 'a[href$="/delete"]' ).attr( 'href' )!
	);
	expect( textOf( asked ) ).toContain( 'Delete “Mine”?' );
	expect( textOf( await owner.get( '/automations' ) ) ).toContain( 'Mine' );
	const gone = await owner.submit( asked );
	expect( textOf( gone ) ).toContain( 'The automation is deleted.' );
	expect( textOf( gone ) ).not.toContain( 'Mine' );
} );

test( 'an amount is never saved as another one, and errors are worded for the form', async () => {
	const { owner } = await bed();
	const form = await owner.get( '/automations/new' );
	const submit = ( fields: Record< string, string > ) =>
		owner.submit( form, { name: 'Mine', ...fields } );
	const grouped = await submit( { min_total: '1,000.50' } );
	expect( textOf( grouped ) ).toContain( 'its total is at least 1000.50' );
	const ambiguous = await submit( { min_total: '1,000' } );
	expect( ambiguous.status ).toBe( 422 );
	const $ = dom( ambiguous );
	expect( $( '#min_total-error' ).text() ).toContain( 'in two ways' );
	expect( $( '#min_total' ).attr( 'value' ) ).toBe( '1,000' );
	for ( const [ name, value, words ] of [
		[ 'delay', '1.5', 'Enter a whole number, 0 or more.' ],
		[ 'delay_unit', 'constructor', 'Enter a whole number, 0 or more.' ],
		[ 'hourly_limit', '0x10', 'Enter a whole number from 1 to 100,000.' ],
		[ 'hourly_limit', '200000', 'Enter a whole number from 1 to 100,000.' ],
		[
			'latest_age_hours',
			'0',
			'Enter a whole number of hours, from 1 to 672.',
		],
		[ 'subject', 'x'.repeat( 501 ), 'at most 500 characters' ],
		[ 'name', 'x'.repeat( 101 ), 'at most 100 characters' ],
		[ 'trigger', 'other', 'Choose when the automation acts.' ],
		[ 'buyer', 'other', 'Choose one of these.' ],
		[ 'purpose', 'other', 'Choose one of these.' ],
		[ 'statuses', 'x'.repeat( 101 ), 'at most 500 statuses' ],
		[ 'max_total', 'lots', 'Enter an amount like 49.90.' ],
		[ 'products', 'x'.repeat( 101 ), 'at most 500 products' ],
	] as const ) {
		const refused = await submit( { [ name ]: value } );
		expect( refused.status, name ).toBe( 422 );
		const text = dom( refused )( '.error' ).text();
		expect( text, `${ name } ${ value }` ).toContain( words );
		expect( text ).not.toMatch( /Invalid|expected|Too (big|small)/ );
	}
} );

test( 'the notice after a form reports its actual result, and the address can name only known notices', async () => {
	const { owner, place } = await bed();
	const tell = async ( selector: string ) => {
		const page = await owner.submit(
			await owner.get( CONFIRMATION ),
			{},
			selector
		);
		return dom( page )( '.notice' );
	};
	expect( dom( await owner.get( CONFIRMATION ) )( '.notice' ) ).toHaveLength(
		0
	);
	for ( const told of [ 'constructor', 'toString', 'released:x', 'x' ] ) {
		const page = await owner.get( `${ CONFIRMATION }?told=${ told }` );
		expect( page.status, told ).toBe( 200 );
		expect( dom( page )( '.notice' ).length, told ).toBe( 0 );
	}
	const review = await owner.get( `${ CONFIRMATION }/review` );
	const on = await owner.submit( review );
	expect( dom( on )( '.notice.good' ).text() ).toContain(
		'The automation is on.'
	);
	const again = await owner.submit( review );
	expect( dom( again )( '.notice.none' ).text() ).toContain(
		'The automation is already on.'
	);
	await place( '1' );
	const page = await waitFor( async () => {
		const found = await owner.get( CONFIRMATION );
		return textOf( found ).includes( 'buyer1@example.com' ) && found;
	} );
	const csrf = dom( page )( '[name=_csrf]' ).attr( 'value' )!;
	const refused = await owner.browser.visit( `${ CONFIRMATION }/again`, {
		form: [
			[ '_csrf', csrf ],
			[ 'connection', 'con_x' ],
			[ 'trigger', 'none' ],
		],
	} );
	expect( dom( refused )( '.notice.warn' ).text() ).toContain(
		'Not sent again'
	);
	const off = await tell( `form[action="${ CONFIRMATION }/off"]` );
	expect( off.hasClass( 'good' ) ).toBe( true );
} );

test( 'R33 the counts on the history’s tabs match their lists, whatever the age of the runs', async () => {
	const { api, owner, store } = await startOwnedStore( {
		ROLES: 'ingest,console',
	} );
	const now = new Date();
	await api.db
		.insertInto( 'automation_runs' )
		.values(
			(
				[
					[ '1', 'sent', 90 ],
					[ '2', 'acting', 0 ],
					[ '3', 'sent', 0 ],
				] as const
			 ).map( ( [ id, state, days ] ) => ( {
				account_id: owner.person.accountId,
				automation_id: 'order-confirmation',
				connection_id: store.connectionId,
				trigger_id: `order_submitted:${ id }`,
				order_id: id,
				trigger_cursor: id,
				occurred_at: new Date( now.getTime() - days * 24 * 3_600_000 ),
				version: 1,
				state,
				due_at: now,
				created_at: now,
			} ) )
		)
		.execute();
	const $ = dom( await owner.get( CONFIRMATION ) );
	const tabs = $( '.tabs a' )
		.toArray()
		.map( ( tab ) => $( tab ) );
	expect(
		tabs.map( ( tab ) => tab.text().replace( /\s+/g, ' ' ).trim() )
	).toEqual( [ 'All', 'Sending 1', 'Sent 2' ] );
	for ( const tab of tabs.slice( 1 ) ) {
		const listed = dom( await owner.get( tab.attr( 'href' )! ) );
		expect( listed( 'tbody tr' ) ).toHaveLength(
			Number( tab.find( '.number' ).text() )
		);
	}
	expect( $( 'tbody tr' ) ).toHaveLength( 3 );
	for ( const before of [
		'x',
		'2026-02-31T00:00:00.000Z~con_x~y',
		'0000-01-01T00:00:00.000Z~a~b',
		'2026-01-01T00:00:00.000Z~\0~\0',
		`2026-01-01T00:00:00.000Z~con_${ 'a'.repeat( 22 ) }~\0`,
	] ) {
		const page = await owner.get(
			`${ CONFIRMATION }?${ new URLSearchParams( { before } ) }`
		);
		expect( page.status, before ).toBe( 200 );
	}
} );

test( 'a sent e-mail is kept when its automation is deleted, and is shown only to its account', async () => {
	const { api, owner, place } = await bed();
	const made = await owner.submit( await owner.get( '/automations/new' ), {
		name: 'Mine',
	} );
	const path = new URL( made.url ).pathname;
	await owner.submit( await owner.get( `${ path }/review` ) );
	await place( '1' );
	const [ message ] = await waitFor( async () => {
		const all = await messagesOf( { api, owner } );
		return all[ 0 ]?.state === 'sent' && all;
	} );
	await owner.submit(
		await owner.get( path ),
		{},
		`form[action="${ path }/off"]`
	);
	await owner.submit( await owner.get( `${ path }/delete` ) );
	const contact = dom( await owner.get( '/contacts' ) )( 'tbody th a' ).attr(
		'href'
	)!;
	const href = dom( await owner.get( contact ) )(
		`a[href$="/messages/${ message!.message_id }"]`
	).attr( 'href' )!;
	expect( ( await owner.get( path ) ).status ).toBe( 404 );
	const shown = await owner.get( href );
	expect( shown.status ).toBe( 200 );
	expect( shown.text ).toBe( message!.html );
	const stranger = await ConsoleVisitor.signIn( api );
	expect( ( await stranger.get( href ) ).status ).toBe( 404 );
} );

test( 'the preview follows the form that is edited', async () => {
	const { owner, place } = await bed();
	const page = await owner.get( `${ CONFIRMATION }/edit` );
	const csrf = dom( page )( '[name=_csrf]' ).attr( 'value' )!;
	const preview = ( body: string ) =>
		owner.browser.visit( '/automations/preview', {
			form: [
				[ '_csrf', csrf ],
				[ 'subject', 'S' ],
				[ 'preheader', '' ],
				[ 'body', body ],
			],
		} );
	expect( ( await preview( '<p>x</p>' ) ).text ).toContain(
		'as soon as there is an order'
	);
	await place( '41' );
	expect(
		( await preview( '<p>No. {{ order.number }}</p>' ) ).text
	).toContain( 'No. 41' );
	expect( ( await preview( '<p>{{ nobody }}</p>' ) ).text ).toMatch(
		/nobody.*line 1/s
	);
} );

test( 'a buyer can unsubscribe from marketing on a page, or with one click in a mail program without signing in', async () => {
	const { api, owner, place } = await bed();
	await place( '1' );
	const edited = await owner.submit(
		await owner.get( `${ CONFIRMATION }/edit` ),
		{ purpose: 'marketing' }
	);
	expect( textOf( edited ) ).toContain( 'Saved.' );
	await owner.submit( await owner.get( `${ CONFIRMATION }/review` ) );
	await place( '2' );
	const [ message ] = await waitFor( async () => {
		const all = await messagesOf( { api, owner } );
		return all[ 0 ]?.state === 'sent' && all;
	} );
	const link = /href="(?<url>[^"]*\/unsubscribe\/[^"]*)"/.exec(
		message!.html
	)!.groups!.url!;
	const asked = await fetch( link );
	expect( asked.status ).toBe( 200 );
	expect( await asked.text() ).toContain( 'Unsubscribe' );
	expect(
		await api.db
			.selectFrom( 'suppressions' )
			.selectAll()
			.where( 'account_id', '=', owner.person.accountId )
			.execute()
	).toEqual( [] );
	const multipart = new FormData();
	multipart.set( 'List-Unsubscribe', 'One-Click' );
	for ( const body of [
		multipart,
		new URLSearchParams( { 'List-Unsubscribe': 'One-Click' } ),
	] ) {
		const done = await fetch( link, { method: 'POST', body } );
		expect( done.status ).toBe( 200 );
		expect( await done.text() ).toContain( 'You have unsubscribed' );
		expect(
			await api.db
				.deleteFrom( 'suppressions' )
				.where( 'account_id', '=', owner.person.accountId )
				.returning( 'purpose' )
				.execute()
		).toEqual( [ { purpose: 'marketing' } ] );
	}
	await fetch( link, { method: 'POST' } );
	expect( ( await fetch( `${ link }x` ) ).status ).toBe( 404 );
	await api.db
		.updateTable( 'orders' )
		.set( { billing_email: 'Buyer2@Example.com' } )
		.where( 'account_id', '=', owner.person.accountId )
		.execute();
	const review = await owner.get( `${ CONFIRMATION }/review` );
	expect( textOf( review ) ).toContain( 'The buyer has unsubscribed' );
} );

test( 'the sender’s name and the reply address are the account’s', async () => {
	const { api, owner, place } = await bed();
	const path = '/settings/sending';
	const refused = await owner.submit( await owner.get( path ), {
		reply_to: 'nobody',
	} );
	expect( refused.status ).toBe( 422 );
	await owner.submit( refused, {
		reply_to: 'shop@example.com',
		sender_name: 'Ada’s “Shop”',
	} );
	await owner.submit( await owner.get( `${ CONFIRMATION }/review` ) );
	await place( '1' );
	const [ message ] = await waitFor( async () => {
		const all = await messagesOf( { api, owner } );
		return all[ 0 ]?.state === 'sent' && all;
	} );
	expect( message ).toMatchObject( {
		sender_name: 'Ada’s “Shop”',
		reply_to: 'shop@example.com',
	} );
} );
