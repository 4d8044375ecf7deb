import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { makeProduct, productOf } from '../e2e/catalogue.ts';
import { Owner } from '../e2e/owner.ts';
import type { Pipe } from '../e2e/pipe.ts';
import { startPipe } from '../e2e/start-pipe.ts';
import { describeStore } from '../store/describe-store.ts';

const TABLES = [
	'outbox',
	'ledger',
	'deliveries',
	'history',
	'deleted_refunds',
];

interface Health {
	status: string;
	description: string;
	fields: string[];
}

describeStore( 'when tables of the plugin are missing', () => {
	let pipe: Pipe;
	beforeAll( async () => {
		pipe = await startPipe();
	} );
	afterAll( () => pipe?.stop() );
	beforeEach( () => pipe.reset() );

	/** As a restored backup leaves it that holds the options alone. */
	async function lose( ...tables: string[] ): Promise< void > {
		for ( const table of tables ) {
			await pipe.store.sql(
				`DROP TABLE ${ pipe.store.tablePrefix }ivorey_${ table }`
			);
		}
	}

	/** What Site Health has of the plugin: its test, and what support asks for. */
	const health = ( before = '' ) =>
		pipe.store.phpJson< Health >(
			`${ before }
			$test = apply_filters( 'site_status_tests', array() )['direct']['ivorey_connection']['test']();
			$all  = apply_filters( 'debug_information', array() );
			return array( 'status' => $test['status'], 'description' => $test['description'], 'fields' => array_keys( $all['ivorey-for-woocommerce']['fields'] ) );`
		);

	test.each( [
		{ which: 'one of them', tables: [ 'ledger' ] },
		{ which: 'all of them', tables: TABLES },
	] )( 'the panel makes them anew, $which', async ( { tables } ) => {
		const owner = await Owner.signIn( pipe.store );
		await lose( ...tables );
		expect( ( await owner.rest( 'GET', '/status' ) ).status ).toBe( 200 );
		expect( ( await owner.rest( 'GET', '/overview' ) ).status ).toBe( 200 );
		const id = await makeProduct( pipe.store, { name: 'After' } );
		expect( await productOf( pipe, id ) ).toMatchObject( {
			name: 'After',
		} );
	} );

	test( 'Site Health makes them anew', async () => {
		await lose( ...TABLES );
		expect( await health() ).toMatchObject( {
			status: 'good',
			fields: expect.arrayContaining( [ 'outbox_waiting' ] ),
		} );
	} );

	test( 'where the database refuses, Site Health and the panel say so', async () => {
		await lose( 'outbox' );
		const refuse = `add_filter( 'query', fn ( $sql ) => str_contains( $sql, 'ivorey_outbox' ) ? 'NONSENSE' : $sql );`;
		const { status, description, fields } = await health( refuse );
		expect( status ).toBe( 'critical' );
		expect( description ).toContain( 'NONSENSE' );
		expect( fields ).toEqual( [ 'database' ] );

		const answer = await pipe.store.phpJson(
			`${ refuse }
			wp_set_current_user( get_users( array( 'role' => 'administrator', 'fields' => 'ids' ) )[0] );
			$answer = rest_do_request( new WP_REST_Request( 'GET', '/ivorey/v1/status' ) );
			return array( 'status' => $answer->get_status(), 'body' => $answer->get_data() );`
		);
		expect( answer ).toMatchObject( {
			status: 500,
			body: {
				code: 'ivorey_database',
				message: expect.stringContaining( 'NONSENSE' ),
			},
		} );
	} );
} );
