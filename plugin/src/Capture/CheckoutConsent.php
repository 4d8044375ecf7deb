<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Capture;

use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Model\ElementSwitch;
use Ivorey\WooCommerce\Records\MarketingConsent;
use WC_Order;
use WP_REST_Request;

/**
 * Records on the order any marketing consent that only the checkout request knows: checkboxes whose plugins
 * do not store them with the order, and the WP Consent API, which reads the buyer's cookies. The order is
 * about to be saved anyway, so this costs one row of meta, and only if there is consent to record.
 */
final class CheckoutConsent {

	private const MAILPOET = 'mailpoet_woocommerce_checkout_optin';

	private const KLAVIYO = 'kl_newsletter_checkbox';

	private const CATEGORY = 'marketing';

	public function __construct( private readonly ElementSwitch $elements ) {}

	public function register(): void {
		add_action( 'woocommerce_checkout_create_order', [ $this, 'ofClassic' ], 10, 2 );
		add_action( 'woocommerce_store_api_checkout_update_order_from_request', [ $this, 'ofBlock' ], 10, 2 );
		add_filter( 'woocommerce_privacy_remove_order_personal_data_meta', [ $this, 'toErase' ] );
	}

	/**
	 * @param mixed $order
	 * @param mixed $posted Values of the form's fields.
	 */
	public function ofClassic( mixed $order, mixed $posted = [] ): void {
		$this->note( $order, fn (): ?MarketingConsent => self::ofForm( is_array( $posted ) ? $posted : [] ) );
	}

	/**
	 * @param mixed $order
	 * @param mixed $request
	 */
	public function ofBlock( mixed $order, mixed $request = null ): void {
		$extensions = $request instanceof WP_REST_Request ? $request->get_param( 'extensions' ) : null;
		$mailpoet   = is_array( $extensions ) && is_array( $extensions['mailpoet'] ?? null ) ? $extensions['mailpoet']['optin'] ?? null : null;
		$this->note( $order, static fn (): ?MarketingConsent => is_bool( $mailpoet ) ? new MarketingConsent( $mailpoet, 'mailpoet' ) : null );
	}

	/**
	 * @param mixed $meta Kinds of data, by key.
	 * @return array<mixed>
	 */
	public function toErase( mixed $meta ): array {
		return [
			...( is_array( $meta ) ? $meta : [] ),
			MarketingConsent::NOTE => 'text',
		];
	}

	/** @param callable(): (MarketingConsent|null) $ofBox A box takes precedence over a cookie. */
	private function note( mixed $order, callable $ofBox ): void {
		if ( ! $order instanceof WC_Order || ! $this->elements->isOn( Element::Orders ) ) {
			return;
		}
		$consent = $ofBox() ?? self::ofCookies();
		if ( null !== $consent ) {
			$order->update_meta_data( MarketingConsent::NOTE, $consent->toNote() );
		}
	}

	/** @param array<mixed> $posted */
	private static function ofForm( array $posted ): ?MarketingConsent {
		// phpcs:disable WordPress.Security.NonceVerification.Missing, WordPress.Security.ValidatedSanitizedInput -- WooCommerce has checked the nonce before it makes an order; only whether there is something counts.
		if ( isset( $_POST[ self::MAILPOET . '_present' ] ) ) {
			return new MarketingConsent( self::isTicked( $_POST[ self::MAILPOET ] ?? null ), 'mailpoet' );
		}
		// phpcs:enable
		foreach ( self::checkboxes() as $name ) {
			$isTicked = self::isTicked( $posted[ $name ] ?? null );
			if ( self::KLAVIYO === $name ) {
				return new MarketingConsent( $isTicked, 'klaviyo' );
			}
			if ( array_key_exists( $name, $posted ) && MarketingConsent::isField( (string) preg_replace( '/\A(?:billing|shipping|order|account)[_-]/', '', $name ) ) ) {
				return new MarketingConsent( $isTicked, 'checkout_field' );
			}
		}
		return null;
	}

	private static function isTicked( mixed $value ): bool {
		return ! in_array( $value, [ null, false, '', 0, '0' ], true );
	}

	/** @return list<string> Names of the form's checkboxes. */
	private static function checkboxes(): array {
		$names = [];
		foreach ( WC()->checkout()->get_checkout_fields() as $fields ) {
			foreach ( is_array( $fields ) ? $fields : [] as $name => $field ) {
				if ( is_array( $field ) && 'checkbox' === ( $field['type'] ?? '' ) ) {
					$names[] = (string) $name;
				}
			}
		}
		return $names;
	}

	/**
	 * The WP Consent API also returns yes if nothing manages consent, and for visitors who were not asked in
	 * regions where the law lets a store treat silence as consent. Neither counts as consent to e-mail.
	 */
	private static function ofCookies(): ?MarketingConsent {
		if ( ! function_exists( 'wp_has_consent' ) || ! function_exists( 'wp_get_consent_type' ) ) {
			return null;
		}
		$type = wp_get_consent_type();
		if ( ! is_string( $type ) || '' === $type ) {
			return null;
		}
		$prefix   = apply_filters( 'wp_consent_cookie_prefix', 'wp_consent' ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals.NonPrefixedHooknameFound -- The WP Consent API's own.
		$isChosen = is_string( $prefix ) && isset( $_COOKIE[ $prefix . '_' . self::CATEGORY ] );
		$isGiven  = (bool) wp_has_consent( self::CATEGORY );
		return $isChosen || ( $isGiven && str_contains( $type, 'optin' ) ) ? new MarketingConsent( $isGiven, 'wp_consent_api' ) : null;
	}
}
