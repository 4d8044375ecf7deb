import {
	afterAll,
	afterEach,
	beforeAll,
	beforeEach,
	expect,
	test,
} from 'vitest';
import { describeStore } from '../describe-store.ts';
import { blockCheckout } from '../../scripts/store/shopper.ts';
import { IvoreySide } from './ivorey-side.ts';
import { Owner } from './owner.ts';
import { TestBed } from './test-bed.ts';
import { waitFor } from '../wait.ts';
import { startTestBed } from './start-test-bed.ts';

interface Way {
	/** Causes the refusal. */
	refuse: () => Promise< void >;
	/** Ends the refusal, if that needs no reconnect. */
	restore?: () => Promise< void >;
	reason: string;
}

describeStore( 'a store that Ivorey refuses', () => {
	let bed: TestBed;
	let ivorey: IvoreySide;
	let owner: Owner;

	beforeAll( async () => {
		bed = await startTestBed();
		ivorey = new IvoreySide( bed.databaseUrl );
	} );
	afterAll( () => bed?.stop() );
	beforeEach( async () => {
		await bed.store.reset();
		bed.proxy.reset();
		await ivorey.newAccount();
		owner = await Owner.signIn( bed.store );
		await connect();
	} );
	afterEach( async () => {
		expect( await bed.store.debugLog() ).not.toMatch(
			/ivorey-for-woocommerce\/src|plugin\/src/i
		);
	} );

	/** Connects or reconnects through Ivorey's screens, as the owner. */
	async function connect(): Promise< void > {
		const code = await ivorey.save( {
			storeUrl: bed.store.url,
			approveUrl: `${ bed.store.url }/wp-admin/admin.php?page=ivorey`,
		} );
		const { status, body } = await owner.rest( 'POST', '/approval', {
			code,
			api: bed.proxy.url,
			decision: 'approve',
		} );
		expect( status, JSON.stringify( body ) ).toBe( 200 );
		const connection = await bed.store.phpJson< string >(
			`return get_option( 'ivorey_connection' )['connection'];`
		);
		bed.credentials = { ...bed.credentials, connection };
	}

	const sql = async ( text: string ) => {
		await bed.pool.query(
			`${ text } where account_id = $1 and connection_id = $2`,
			TestBed.keyOf( bed.credentials )
		);
	};

	async function order(): Promise< number > {
		const { orderId } = await blockCheckout( bed.store, {
			items: [ { id: bed.store.products.MUG! } ],
		} );
		return orderId;
	}

	const status = async () =>
		( await owner.rest( 'GET', '/status' ) ).body as {
			connection: {
				state: string;
				pause: { reason: string } | null;
			};
		};
	const untilState = ( state: string ) =>
		waitFor( async () => {
			const now = await status();
			return now.connection.state === state ? now : undefined;
		} );

	/** Lets an hour pass. */
	const hourly = () =>
		bed.store.php(
			`$link = get_option( 'ivorey_link' ); $link['checked_at'] = 0; $link['retry_at'] = 0; update_option( 'ivorey_link', $link );
			do_action( 'ivorey_sweep' );`
		);

	const WAYS: Record< string, Way > = {
		'401: the credentials were renewed behind its back': {
			refuse: () =>
				sql(
					`update connection_credentials set status = 'retired', valid_until = now() - interval '1 hour'`
				),
			restore: () =>
				sql(
					`update connection_credentials set status = 'current', valid_until = null`
				),
			reason: 'unauthorized',
		},
		'403: paused by a person': {
			refuse: () => ivorey.act( bed.credentials.connection, 'pause' ),
			restore: () => ivorey.act( bed.credentials.connection, 'resume' ),
			reason: 'paused-by-person',
		},
		'404: deleted in Ivorey': {
			refuse: () => ivorey.act( bed.credentials.connection, 'delete' ),
			reason: 'connection-gone',
		},
	};

	for ( const [ name, way ] of Object.entries( WAYS ) ) {
		test( `R27 R29 ${ name }: paused, and nothing is lost`, async () => {
			await way.refuse();
			const during = await order();
			const { connection } = await untilState( 'paused' );
			expect( connection.pause!.reason ).toBe( way.reason );

			if ( way.restore ) {
				await way.restore();
				await hourly();
			} else {
				await connect();
			}
			await untilState( 'active' );
			await bed.order( during );
		} );
	}

	test( 'R28 WP-CLI says that nothing can be compared while paused, and where to find the reason', async () => {
		await ivorey.act( bed.credentials.connection, 'pause' );
		await hourly();
		await untilState( 'paused' );
		const verify = await bed.store.wp( [ 'ivorey', 'verify' ] );
		expect( verify.exitCode ).toBe( 1 );
		expect( verify.stderr ).toContain(
			'The sync with Ivorey is paused. See: wp ivorey status'
		);
		const { stdout } = await bed.store.wp( [ 'ivorey', 'status' ] );
		expect( stdout ).toContain( 'Resume it there to continue the sync.' );
	} );
} );
