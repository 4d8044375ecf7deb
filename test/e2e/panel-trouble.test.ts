import { expect, test } from 'vitest';
import { problemType, type ImportReport } from '@ivorey/shared';
import { describePanel } from './describe-panel.ts';
import { approvedAt } from './other-address.ts';

const RUNNING: ImportReport = {
	id: 'imp_1',
	state: 'running',
	started_at: '2026-03-01T12:00:00.000Z',
	finished_at: null,
	elements: {
		orders: {
			state: 'running',
			total: 100,
			done: 30,
			excluded: {},
			rejected: 0,
			rate: 5,
			seconds_left: 14,
		},
	},
};

describePanel( 'the panel when something is wrong', ( stage ) => {
	const { heading, button, placeOrder } = stage;

	test( 'R28 paused: shows the reason, the way out, and the waiting rows', async () => {
		stage.bed.proxy.treat = () => ( {
			kind: 'answer',
			status: 401,
			headers: { 'content-type': 'application/problem+json' },
			body: JSON.stringify( {
				type: problemType( 'unauthorized' ),
				title: 'Unauthorized',
				status: 401,
				detail: 'Wrong token.',
			} ),
		} );
		await placeOrder();
		await stage.panel.open();
		await heading( 'The sync is paused' ).waitFor();
		await stage.panel.page
			.getByText( /no longer accepts this store’s credentials/ )
			.first()
			.waitFor();
		expect( await stage.panel.problems( 'paused' ) ).toEqual( [] );
		stage.bed.proxy.treat = () => ( { kind: 'pass' } );
		await button( 'Reconnect' ).focus();
		await stage.panel.page.keyboard.press( 'Enter' );
		await stage.panel.page.waitForURL( `${ stage.bed.proxy.url }/**` );
	} );

	test( 'a failed delivery is shown, with its next attempt', async () => {
		stage.bed.proxy.treat = () => ( {
			kind: 'answer',
			status: 503,
			body: 'Back soon',
		} );
		await placeOrder();
		await stage.panel.open();
		await stage.panel.page
			.getByText( /^\d+ changes? (is|are) waiting\. Ivorey cannot/ )
			.waitFor();
		await stage.panel.page.getByText( 'Next attempt' ).waitFor();
		expect( await stage.panel.problems( 'delayed' ) ).toEqual( [] );
	} );

	test( 'a copied site shows nothing but the question, and a copy gives up the connection', async () => {
		await approvedAt( stage.bed.store, 'https://shop.example.com' );
		await stage.panel.open();
		await heading( 'Has this site moved, or is it a copy?' ).waitFor();
		await stage.panel.page
			.getByText( 'https://shop.example.com' )
			.waitFor();
		expect( await stage.panel.problems( 'copied' ) ).toEqual( [] );
		await button( 'Disconnect this copy' ).focus();
		await stage.panel.page.keyboard.press( 'Enter' );
		await heading( 'Connect this store to Ivorey' ).waitFor();
	} );

	test( 'R26 on a copied site the question comes before Ivorey’s link, which then works for the copy', async () => {
		await approvedAt( stage.bed.store, 'https://shop.example.com' );
		await stage.ivorey.newAccount( 'Tea & Spice' );
		const code = await stage.ivorey.save( {
			storeUrl: stage.bed.store.url,
			approveUrl: `${ stage.bed.store.url }/wp-admin/admin.php?page=ivorey`,
		} );
		await stage.panel.open(
			`&${ new URLSearchParams( { code, api: stage.bed.proxy.url } ) }`
		);
		await heading( 'Has this site moved, or is it a copy?' ).waitFor();
		expect( await button( 'Approve' ).count() ).toBe( 0 );
		await button( 'Disconnect this copy' ).click();
		await heading( 'Connect this store to “Tea & Spice”?' ).waitFor();
	} );

	test( 'R24 R28 an import does not run while the sync is paused, and promises no time', async () => {
		await stage.bed.store.php(
			`$c = get_option( 'ivorey_connection' );
			$c['state'] = 'paused';
			$c['pause'] = array( 'reason' => 'revoked', 'since' => time() );
			update_option( 'ivorey_connection', $c );`
		);
		await stage.panel.page.route(
			( { pathname } ) => pathname.endsWith( '/ivorey/v1/status' ),
			async ( route ) => {
				// The page may be gone before the answer arrives.
				await route
					.fetch()
					.then( async ( response ) =>
						route.fulfill( {
							response,
							json: {
								...( await response.json() ),
								import: RUNNING,
							},
						} )
					)
					.catch( () => undefined );
			}
		);
		await stage.panel.open();
		await stage.panel.page
			.getByText( 'The import continues when the sync resumes.' )
			.waitFor();
		const text = await stage.panel.page.innerText( '#ivorey-panel' );
		expect( text ).toContain( '30 of 100' );
		expect( text ).not.toMatch(
			/5 a second|seconds left|New orders are always/
		);
		expect( await stage.panel.problems( 'paused-import' ) ).toEqual( [] );
	} );

	test( 'without an answer from the site it says so, and recovers by itself', async () => {
		await stage.panel.answer( '/status', 'nothing' );
		await stage.panel.open();
		await stage.panel.page.getByText( 'Loading…' ).first().waitFor();
		expect( await stage.panel.problems( 'loading' ) ).toEqual( [] );

		await stage.panel.answerTruly();
		await stage.panel.answer( '/status', 'no connection' );
		await stage.panel.open();
		await stage.panel.page
			.getByText( /cannot reach this site/ )
			.first()
			.waitFor();
		expect( await stage.panel.problems( 'offline' ) ).toEqual( [] );

		await stage.panel.answerTruly();
		await heading( /^Connected to/ ).waitFor();
		expect(
			await stage.panel.page
				.locator( '#ivorey-panel' )
				.getByText( /cannot reach this site/ )
				.count()
		).toBe( 0 );
	} );

	test( 'the displayed data stays when the site stops answering', async () => {
		await stage.panel.open();
		await heading( /^Connected to/ ).waitFor();
		await stage.panel.answer( '/status', {
			status: 500,
			json: { code: 'internal', message: 'Out of memory' },
		} );
		await stage.panel.page.getByText( 'Out of memory' ).first().waitFor();
		expect( await heading( /^Connected to/ ).isVisible() ).toBe( true );
	} );

	test( 'R28 paused by a person: no page asks to reconnect, and the switches are locked', async () => {
		await stage.bed.store.php(
			`$stored = get_option( 'ivorey_connection' );
				$stored['state'] = 'paused';
				$stored['pause'] = array( 'reason' => 'paused-by-person', 'since' => time() );
				update_option( 'ivorey_connection', $stored );`
		);
		await stage.panel.open();
		await heading( 'The sync is paused' ).waitFor();
		await stage.panel.page
			.getByText( 'You cannot compare while the sync is paused.' )
			.waitFor();
		expect( await button( /econnect/ ).count() ).toBe( 0 );
		expect(
			await button( 'Compare now' ).getAttribute( 'aria-disabled' )
		).toBe( 'true' );
		expect( await stage.panel.problems( 'paused-by-person' ) ).toEqual(
			[]
		);

		await stage.panel.open( '&tab=settings' );
		await heading( 'Import Elements' ).waitFor();
		expect(
			await stage.panel.page
				.getByRole( 'checkbox', { disabled: false } )
				.count()
		).toBe( 0 );
		expect(
			await button( 'Import now' ).getAttribute( 'aria-disabled' )
		).toBe( 'true' );
		expect( await stage.panel.problems( 'settings-paused' ) ).toEqual( [] );

		const { url } = stage.bed.store;
		await stage.panel.page.goto( `${ url }/wp-admin/index.php` );
		const notice = stage.panel.page.locator( '.ivorey-notice' );
		expect( await notice.innerText() ).not.toMatch( /econnect/ );
		expect(
			await stage.panel.problems( 'admin-notice', '.ivorey-notice' )
		).toEqual( [] );

		await stage.panel.page.goto(
			`${ url }/wp-admin/admin.php?page=wc-settings&tab=integration&section=ivorey`
		);
		expect(
			await stage.panel.page
				.getByText( 'The sync with Ivorey is paused' )
				.count()
		).toBe( 1 );
		expect(
			await stage.panel.problems(
				'integration-paused',
				'.ivorey-integration'
			)
		).toEqual( [] );

		await stage.panel.page.goto( `${ url }/wp-admin/site-health.php` );
		await button( /The sync with Ivorey is paused/ ).click();
		expect(
			await stage.panel.problems(
				'site-health',
				'#health-check-accordion-block-ivorey_connection'
			)
		).toEqual( [] );

		const html = await stage.bed.store.phpJson< string >(
			`$email = WC()->mailer()->emails['Ivorey_Paused'];
				add_filter( 'pre_wp_mail', '__return_true' );
				$email->trigger( get_option( 'ivorey_connection' ) ? Ivorey\\WooCommerce\\Connection\\StoredConnection::fromOption( get_option( 'ivorey_connection' ) ) : null );
				return $email->style_inline( $email->get_content_html() );`
		);
		await stage.panel.page.setContent( html );
		expect(
			await stage.panel.page.innerText( '#body_content' )
		).not.toMatch( /econnect|not accepting/ );
		expect(
			await stage.panel.problems( 'email-paused', '#body_content' )
		).toEqual( [] );
	} );

	test( 'without WooCommerce its page names the missing requirement, with the button that helps', async () => {
		const { url } = stage.bed.store;
		await stage.bed.store.php(
			`require_once ABSPATH . 'wp-admin/includes/plugin.php'; deactivate_plugins( 'woocommerce/woocommerce.php' );`
		);
		try {
			await stage.panel.open();
			await stage.panel.page
				.getByText( /needs WooCommerce and is inactive/ )
				.waitFor();
			expect(
				await stage.panel.problems(
					'woocommerce-missing',
					'.ivorey-missing'
				)
			).toEqual( [] );
			await stage.panel.page.goto( `${ url }/wp-admin/index.php` );
			expect(
				await stage.panel.problems(
					'woocommerce-missing-notice',
					'.ivorey-missing'
				)
			).toEqual( [] );
			await stage.panel.page
				.locator( '.ivorey-missing' )
				.getByRole( 'link', { name: 'Activate WooCommerce' } )
				.click();
			await stage.panel.open();
			await heading( /^Connected to/ ).waitFor();
		} finally {
			await stage.bed.store.php(
				`require_once ABSPATH . 'wp-admin/includes/plugin.php'; activate_plugin( 'woocommerce/woocommerce.php' );`
			);
		}
	} );
} );
