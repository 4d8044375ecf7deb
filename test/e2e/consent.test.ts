import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { describeStore } from '../describe-store.ts';
import { blockCheckout, classicCheckout } from '../../scripts/store/shopper.ts';
import { startTestBed } from './start-test-bed.ts';

/** As a plugin adds a box to either checkout. */
const BOXES = `<?php
add_action( 'woocommerce_init', static function (): void {
	woocommerce_register_additional_checkout_field( [
		'id' => 'acme/marketing-opt-in', 'label' => 'Send me offers', 'location' => 'order', 'type' => 'checkbox',
	] );
} );
add_filter( 'woocommerce_checkout_fields', static function ( array $fields ): array {
	$fields['order']['order_newsletter'] = [ 'type' => 'checkbox', 'label' => 'Send me offers' ];
	return $fields;
} );
`;

describeStore( 'consent to marketing', () => {
	test( 'R36 a box at the checkout, ticked or not, arrives with the contact from both checkouts', async () => {
		const bed = await startTestBed();
		try {
			const { store } = bed;
			await writeFile(
				path.join( store.root, 'wp-content/mu-plugins/boxes.php' ),
				BOXES
			);
			const items = [ { id: store.products.MUG! } ];
			for ( const isTicked of [ true, false ] ) {
				await blockCheckout( store, {
					items,
					billing: { email: `block-${ isTicked }@example.com` },
					boxes: { 'acme/marketing-opt-in': isTicked },
				} );
				await classicCheckout( store, {
					items,
					billing: { email: `classic-${ isTicked }@example.com` },
					boxes: { order_newsletter: isTicked },
				} );
			}
			await bed.drained();
			const contacts = await bed.contacts();
			expect(
				contacts.map( ( contact ) => [
					contact.email,
					contact.marketing_consent,
					contact.marketing_consent_source,
				] )
			).toEqual( [
				[ 'block-false@example.com', false, 'checkout_field' ],
				[ 'block-true@example.com', true, 'checkout_field' ],
				[ 'classic-false@example.com', false, 'checkout_field' ],
				[ 'classic-true@example.com', true, 'checkout_field' ],
			] );
			for ( const { marketing_consent_at: at } of contacts ) {
				expect( Date.now() - Number( at ) ).toBeLessThan( 600_000 );
			}
			expect( await store.debugLog() ).not.toMatch( /ivorey/i );
		} finally {
			await bed.stop();
		}
	} );
} );
