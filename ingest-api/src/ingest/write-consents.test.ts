import { expect, test } from 'vitest';
import { eraseByOwner } from '../erasure/erase-by-owner.ts';
import { startTestApi } from '../testing/api.ts';
import { contactRecord, orderRecord } from '../testing/records.ts';

const YES = { given: true, source: 'mailpoet' };
const NO = { given: false, source: 'checkout_field' };

async function bed() {
	const api = await startTestApi();
	const store = await api.connect();
	return {
		api,
		store,
		consents: () =>
			api.db
				.selectFrom( 'contacts' )
				.select( [
					'email_key',
					'marketing_consent',
					'marketing_consent_at',
					'marketing_consent_source',
				] )
				.where( 'account_id', '=', store.accountId )
				.orderBy( 'email_key' )
				.execute(),
	};
}

function choice( given: boolean | null, at?: string, source?: string ) {
	return {
		marketing_consent: given,
		marketing_consent_at: at === undefined ? null : new Date( at ),
		marketing_consent_source: source ?? null,
	};
}

test.each( [
	[ 'in turn', [ '1', '2' ] ],
	[ 'the newer one first', [ '2', '1' ] ],
] )(
	'R36 a contact keeps the newest choice of its orders, %s',
	async ( _, ids ) => {
		const { store, consents } = await bed();
		const orders: Record< string, ReturnType< typeof orderRecord > > = {
			1: orderRecord( '1', 1, {
				date_created: '2026-02-01T00:00:00Z',
				marketing_consent: YES,
			} ),
			2: orderRecord( '2', 1, {
				date_created: '2026-02-02T00:00:00Z',
				marketing_consent: NO,
			} ),
		};
		for ( const id of ids ) {
			await store.send( [ orders[ id ]! ] );
		}
		const expected = choice(
			false,
			'2026-02-02T00:00:00Z',
			'checkout_field'
		);
		expect( await consents() ).toMatchObject( [ expected ] );
		// An order without a choice withdraws nothing.
		await store.send( [
			orderRecord( '3', 1, { date_created: '2026-02-03T00:00:00Z' } ),
		] );
		expect( await consents() ).toMatchObject( [ expected ] );
	}
);

test( 'R36 a contact whom no store asked has no choice', async () => {
	const { store, consents } = await bed();
	await store.send( [ orderRecord( '1', 1 ), contactRecord( '7', 1 ) ] );
	expect( await consents() ).toMatchObject( [ choice( null ) ] );
} );

test( 'R36 an account’s repeated choice overrules no later checkout, and a changed one does', async () => {
	const { store, consents } = await bed();
	await store.send( [
		contactRecord( '7', 1, {
			date_registered: '2026-01-10T09:00:00Z',
			marketing_consent: YES,
		} ),
	] );
	expect( await consents() ).toMatchObject( [
		choice( true, '2026-01-10T09:00:00Z', 'mailpoet' ),
	] );
	await store.send( [
		orderRecord( '1', 1, {
			customer_id: '7',
			date_created: '2026-02-01T00:00:00Z',
			marketing_consent: NO,
		} ),
	] );
	await store.send( [
		contactRecord( '7', 2, {
			first_name: 'Renamed',
			marketing_consent: YES,
		} ),
	] );
	expect( await consents() ).toMatchObject( [
		choice( false, '2026-02-01T00:00:00Z', 'checkout_field' ),
	] );
	await store.send( [ contactRecord( '7', 3, { marketing_consent: NO } ) ] );
	await store.send( [ contactRecord( '7', 4, { marketing_consent: YES } ) ] );
	const [ contact ] = await consents();
	expect( contact!.marketing_consent ).toBe( true );
	expect( contact!.marketing_consent_at!.getTime() ).toBeGreaterThan(
		Date.now() - 60_000
	);
} );

test( 'R3 a guest’s choice moves along when the guest is merged into another contact', async () => {
	const { store, consents } = await bed();
	await store.send( [
		orderRecord( '1', 1, {
			billing_email: 'guest@example.com',
			marketing_consent: YES,
			date_created: '2026-02-01T00:00:00Z',
		} ),
		contactRecord( '7', 1, { email: 'ada@example.com' } ),
	] );
	await store.send( [
		contactRecord( '7', 2, { email: 'guest@example.com' } ),
	] );
	expect( await consents() ).toMatchObject( [
		{
			email_key: 'guest@example.com',
			...choice( true, '2026-02-01T00:00:00Z', 'mailpoet' ),
		},
	] );
} );

test( 'R36 an erased person’s choice is in no row any more', async () => {
	const { api, store, consents } = await bed();
	await store.send( [ orderRecord( '1', 1, { marketing_consent: YES } ) ] );
	await eraseByOwner( api.db, {
		accountId: store.accountId,
		email: 'ada@example.com',
		requestedBy: 'console',
		now: new Date(),
	} );
	expect( await consents() ).toEqual( [] );
	const orders = await api.db
		.selectFrom( 'orders' )
		.select( 'record_text' )
		.execute();
	expect( JSON.stringify( orders ) ).not.toContain( 'marketing_consent' );
} );
