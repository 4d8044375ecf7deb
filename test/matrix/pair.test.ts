/**
 * One WordPress with one WooCommerce, or one PHP, chosen by the environment, with the plugin's zip as a shop
 * installs it.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
	ensureReadyMade,
	switchOn,
} from '@ivorey/ingest-api/automations/repository.ts';
import { openDatabase } from '@ivorey/ingest-api/db/open.ts';
import { packPlugin } from '../../scripts/plugin-zip.ts';
import {
	blockCheckout,
	classicCheckout,
	uploadPlugin,
} from '../../scripts/store/shopper.ts';
import { PHP_VARIABLE } from '../../scripts/store/webassembly/versions.ts';
import { IvoreySide } from '../e2e/ivorey-side.ts';
import { startTestBed } from '../e2e/start-test-bed.ts';
import { TestBed } from '../e2e/test-bed.ts';
import { verify } from '../e2e/verify.ts';
import { MailServer } from '../mail/mail-server.ts';
import { waitFor } from '../wait.ts';

const PHP_VERSION = process.env[ PHP_VARIABLE ];
const SLUG = 'ivorey-for-woocommerce';

describe( 'the plugin’s zip in a shop', () => {
	let mail: MailServer;
	let bed: TestBed;
	let folder: string;
	beforeAll( async () => {
		mail = await MailServer.start();
		bed = await startTestBed(
			{ constants: { DISALLOW_FILE_MODS: false } },
			{ SMTP_URL: mail.url }
		);
		const zip = await packPlugin();
		folder = await mkdtemp( path.join( tmpdir(), 'ivorey-zip-' ) );
		await writeFile( path.join( folder, zip.name ), zip.bytes );
		// A link to the repository until now.
		await rm( path.join( bed.store.root, 'wp-content/plugins', SLUG ) );
		// PHP as WebAssembly would still follow the link.
		await bed.store.killPhp();
		await uploadPlugin( bed.store, path.join( folder, zip.name ) );
	} );
	afterAll( async () => {
		await bed?.stop();
		await mail?.stop();
		await rm( folder, { recursive: true, force: true } );
	} );

	test.runIf( PHP_VERSION )(
		`serves and runs commands on PHP ${ PHP_VERSION }, and logs pages where they are looked for`,
		async () => {
			const note = path.join(
				bed.store.root,
				'wp-content/mu-plugins/note.php'
			);
			await writeFile(
				note,
				"<?php error_log( 'Page: ' . $_SERVER['REQUEST_URI'] );"
			);
			const status = await bed.store.fetch(
				'/wp-json/wc/v3/system_status',
				{ headers: bed.store.restHeaders() }
			);
			const { environment } = ( await status.json() ) as {
				environment: { php_version: string };
			};
			await rm( note );
			expect( await bed.store.debugLog() ).toContain(
				'Page: /wp-json/wc/v3/system_status'
			);
			const { stdout } = await bed.store.wp( [
				'cli',
				'info',
				'--format=json',
			] );
			for ( const version of [
				environment.php_version,
				JSON.parse( stdout ).php_version,
			] ) {
				expect( version ).toMatch(
					new RegExp( `^${ PHP_VERSION }\\.` )
				);
			}
		}
	);

	test( 'R9 R24 R26 R29 R33 is connected, imports, sends orders of both checkouts, pauses, is reconnected, and agrees', async () => {
		const { store } = bed;
		const wp = async ( ...args: string[] ) => {
			const { exitCode, stdout, stderr } = await store.wp( args );
			expect( exitCode, stdout + stderr ).toBe( 0 );
			return stdout;
		};
		const buyer = ( name: string ) => ( {
			items: [ { id: store.products.MUG! } ],
			billing: { email: `${ name }@example.com` },
			report: false,
		} );
		const state = async () =>
			(
				JSON.parse(
					await wp( 'ivorey', 'status', '--format=json' )
				) as {
					connection: { state: string };
				}
			 ).connection.state;

		await wp( 'ivorey', 'disconnect' );
		const { orderId: old } = await blockCheckout( store, buyer( 'old' ) );
		await bed.connect();
		await wp( 'ivorey', 'import' );
		await bed.drained();
		await bed.order( old );

		const { db, close } = openDatabase( {
			as: 'owner',
			url: bed.databaseUrl,
			poolSize: 1,
		} );
		const [ account ] = TestBed.keyOf( bed.credentials );
		await ensureReadyMade( db, account, new Date() );
		await switchOn( db, account, 'order-confirmation', new Date() );
		await close();

		const { orderId: block } = await blockCheckout(
			store,
			buyer( 'block' )
		);
		const { orderId: classic } = await classicCheckout(
			store,
			buyer( 'classic' )
		);
		await bed.order( block );
		await bed.order( classic );
		await mail.next( 'block@example.com' );
		await mail.next( 'classic@example.com' );

		const ivorey = new IvoreySide( bed.databaseUrl );
		await ivorey.act( bed.credentials.connection, 'pause' );
		const { orderId: during } = await blockCheckout(
			store,
			buyer( 'paused' )
		);
		await waitFor(
			async () => ( await state() ) === 'paused',
			'The pause'
		);
		await ivorey.act( bed.credentials.connection, 'resume' );
		await store.php(
			`$link = get_option( 'ivorey_link' ); $link['checked_at'] = 0; $link['retry_at'] = 0; update_option( 'ivorey_link', $link );
			do_action( 'ivorey_sweep' );`
		);
		await waitFor(
			async () => ( await state() ) === 'active',
			'The resumption'
		);
		await bed.order( during );

		await wp( 'ivorey', 'disconnect' );
		await bed.connect();
		await wp( 'ivorey', 'import' );
		await bed.drained();
		expect(
			( await bed.orders() ).map( ( { order_id: id } ) => Number( id ) )
		).toEqual( [ old, block, classic, during ] );
		expect( await verify( store ) ).toMatchObject( {
			agrees: true,
			differences: [],
		} );
		expect( mail.received.map( ( { to } ) => to ).toSorted() ).toEqual( [
			'block@example.com',
			'classic@example.com',
			'paused@example.com',
		] );
		expect(
			( await store.debugLog() )
				.split( '\n' )
				.filter( ( line ) => line.includes( `plugins/${ SLUG }/` ) )
		).toEqual( [] );
	} );
} );
