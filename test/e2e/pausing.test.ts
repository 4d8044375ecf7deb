import {
	afterAll,
	afterEach,
	beforeAll,
	beforeEach,
	expect,
	test,
} from 'vitest';
import { describeStore } from '../store/describe-store.ts';
import { blockCheckout } from '../store/shopper.ts';
import type { Mail } from '../store/store.ts';
import { IvoreySide } from './ivorey-side.ts';
import { Owner } from './owner.ts';
import { eventually, Pipe } from './pipe.ts';
import { startPipe } from './start-pipe.ts';

interface Way {
	/** Brings it about. */
	refuse: () => Promise< void >;
	/** Ends it, where nobody has to reconnect for that. */
	restore?: () => Promise< void >;
	reason: string;
	/** In the e-mail, in wp-admin. */
	text: RegExp;
	/** Whether Ivorey made another connection for the reconnect. */
	another?: boolean;
}

describeStore( 'a store that Ivorey refuses', () => {
	let pipe: Pipe;
	let ivorey: IvoreySide;
	let owner: Owner;

	beforeAll( async () => {
		pipe = await startPipe();
		ivorey = new IvoreySide( pipe.databaseUrl );
	} );
	afterAll( () => pipe?.stop() );
	beforeEach( async () => {
		await pipe.store.reset();
		pipe.gateway.reset();
		await ivorey.newAccount();
		owner = await Owner.signIn( pipe.store );
		await connect();
	} );
	afterEach( async () => {
		expect( await pipe.store.debugLog() ).not.toMatch(
			/ivorey-for-woocommerce\/src|plugin\/src/i
		);
	} );

	/** The owner connects, or reconnects, by Ivorey's screens. */
	async function connect(): Promise< void > {
		const code = await ivorey.save( {
			storeUrl: pipe.store.url,
			approveUrl: `${ pipe.store.url }/wp-admin/admin.php?page=ivorey`,
		} );
		const { status, body } = await owner.rest( 'POST', '/approval', {
			code,
			api: pipe.gateway.url,
			decision: 'approve',
		} );
		expect( status, JSON.stringify( body ) ).toBe( 200 );
		const connection = await pipe.store.phpJson< string >(
			`return get_option( 'ivorey_connection' )['connection'];`
		);
		pipe.credentials = { ...pipe.credentials, connection };
	}

	const key = () => Pipe.keyOf( pipe.credentials );
	const sql = ( text: string ) =>
		pipe.pool.query(
			`${ text } where account_id = $1 and connection_id = $2`,
			key()
		);

	async function order(): Promise< number > {
		const { orderId } = await blockCheckout( pipe.store, {
			items: [ { id: pipe.store.products.MUG! } ],
		} );
		return orderId;
	}

	const status = async () =>
		( await owner.rest( 'GET', '/status' ) ).body as {
			connection: {
				state: string;
				pause: { reason: string; incident: string } | null;
			};
		};
	const untilState = ( state: string ) =>
		eventually( async () => {
			const now = await status();
			return now.connection.state === state ? now : undefined;
		}, 20_000 );

	/** What the plugin sent to its owner; shops send mail of their own with each order. */
	const mails = async (): Promise< Mail[] > =>
		( await pipe.store.mails() ).filter( ( { subject } ) =>
			subject.includes( 'Ivorey' )
		);

	/** An hour passes. */
	const hourly = () =>
		pipe.store.php(
			`$link = get_option( 'ivorey_link' ); $link['checked_at'] = 0; $link['retry_at'] = 0; update_option( 'ivorey_link', $link );
			do_action( 'ivorey_sweep' );`
		);

	const WAYS: Record< string, Way > = {
		'401: the credentials were renewed behind its back': {
			refuse: async () => {
				await sql(
					`update connection_credentials set status = 'retired', valid_until = now() - interval '1 hour'`
				);
			},
			restore: async () => {
				await sql(
					`update connection_credentials set status = 'current', valid_until = null`
				);
			},
			reason: 'unauthorized',
			text: /does not accept the credentials/,
		},
		'401: the token is gone': {
			refuse: async () => {
				await pipe.pool.query(
					`delete from connection_credentials where account_id = $1 and connection_id = $2 and kind = 'token'`,
					key()
				);
			},
			reason: 'unauthorized',
			text: /does not accept the credentials/,
		},
		'403: revoked by a person': {
			refuse: () => ivorey.act( pipe.credentials.connection, 'revoke' ),
			reason: 'revoked',
			text: /revoked/,
		},
		'403: paused by a person': {
			refuse: () => ivorey.act( pipe.credentials.connection, 'pause' ),
			restore: () => ivorey.act( pipe.credentials.connection, 'resume' ),
			reason: 'paused-by-person',
			text: /paused in Ivorey/,
		},
		'403: another store was approved': {
			refuse: async () => {
				await sql(
					`update connections set store_url = 'https://elsewhere.example'`
				);
			},
			reason: 'store-mismatch',
			text: /its address differs/,
			another: true,
		},
		'404: deleted in Ivorey': {
			refuse: () => ivorey.act( pipe.credentials.connection, 'delete' ),
			reason: 'connection-gone',
			text: /does not exist in Ivorey any more/,
		},
		'403: a firewall’s page': {
			refuse: async () => {
				pipe.gateway.treat = () => ( {
					kind: 'answer',
					status: 403,
					headers: { 'content-type': 'text/html' },
					body: '<h1>Access denied</h1>',
				} );
			},
			restore: async () => pipe.gateway.reset(),
			reason: 'refused-403',
			text: /refused-403/,
		},
	};

	for ( const [ name, way ] of Object.entries( WAYS ) ) {
		test( `R27 R28 R29 ${ name }: paused, told once, and nothing is lost`, async () => {
			const before = await order();
			await pipe.order( before, () => true, 30_000 );
			expect( await mails() ).toEqual( [] );

			await way.refuse();
			const during = [ await order() ];
			const { connection } = await untilState( 'paused' );
			expect( connection.pause!.reason ).toBe( way.reason );

			// R28
			const [ mail, ...more ] = await eventually( async () => {
				const all = await mails();
				return all.length > 0 ? all : undefined;
			} );
			expect( more ).toEqual( [] );
			expect( mail!.to ).toBe( pipe.store.adminEmail );
			expect( mail!.subject ).toMatch( /paused/ );
			expect( mail!.message ).toMatch( way.text );
			const link = /href="([^"]*page=ivorey[^"]*)"/.exec(
				mail!.message
			)![ 1 ]!;
			const linked = await owner.visit( link.replaceAll( '&amp;', '&' ) );
			expect( linked.status ).toBe( 200 );
			expect( linked.text.includes( 'id="ivorey-panel"' ) ).toBe( true );

			// It goes on marking, and does not send; nor does it tell again.
			during.push( await order() );
			await hourly();
			expect( ( await status() ).connection ).toMatchObject( {
				state: 'paused',
				pause: { incident: connection.pause!.incident },
			} );
			expect( await mails() ).toHaveLength( 1 );
			expect( await pipe.waiting() ).toBeGreaterThanOrEqual( 2 );

			if ( way.restore ) {
				await way.restore();
				await hourly();
			} else {
				await connect();
			}
			await untilState( 'active' );
			for ( const id of way.another ? [ before, ...during ] : during ) {
				await pipe.order( id, () => true, 30_000 );
			}
			expect( await pipe.orders() ).toHaveLength( 3 );
			const told = await eventually( async () => {
				const all = await mails();
				return all.length > 1 ? all : undefined;
			} );
			expect( told.map( ( { subject } ) => subject ) ).toEqual( [
				expect.stringMatching( /paused/ ),
				expect.stringMatching( /goes on/ ),
			] );
		} );
	}

	test( 'R26 R28 what a person paused and then disconnected in Ivorey is told as that, once, and asks to reconnect', async () => {
		await ivorey.act( pipe.credentials.connection, 'pause' );
		const waiting = await order();
		const first = ( await untilState( 'paused' ) ).connection.pause!;
		await hourly();
		expect( ( await status() ).connection.pause ).toEqual( first );
		expect( await mails() ).toHaveLength( 1 );

		await ivorey.act( pipe.credentials.connection, 'revoke' );
		await hourly();
		await hourly();
		const { pause } = ( await status() ).connection;
		expect( pause!.reason ).toBe( 'revoked' );
		expect( pause!.incident ).not.toBe( first.incident );
		const [ , told, ...more ] = await mails();
		expect( told!.message ).toMatch( /revoked/ );
		expect( more ).toEqual( [] );
		expect( ( await owner.visit( '/wp-admin/index.php' ) ).text ).toContain(
			'Reconnect'
		);

		await connect();
		await pipe.order( waiting, () => true, 30_000 );
		expect( ( await mails() ).at( -1 )!.subject ).toMatch( /goes on/ );
	} );

	for ( const [ name, answer ] of Object.entries( {
		'a proxy’s page': {
			headers: { 'content-type': 'text/html' },
			body: '<h1>Not found</h1>',
		},
		'in Ivorey’s own words': {
			headers: { 'content-type': 'application/problem+json' },
			body: JSON.stringify( {
				type: 'urn:ivorey:problem:connection-gone',
				title: 'x',
				status: 404,
				detail: 'x',
			} ),
		},
	} ) ) {
		test( `R27 a 404 that does not repeat pauses nothing: ${ name }`, async () => {
			let answered = 0;
			pipe.gateway.treat = ( { path } ) =>
				path === '/v1/batches' && answered++ === 0
					? { kind: 'answer', status: 404, ...answer }
					: { kind: 'pass' };
			const id = await order();
			await eventually( async () => ( answered > 0 ? true : undefined ) );
			// What failed waits for its time; the first sweep may come before that, or while the question is asked.
			await eventually( async () => {
				await hourly();
				const arrived = await pipe.orders();
				return (
					arrived.some(
						( { order_id: orderId } ) => orderId === String( id )
					) || undefined
				);
			}, 60_000 );
			expect( ( await status() ).connection.state ).toBe( 'active' );
			expect( await mails() ).toEqual( [] );
		} );

		test( `R27 a 404 to the question of a quiet store pauses when it is repeated at once, and not else: ${ name }`, async () => {
			await pipe.drained();
			const answers = [ 404, 200, 404, 200 ];
			pipe.gateway.treat = ( { method } ) =>
				method === 'GET' && answers.shift() === 404
					? { kind: 'answer', status: 404, ...answer }
					: { kind: 'pass' };
			pipe.gateway.exchanges.length = 0;
			await hourly();
			await hourly();
			expect(
				pipe.gateway.exchanges
					.filter( ( { method } ) => method === 'GET' )
					.map( ( exchange ) => exchange.status )
			).toEqual( [ 404, 200, 404, 200 ] );
			expect( ( await status() ).connection.state ).toBe( 'active' );
			expect( await mails() ).toEqual( [] );

			answers.push( 404, 404, 404, 404 );
			await hourly();
			expect( ( await status() ).connection.state ).toBe( 'paused' );
			expect( answers ).toHaveLength( 2 );
			await eventually( async () =>
				( await mails() ).length > 0 ? true : undefined
			);
			// Once is enough to see that it is not over.
			await hourly();
			expect( answers ).toHaveLength( 1 );
			expect( await mails() ).toHaveLength( 1 );
		} );
	}

	test( 'R26 R27 what is disconnected while Ivorey is asked stays disconnected, whatever it answers', async () => {
		await pipe.drained();
		pipe.gateway.reset();
		for ( const accepted of [ true, false ] ) {
			if ( ! accepted ) {
				await ivorey.act( pipe.credentials.connection, 'pause' );
			}
			// As another process writes it while this one waits for the answer.
			await pipe.store.php(
				`add_filter( 'http_response', function ( $response, $args, $url ) {
					global $wpdb;
					if ( 'GET' === $args['method'] && str_ends_with( $url, '/v1/connection' ) ) {
						$wpdb->update( $wpdb->options, array( 'option_value' => serialize( array( 'state' => 'disconnected' ) ) ), array( 'option_name' => 'ivorey_connection' ) );
						$wpdb->delete( $wpdb->options, array( 'option_name' => 'ivorey_credentials' ) );
					}
					return $response;
				}, 10, 3 );
				$link = get_option( 'ivorey_link' ); $link['checked_at'] = 0; update_option( 'ivorey_link', $link );
				do_action( 'ivorey_sweep' );`
			);
			expect(
				pipe.gateway.exchanges.filter(
					( { method } ) => method === 'GET'
				)
			).toHaveLength( accepted ? 1 : 2 );
			expect( ( await status() ).connection.state ).toBe(
				'disconnected'
			);
			expect(
				await pipe.store.phpJson(
					`return get_option( 'ivorey_credentials' );`
				)
			).toBe( false );
			expect( await mails() ).toEqual( [] );
			await connect();
			pipe.gateway.reset();
		}
	} );

	test( 'R28 each incident is told, as plain text too, and none where the owner has switched it off', async () => {
		const refuse = async () => {
			await ivorey.act( pipe.credentials.connection, 'pause' );
			await order();
			await untilState( 'paused' );
		};
		const restore = async () => {
			await ivorey.act( pipe.credentials.connection, 'resume' );
			await hourly();
			await untilState( 'active' );
		};
		await pipe.store.php(
			`update_option( 'woocommerce_ivorey_paused_settings', array( 'enabled' => 'yes', 'email_type' => 'plain', 'recipient' => 'boss@example.com', 'subject' => 'Ivorey: {ivorey_account}', 'additional_content' => 'Call Ada.' ) );`
		);
		await refuse();
		await restore();
		const [ plain ] = await mails();
		expect( plain ).toMatchObject( {
			to: 'boss@example.com',
			subject: `Ivorey: ${ ivorey.person.accountName }`,
		} );
		expect( plain!.message ).not.toMatch( /<[a-z]/i );
		expect( plain!.message ).toContain(
			`${ pipe.store.url }/wp-admin/admin.php?page=ivorey`
		);
		expect( plain!.message ).toContain( 'Call Ada.' );
		expect( await mails() ).toHaveLength( 2 );

		await pipe.store.php(
			`update_option( 'woocommerce_ivorey_paused_settings', array( 'enabled' => 'no' ) );`
		);
		await refuse();
		await restore();
		expect( ( await mails() ).map( ( { subject } ) => subject ) ).toEqual( [
			expect.stringContaining( 'Ivorey: ' ),
			expect.stringMatching( /goes on/ ),
			expect.stringMatching( /goes on/ ),
		] );
	} );

	test( 'R28 WooCommerce lists the e-mails in its settings, and previews them', async () => {
		for ( const type of [ 'Paused', 'Resumed' ] ) {
			const settings = await owner.visit(
				`/wp-admin/admin.php?page=wc-settings&tab=email&section=ivorey_${ type.toLowerCase() }`
			);
			expect(
				settings.text.includes(
					`woocommerce_ivorey_${ type.toLowerCase() }_recipient`
				),
				type
			).toBe( true );
			const preview = await pipe.store.php(
				`$preview = wc_get_container()->get( Automattic\\WooCommerce\\Internal\\Admin\\EmailPreview\\EmailPreview::class );
				$preview->set_email_type( 'Ivorey\\WooCommerce\\Email\\${ type }Email' );
				echo $preview->get_subject() . $preview->render();`
			);
			expect( preview, type ).toMatch( /page=ivorey/ );
			expect( preview, type ).toMatch(
				type === 'Paused' ? /paused/ : /goes on/
			);
		}
	} );

	test( 'R28 wp-admin shows it everywhere until it is dismissed or over, and again the next time', async () => {
		const shown = async ( path = '/wp-admin/index.php' ) =>
			( await owner.visit( path ) ).text;
		const hasNotice = async ( path?: string ) =>
			( await shown( path ) ).includes( 'ivorey-notice' );
		const badge = async () =>
			/page=ivorey'?"?[^>]*>Ivorey <span class="update-plugins count-1"/.test(
				await shown()
			);
		const health = () =>
			pipe.store.phpJson< { status: string; fields: string } >(
				`require_once ABSPATH . 'wp-admin/includes/class-wp-site-health.php';
				$tests = WP_Site_Health::get_tests();
				require_once ABSPATH . 'wp-admin/includes/class-wp-debug-data.php';
				$info = apply_filters( 'debug_information', array() );
				return array( 'status' => call_user_func( $tests['direct']['ivorey_connection']['test'] )['status'], 'fields' => wp_json_encode( $info['ivorey-for-woocommerce'] ) );`
			);
		expect( await hasNotice() ).toBe( false );
		expect( await badge() ).toBe( false );
		expect( ( await health() ).status ).toBe( 'good' );

		await ivorey.act( pipe.credentials.connection, 'pause' );
		await order();
		await untilState( 'paused' );
		expect( await hasNotice() ).toBe( true );
		expect( await hasNotice( '/wp-admin/plugins.php' ) ).toBe( true );
		expect( await badge() ).toBe( true );
		const { status: health1, fields } = await health();
		expect( health1 ).toBe( 'critical' );
		expect( fields ).toContain( 'paused-by-person' );
		expect( fields ).not.toMatch( /whsec_|"token/ );

		const dismiss = /href="([^"]*action=ivorey_dismiss[^"]*)"/
			.exec( await shown() )![ 1 ]!
			.replaceAll( '&#038;', '&' )
			.replaceAll( '&amp;', '&' );
		const forged = await owner.visit(
			dismiss.replace( /_wpnonce=[^&]*/, '_wpnonce=forged' )
		);
		expect( forged.status ).toBe( 403 );
		expect( await hasNotice() ).toBe( true );
		await owner.visit( dismiss );
		expect( await hasNotice() ).toBe( false );
		expect( await badge() ).toBe( true );

		await ivorey.act( pipe.credentials.connection, 'resume' );
		await hourly();
		await untilState( 'active' );
		expect( await badge() ).toBe( false );
		// The next one is another one.
		await new Promise( ( resolve ) => setTimeout( resolve, 1_000 ) );
		await ivorey.act( pipe.credentials.connection, 'pause' );
		await order();
		await untilState( 'paused' );
		expect( await hasNotice() ).toBe( true );
	} );
} );
