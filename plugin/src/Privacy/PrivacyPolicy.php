<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Privacy;

/** Settings → Privacy → Policy Guide: what a shop that uses the plugin has to tell its customers. */
final class PrivacyPolicy {

	public function register(): void {
		add_action( 'admin_init', [ $this, 'add' ] );
	}

	public function add(): void {
		$paragraphs = [
			__( 'While this store is connected to Ivorey, the following is sent to Ivorey as it changes, as far as the store’s owner has switched it on: names, e-mail addresses, postal addresses and telephone numbers of customers and guests who buy, their orders with what was bought, prices, notes and coupons, whether they agreed to marketing e-mails, and their payments and refunds (never card numbers).', 'ivorey-for-woocommerce' ),
			__( 'Ivorey keeps a copy of it until it is erased there, also after the store is disconnected. When somebody’s personal data is erased here with WordPress’ tool, Ivorey is asked to erase it as well: of the orders it keeps what was bought, for how much and when, without names, addresses, e-mail address, telephone number and notes. When a user is deleted here, Ivorey erases what belonged to the account, and keeps the orders.', 'ivorey-for-woocommerce' ),
			__( 'On this site the plugin itself keeps only which customers and orders were sent, when, and fingerprints of what was sent; and of a refund that was deleted its amount, date and reason, of which the reason is erased with the personal data of its order. Where a shopper was asked at the checkout, it notes in the order whether marketing e-mails were agreed to. Of somebody who is to be erased in Ivorey it keeps a fingerprint (SHA-256) of the e-mail address, by which Ivorey knows whom.', 'ivorey-for-woocommerce' ),
		];
		wp_add_privacy_policy_content(
			__( 'Ivorey for WooCommerce', 'ivorey-for-woocommerce' ),
			'<p>' . implode( '</p><p>', array_map( 'esc_html', $paragraphs ) ) . '</p>'
		);
	}
}
