<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Privacy;

/** Settings → Privacy → Policy Guide: what a shop that uses the plugin must tell its customers. */
final class PrivacyPolicy {

	public function register(): void {
		add_action( 'admin_init', [ $this, 'add' ] );
	}

	public function add(): void {
		$paragraphs = [
			__( 'While this store is connected to Ivorey, it sends the following data to Ivorey whenever it changes, as far as the store owner has switched it on: names, e-mail addresses, postal addresses and telephone numbers of customers and guest buyers; their orders with items, prices, notes and coupons; whether they agreed to marketing e-mails; and their payments and refunds (never card numbers).', 'ivorey-for-woocommerce' ),
			__( 'Ivorey keeps a copy of this data until it is erased there, even after the store is disconnected. When someone’s personal data is erased here with the WordPress tool, Ivorey is asked to erase it too. It then keeps the orders with what was bought, for how much and when, but without names, addresses, e-mail address, telephone number and notes. When a user is deleted here, Ivorey erases the data of the user account and keeps the orders.', 'ivorey-for-woocommerce' ),
			__( 'On this site, the plugin itself keeps only which customers and orders were sent and when, fingerprints of the data that was sent, and the amount, date and reason of deleted refunds. That reason is erased together with the personal data of its order. If a shopper was asked at the checkout, the plugin records in the order whether they agreed to marketing e-mails. For each person to be erased in Ivorey, it keeps a fingerprint (SHA-256) of the e-mail address, so that Ivorey can identify them.', 'ivorey-for-woocommerce' ),
		];
		wp_add_privacy_policy_content(
			__( 'Ivorey for WooCommerce', 'ivorey-for-woocommerce' ),
			'<p>' . implode( '</p><p>', array_map( 'esc_html', $paragraphs ) ) . '</p>'
		);
	}
}
