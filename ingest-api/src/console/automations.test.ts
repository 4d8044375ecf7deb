import { expect, test } from 'vitest';
import { waitFor } from '../../../test/wait.ts';
import { createConnection } from '../connections/create.ts';
import { startTestApi, type TestApi } from '../testing/api.ts';
import { ConsoleVisitor, dom, textOf } from '../testing/console.ts';
import { orderRecord, triggerRecord } from '../testing/records.ts';
import { TestStore } from '../testing/store.ts';

const CONFIRMATION = '/automations/order-confirmation';
const STORE_URL = 'https://shop.example.com';

async function bed(): Promise< {
	api: TestApi;
	owner: ConsoleVisitor;
	store: TestStore;
	place: ( id: string ) => Promise< unknown >;
} > {
	const api = await startTestApi();
	const owner = await ConsoleVisitor.signIn( api );
	const { accountId } = owner.person;
	await api.db
		.updateTable( 'accounts' )
		.set( { name: accountId } )
		.where( 'account_id', '=', accountId )
		.execute();
	const store = new TestStore(
		await createConnection( api.db, {
			storeUrl: STORE_URL,
			accountName: accountId,
			apiUrl: api.url,
			keys: api.keys,
		} ),
		STORE_URL
	);
	let version = Date.now() * 1_000;
	return {
		api,
		owner,
		store,
		place: ( id ) =>
			store.send( [
				orderRecord( id, ++version, {
					status: 'on-hold',
					date_paid: null,
					billing_email: `buyer${ id }@example.com`,
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
		'When an order is placed, an e-mail is sent to the buyer at once.'
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
	expect( textOf( on ) ).toContain( 'It is on.' );
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
	expect( textOf( off ) ).toContain( 'It is off.' );
} );

test( 'R42 a test goes to the one who asks, and never to the buyer', async () => {
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

test( 'an owner makes an automation, is told what is wrong with it by field, line and column, and mends it', async () => {
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
		'an e-mail is sent to the buyer, 2 hours later, if its total is at least 9.'
	);
	const edit = await owner.get( `${ made.url.split( '?' )[ 0 ] }/edit` );
	expect( dom( edit )( '[name=delay]' ).attr( 'value' ) ).toBe( '2' );
	const gone = await owner.submit( made, {}, 'form[action$="/delete"]' );
	expect( textOf( gone ) ).not.toContain( 'Mine' );
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
		'once there is an order'
	);
	await place( '41' );
	expect(
		( await preview( '<p>No. {{ order.number }}</p>' ) ).text
	).toContain( 'No. 41' );
	expect( ( await preview( '<p>{{ nobody }}</p>' ) ).text ).toMatch(
		/nobody.*line 1/s
	);
} );

test( 'marketing can be unsubscribed from: by a page, and by one click of a mail program without a sign-in', async () => {
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
	const done = await fetch( link, {
		method: 'POST',
		headers: { 'content-type': 'application/x-www-form-urlencoded' },
		body: 'List-Unsubscribe=One-Click',
	} );
	expect( await done.text() ).toContain( 'You are unsubscribed' );
	expect( ( await fetch( `${ link }x` ) ).status ).toBe( 404 );
	await api.db
		.updateTable( 'orders' )
		.set( { billing_email: 'Buyer2@Example.com' } )
		.where( 'account_id', '=', owner.person.accountId )
		.execute();
	const review = await owner.get( `${ CONFIRMATION }/review` );
	expect( textOf( review ) ).toContain( 'The buyer has unsubscribed' );
} );

test( 'the sender’s name, answers and time zone are the account’s', async () => {
	const { api, owner, place } = await bed();
	const path = '/settings/sending';
	const refused = await owner.submit( await owner.get( path ), {
		reply_to: 'nobody',
	} );
	expect( refused.status ).toBe( 422 );
	await owner.submit( refused, {
		reply_to: 'shop@example.com',
		sender_name: 'Ada’s “Shop”',
		time_zone: 'Europe/Berlin',
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

test( 'nobody sees or switches another account’s automations', async () => {
	const { api, owner } = await bed();
	const made = await owner.submit( await owner.get( '/automations/new' ), {
		name: 'Mine',
	} );
	const path = new URL( made.url ).pathname;
	const stranger = await ConsoleVisitor.signIn( api );
	for ( const page of [ path, `${ path }/edit`, `${ path }/review` ] ) {
		expect( ( await stranger.get( page ) ).status ).toBe( 404 );
	}
} );
