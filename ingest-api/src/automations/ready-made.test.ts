import { expect, test, vi } from 'vitest';
import { startTestApi } from '../testing/api.ts';
import { withFormats } from '../texts/formats.ts';
import { ensureReadyMade, listAutomations } from './repository.ts';

vi.mock( '../texts/languages.ts', async ( original ) => {
	const { LANGUAGES } =
		await original< typeof import( '../texts/languages.ts' ) >();
	const { en } = LANGUAGES;
	const { readyMade } = en!;
	const thankYou = { ...readyMade.thankYou, name: 'Danke', title: 'A & B' };
	return {
		LANGUAGES: { en, de: { ...en, readyMade: { ...readyMade, thankYou } } },
	};
} );

test( 'R32 R40: ready-made automations are created once, in the account’s language at that time', async () => {
	const { db, connect } = await startTestApi();
	const { accountId } = await connect();
	const speak = ( locale: string ) =>
		db
			.updateTable( 'accounts' )
			.set( { locale } )
			.where( 'account_id', '=', accountId )
			.execute();
	const thankYou = async () => {
		await ensureReadyMade( db, accountId, new Date() );
		const automations = await listAutomations( db, accountId );
		expect( automations ).toHaveLength( 3 );
		return automations[ 1 ]!.definition;
	};
	await speak( 'de-AT' );
	// The viewer's language must not matter.
	const made = await withFormats(
		{ locale: 'en-GB', timeZone: null },
		thankYou
	);
	expect( made.name ).toBe( 'Danke' );
	expect( made.action ).toMatchObject( {
		body: expect.stringContaining( '<h1>A &amp; B</h1>' ),
	} );
	await speak( 'en-GB' );
	expect( await thankYou() ).toEqual( made );
} );

test( 'R32 concurrent visits create each automation once', async () => {
	const { db, connect } = await startTestApi();
	const { accountId } = await connect();
	await Promise.all(
		Array.from( { length: 8 }, () =>
			ensureReadyMade( db, accountId, new Date() )
		)
	);
	expect(
		( await listAutomations( db, accountId ) ).map(
			( { readyMade } ) => readyMade
		)
	).toEqual( [ 'order-confirmation', 'thank-you', 'pending-follow-up' ] );
} );
