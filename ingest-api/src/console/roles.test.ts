import { describe, expect, test } from 'vitest';
import { addPerson } from '../testing/people.ts';
import { ConsoleVisitor, dom, textOf } from '../testing/console.ts';
import {
	readAccount,
	routesOf,
	startFullAccount,
} from '../testing/full-account.ts';
import { CONSOLE_ROUTES } from './routes.ts';

const STORE = '/settings/integration/woocommerce';

/** R40: routes for owners only. A new route belongs either here or to the members' routes. */
const OWNERS_ONLY = [
	'POST /settings/account',
	'POST /settings/people/invitations',
	'POST /settings/people/invitations/:invitation/resend',
	'POST /settings/people/invitations/:invitation/revoke',
	'POST /settings/people/:person/role',
	'GET /settings/people/:person/remove',
	'POST /settings/people/:person/remove',
	'POST /settings/privacy',
	'POST /settings/privacy/erase',
	'POST /settings/sending',
	'GET /settings/tokens',
	'POST /settings/tokens',
	'GET /settings/tokens/:token/revoke',
	'POST /settings/tokens/:token/revoke',
	'GET /settings/webhooks/new',
	'POST /settings/webhooks/new',
	'GET /settings/webhooks/:endpoint/edit',
	'POST /settings/webhooks/:endpoint/edit',
	'POST /settings/webhooks/:endpoint/rotate',
	'POST /settings/webhooks/:endpoint/on',
	'POST /settings/webhooks/:endpoint/off',
	'GET /settings/webhooks/:endpoint/delete',
	'POST /settings/webhooks/:endpoint/delete',
	`GET ${ STORE }/connect`,
	`POST ${ STORE }/connect`,
	`GET ${ STORE }/connect/:request/import`,
	`POST ${ STORE }/connect/:request/import`,
	`GET ${ STORE }/connect/:request/sync`,
	`POST ${ STORE }/connect/:request/sync`,
	'GET /connect/authorize',
	'POST /connect/authorize',
	`POST ${ STORE }/:connection/settings`,
	`GET ${ STORE }/:connection/import`,
	`POST ${ STORE }/:connection/import`,
	`GET ${ STORE }/:connection/disconnect`,
	`POST ${ STORE }/:connection/disconnect`,
	`POST ${ STORE }/:connection/pause`,
	`POST ${ STORE }/:connection/resume`,
];

const MEMBERS_TOO = [
	'POST /sign-out',
	'GET /',
	'GET /settings',
	'GET /settings/integration',
	`GET ${ STORE }`,
	'GET /settings/account',
	'GET /settings/profile',
	'POST /settings/profile',
	'GET /settings/people',
	'GET /settings/history',
	'GET /settings/privacy',
	'GET /orders',
	'GET /orders/:connection/:order',
	'GET /contacts',
	'GET /contacts/:contact',
	'GET /orders.csv',
	'GET /contacts.csv',
	'GET /transactions.csv',
	'GET /products.csv',
	'GET /collections.csv',
	'GET /transactions',
	'GET /transactions/:connection/:transaction',
	'GET /products',
	'GET /products/:connection/:product',
	'GET /products/:connection/:product/edit',
	'POST /products/:connection/:product/edit',
	'GET /products/:connection/:product/remove',
	'POST /products/:connection/:product/remove',
	'GET /collections',
	'GET /collections/:connection/:collection',
	'GET /automations',
	'GET /automations/new',
	'POST /automations/new',
	'POST /automations/preview',
	'GET /automations/:automation',
	'GET /automations/:automation/edit',
	'POST /automations/:automation/edit',
	'GET /automations/:automation/review',
	'POST /automations/:automation/on',
	'POST /automations/:automation/off',
	'POST /automations/:automation/release',
	'POST /automations/:automation/drop',
	'POST /automations/:automation/again',
	'POST /automations/:automation/test',
	'GET /automations/:automation/delete',
	'POST /automations/:automation/delete',
	'GET /automations/:automation/email',
	'GET /automations/:automation/messages/:message',
	'GET /settings/sending',
	'GET /settings/webhooks',
	'GET /settings/webhooks/:endpoint',
	'POST /settings/webhooks/:endpoint/test',
	'POST /settings/webhooks/:endpoint/replay',
	'GET /settings/webhooks/:endpoint/deliveries/:event',
	'POST /settings/webhooks/:endpoint/deliveries/:event/again',
	`GET ${ STORE }/:connection`,
	`GET ${ STORE }/:connection/events`,
	`GET ${ STORE }/:connection/progress`,
];

const ASKED = CONSOLE_ROUTES.filter(
	( route ) => route.auth === 'session' && route.method !== 'ANY'
);

test( 'R40: every page and form of the console is listed as an owner’s or a member’s', () => {
	const named = ( role: string ) =>
		ASKED.filter( ( route ) => route.role === role )
			.map( ( { method, path } ) => `${ method } ${ path }` )
			.sort();
	expect( named( 'owner' ) ).toEqual( OWNERS_ONLY.toSorted() );
	expect( named( 'member' ) ).toEqual( MEMBERS_TOO.toSorted() );
} );

async function startWithMember() {
	const account = await startFullAccount();
	const { api, owner } = account;
	const member = await ConsoleVisitor.signIn(
		api,
		await addPerson(
			api.db,
			owner.person.accountId,
			'mia@example.com',
			'member'
		)
	);
	const csrf = dom( await member.get( '/orders' ) )(
		'input[name=_csrf]'
	).attr( 'value' )!;
	return { ...account, member, csrf };
}

describe( 'R40: a member', () => {
	test( 'is refused at every owner’s address, sees who the owners are, and changes nothing', async () => {
		const { api, owner, member, ids, csrf } = await startWithMember();
		const { accountId, email } = owner.person;
		const refused = routesOf( ids, ( { role } ) => role === 'owner' );
		expect( refused ).toHaveLength( OWNERS_ONLY.length );
		const before = await readAccount( api, accountId );
		for ( const { method, path } of refused ) {
			const answer = await member.browser.visit(
				path,
				method === 'GET'
					? {}
					: {
							form: [
								[ '_csrf', csrf ],
								[ 'base_version', '1' ],
								[ 'action', 'start' ],
								[ 'email', 'ada@example.com' ],
								[ 'store_url', 'https://other.example.com' ],
								[ 'url', 'https://other.example.com/' ],
							],
						}
			);
			expect( answer.status, `${ method } ${ path }` ).toBe( 403 );
			expect( textOf( answer ) ).toContain( 'Only an owner can do this' );
			expect(
				dom( answer )( `main a[href="mailto:${ email }"]` )
			).toHaveLength( 1 );
			expect( textOf( answer ) ).not.toContain( 'mia@example.com' );
		}
		expect( await readAccount( api, accountId ) ).toEqual( before );
	} );

	test( 'sees every member’s page, and none of them links to an owner’s page or form', async () => {
		const { member, ids } = await startWithMember();
		const allowed = routesOf( ids, ( { role } ) => role === 'member' );
		const refused = new Set(
			routesOf( ids, ( { role } ) => role === 'owner' ).map(
				( { method, path } ) => `${ method } ${ path }`
			)
		);
		for ( const { method, path } of allowed ) {
			if ( method !== 'GET' || path.endsWith( '/events' ) ) {
				continue;
			}
			const page = await member.get( path );
			expect( page.status, path ).toBe( 200 );
			const $ = dom( page );
			const offered = [
				...$( 'main a[href]' )
					.toArray()
					.map( ( link ) => `GET ${ $( link ).attr( 'href' ) }` ),
				...$( 'main form[method=post]' )
					.toArray()
					.map( ( form ) => `POST ${ $( form ).attr( 'action' ) }` ),
			];
			expect(
				offered.filter( ( one ) => refused.has( one ) ),
				path
			).toEqual( [] );
		}
	} );

	test( 'edits products, changes automations and sends webhook tests', async () => {
		const { api, owner, member, ids } = await startWithMember();
		const product = `/products/${ ids.connection }/${ ids.product }`;
		await member.submit( await member.get( `${ product }/edit` ), {
			name: 'A better name',
		} );
		expect( textOf( await owner.get( product ) ) ).toContain(
			'A better name'
		);
		const automation = `/automations/${ ids.automation }`;
		await member.submit( await member.get( `${ automation }/edit` ), {
			name: 'Better words',
		} );
		expect( textOf( await owner.get( automation ) ) ).toContain(
			'Better words'
		);
		const endpoint = `/settings/webhooks/${ ids.endpoint }`;
		const tested = await member.submit(
			await member.get( endpoint ),
			{},
			`form[action="${ endpoint }/test"]`
		);
		expect( textOf( tested ) ).toContain( 'A test is on its way' );
		const changes = await api.db
			.selectFrom( 'account_changes' )
			.select( [ 'kind', 'person_email', 'subject_label' ] )
			.where( 'account_id', '=', owner.person.accountId )
			.where( 'person_email', '=', 'mia@example.com' )
			.orderBy( 'at' )
			.execute();
		expect( changes ).toEqual( [
			{
				kind: 'product_changed',
				person_email: 'mia@example.com',
				subject_label: expect.any( String ),
			},
			{
				kind: 'automation_changed',
				person_email: 'mia@example.com',
				subject_label: 'Better words',
			},
		] );
	} );
} );
