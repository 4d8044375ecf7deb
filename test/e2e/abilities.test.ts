import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeStore } from '../describe-store.ts';
import { blockCheckout } from '../../scripts/store/shopper.ts';
import { Owner } from './owner.ts';
import { startTestBed } from './start-test-bed.ts';
import type { TestBed } from './test-bed.ts';

interface Ability {
	name: string;
	category: string;
	input_schema: object;
	output_schema: { properties: object };
}

const NAMES = [
	'ivorey/explain',
	'ivorey/import',
	'ivorey/status',
	'ivorey/verify',
];

describeStore( 'the Abilities API of WordPress', () => {
	let bed: TestBed;
	beforeAll( async () => {
		bed = await startTestBed();
	} );
	afterAll( () => bed?.stop() );

	const run = ( owner: Owner, name: string, query = '' ) =>
		owner.wp( 'GET', `/wp-abilities/v1/abilities/${ name }/run${ query }` );

	test( 'R35 an owner’s assistant finds status, explain, verify and import, and uses them', async () => {
		const { store } = bed;
		const { orderId } = await blockCheckout( store, {
			items: [ { id: store.products.MUG! } ],
			report: false,
		} );
		await bed.drained();
		const owner = await Owner.signIn( store );
		const listed = await owner.wp(
			'GET',
			'/wp-abilities/v1/abilities?category=ivorey&per_page=100'
		);
		const abilities = listed.body as unknown as Ability[];
		expect( abilities.map( ( { name } ) => name ).sort() ).toEqual( NAMES );
		for ( const { output_schema: answer } of abilities ) {
			expect( Object.keys( answer.properties ) ).not.toEqual( [] );
		}
		const status = await run( owner, 'ivorey/status' );
		expect( status ).toMatchObject( {
			status: 200,
			body: { connection: { state: 'active' } },
		} );
		const explained = await run(
			owner,
			'ivorey/explain',
			`?input[element]=order&input[id]=${ orderId }`
		);
		expect( explained ).toMatchObject( {
			status: 200,
			body: { element: 'orders', id: orderId },
		} );
		const verified = await owner.wp(
			'POST',
			'/wp-abilities/v1/abilities/ivorey/verify/run',
			{ input: { repair: false } }
		);
		expect( verified ).toMatchObject( {
			status: 200,
			body: { done: true, agreement: { repaired: 0 } },
		} );
		// The import that runs since the connection.
		await store.php(
			`Ivorey\\WooCommerce\\Plugin::instance()->importing->imports->cancel();`
		);
		const imported = await owner.wp(
			'POST',
			'/wp-abilities/v1/abilities/ivorey/import/run',
			{ input: { elements: [ 'collections' ] } }
		);
		expect( imported.status ).toBe( 200 );
		expect( Object.keys( imported.body.elements as object ) ).toEqual( [
			'collections',
		] );
		expect( await store.debugLog() ).not.toMatch( /ivorey/i );
	} );

	test( 'R30 a customer of the shop cannot use any of them', async () => {
		const { store } = bed;
		await store.php(
			`wp_insert_user( [ 'user_login' => 'carl', 'user_pass' => 'carl-secret', 'user_email' => 'carl@example.com', 'role' => 'subscriber' ] );`
		);
		const carl = await Owner.signIn( store, {
			username: 'carl',
			password: 'carl-secret',
		} );
		const query = '?input[element]=order&input[id]=1';
		expect( ( await run( carl, 'ivorey/status' ) ).status ).toBe( 403 );
		expect( ( await run( carl, 'ivorey/explain', query ) ).status ).toBe(
			403
		);
		for ( const name of [ 'verify', 'import' ] ) {
			const answer = await carl.wp(
				'POST',
				`/wp-abilities/v1/abilities/ivorey/${ name }/run`,
				{ input: {} }
			);
			expect( answer.status, name ).toBe( 403 );
		}
	} );
} );
