import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { CHANGE_KINDS } from '../accounts/changes.ts';
import type { TestApi } from '../testing/api.ts';
import { dom } from '../testing/console.ts';
import { startFullAccount } from '../testing/full-account.ts';

const STORE = '/settings/integration/woocommerce';

async function changesOf( api: TestApi, accountId: string ) {
	const rows = await api.db
		.selectFrom( 'account_changes' )
		.selectAll()
		.where( 'account_id', '=', accountId )
		.orderBy( 'at' )
		.execute();
	return rows.map( ( row ) => ( {
		kind: row.kind,
		origin: row.origin,
		by: row.person_email,
		what: row.subject_label,
		details: row.details,
	} ) );
}

/** Kinds that are recorded elsewhere: by stores, by commands, and by the pages of people and tokens. */
const ELSEWHERE =
	/^(?:person_(?!erased)|invitation_|account_|token_|store_(?:connected|deleted)|automation_(?:released|dropped))/;

test( 'R40: every change by an owner in the console is listed once, with their name', async () => {
	const { api, owner, ids } = await startFullAccount();
	const { accountId, email } = owner.person;
	const on = async ( page: string, form: string, fields = {} ) => {
		const answer = await owner.submit(
			await owner.get( page ),
			fields,
			`main form[action="${ form }"]`
		);
		expect( answer.status, form ).toBe( 200 );
		return answer;
	};
	const store = `${ STORE }/${ ids.connection }`;
	await on( store, `${ store }/settings`, { sync_products: null } );
	await on( `${ store }/import`, `${ store }/import`, {
		action: 'start',
	} );
	await on( `${ store }/import`, `${ store }/import`, {
		action: 'cancel',
	} );
	await on( store, `${ store }/pause` );
	await on( store, `${ store }/resume` );
	await on( `${ store }/disconnect`, `${ store }/disconnect` );

	const automation = `/automations/${ ids.automation }`;
	await on( `${ automation }/edit`, `${ automation }/edit`, {
		name: 'Ours',
	} );
	await on( `${ automation }/review`, `${ automation }/on` );
	await on( automation, `${ automation }/off` );
	await on( `${ automation }/delete`, `${ automation }/delete` );

	const endpoint = `/settings/webhooks/${ ids.endpoint }`;
	await on( `${ endpoint }/edit`, `${ endpoint }/edit`, {
		description: 'The depot',
	} );
	await on( endpoint, `${ endpoint }/rotate` );
	await on( endpoint, `${ endpoint }/off` );
	await on( endpoint, `${ endpoint }/on` );
	await on( `${ endpoint }/delete`, `${ endpoint }/delete` );

	const product = `/products/${ ids.connection }/${ ids.product }`;
	await on( `${ product }/edit`, `${ product }/edit`, { name: 'Better' } );
	await on( `${ product }/remove`, `${ product }/remove` );
	await on( '/settings/sending', '/settings/sending', {
		sender_name: 'Ada’s',
	} );
	const asked = await on( '/settings/privacy', '/settings/privacy', {
		email: 'ada@example.com',
	} );
	expect( dom( asked )( 'h1' ).text() ).toContain( 'ada@example.com' );
	await owner.submit( asked );

	const changes = await changesOf( api, accountId );
	expect( new Set( changes.map( ( { by } ) => by ) ) ).toEqual(
		new Set( [ email ] )
	);
	expect(
		changes
			.map( ( { kind } ) => kind )
			.filter( ( kind ) => ! ELSEWHERE.test( kind ) )
			.sort()
	).toEqual(
		CHANGE_KINDS.filter( ( kind ) => ! ELSEWHERE.test( kind ) ).toSorted()
	);
	const found = ( kind: string ) =>
		changes.find( ( change ) => change.kind === kind );
	expect( found( 'store_settings' ) ).toMatchObject( {
		what: 'https://shop.example.com',
		details: { sync_off: [ 'products' ], sync_on: [], import_on: [] },
	} );
	expect( found( 'automation_deleted' ) ).toMatchObject( { what: 'Ours' } );
	expect( found( 'webhook_changed' ) ).toMatchObject( {
		what: 'The depot',
	} );
	// R3: the change does not even name the erased person.
	expect( found( 'person_erased' ) ).toMatchObject( {
		what: null,
		details: { contacts: 1, orders: 1 },
	} );
	expect( JSON.stringify( changes ) ).not.toContain( 'ada@example.com' );
} );

test( 'R40: a change that cannot be recorded is not made', async () => {
	const { api, owner, ids } = await startFullAccount();
	const { accountId } = owner.person;
	const store = `${ STORE }/${ ids.connection }`;
	const [ storePage, webhook, automation, product, sending ] =
		await Promise.all( [
			owner.get( store ),
			owner.get( `/settings/webhooks/${ ids.endpoint }` ),
			owner.get( `/automations/${ ids.automation }/delete` ),
			owner.get( `/products/${ ids.connection }/${ ids.product }/edit` ),
			owner.get( '/settings/sending' ),
		] );
	const state = async () => {
		const { rows } = await sql`
			select c.state, c.settings_version, e.state as endpoint, p.name, s.sender_name,
				( select count( * ) from automations where account_id = ${ accountId } ) as automations
			from connections c, webhook_endpoints e, products p, accounts s
			where c.account_id = ${ accountId } and e.account_id = ${ accountId } and p.account_id = ${ accountId }
				and s.account_id = ${ accountId }
		`.execute( api.db );
		return rows;
	};
	const before = await state();
	await sql`alter table account_changes add constraint nothing_more check ( false ) not valid`.execute(
		api.db
	);
	for ( const [ page, form, fields ] of [
		[ storePage, `${ store }/pause`, {} ],
		[ storePage, `${ store }/settings`, { sync_products: null } ],
		[ webhook, `/settings/webhooks/${ ids.endpoint }/off`, {} ],
		[ automation, `/automations/${ ids.automation }/delete`, {} ],
		[
			product,
			`/products/${ ids.connection }/${ ids.product }/edit`,
			{ name: 'Other' },
		],
		[ sending, '/settings/sending', { sender_name: 'Other' } ],
	] as const ) {
		const answer = await owner.submit(
			page,
			fields,
			`main form[action="${ form }"]`
		);
		expect( answer.status, form ).toBe( 500 );
	}
	expect( await state() ).toEqual( before );
} );
