<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Records;

use WC_Meta_Data;
use WC_Order;
use WP_User;

/**
 * Whether somebody agreed to marketing. WooCommerce has no opt-in of its own, so this reads the known ones: a
 * field added to the checkout, checkboxes of newsletter plugins, the WP Consent API. Others can use the
 * filter.
 */
final class MarketingConsent {

	public const FILTER = 'ivorey_marketing_consent';

	/** Order meta with consent that only the checkout knew (Capture\CheckoutConsent), as toNote() returns it. */
	public const NOTE = '_ivorey_marketing_consent';

	/** Names of checkout fields that ask for it, without the namespace, in lower case and with underscores. */
	private const FIELDS = [
		'email_marketing',
		'email_marketing_consent',
		'marketing',
		'marketing_consent',
		'marketing_emails',
		'marketing_opt_in',
		'marketing_optin',
		'newsletter',
		'newsletter_consent',
		'newsletter_opt_in',
		'newsletter_optin',
		'newsletter_signup',
		'newsletter_subscribe',
		'subscribe_newsletter',
		'subscribe_to_newsletter',
	];

	/** WooCommerce's prefixes of additional checkout fields in the meta of orders and users. */
	private const ADDITIONAL_FIELD = '~\A_wc_(?:other|billing)/[^/]+/(.+)\z~';

	private const MAILCHIMP = 'mailchimp_woocommerce_is_subscribed';

	public function __construct(
		public readonly bool $given,
		public readonly string $source
	) {}

	/** The buyer's choice at the checkout. */
	public static function ofOrder( WC_Order $order ): ?self {
		$meta = [];
		foreach ( $order->get_meta_data() as $entry ) {
			$data = $entry instanceof WC_Meta_Data ? $entry->get_data() : [];
			if ( is_string( $data['key'] ?? null ) && is_scalar( $data['value'] ?? null ) ) {
				$meta[ $data['key'] ] = (string) $data['value'];
			}
		}
		return self::filtered( self::ofMeta( $meta ) ?? self::ofNote( $meta[ self::NOTE ] ?? '' ), $order );
	}

	/**
	 * The current consent of the user's account.
	 *
	 * @param array<array-key, string> $meta The user's meta.
	 */
	public static function ofUser( WP_User $user, array $meta ): ?self {
		return self::filtered( self::ofMeta( $meta ), $user );
	}

	/** Whether a checkout field with this name, without its namespace, asks for it. */
	public static function isField( string $name ): bool {
		return in_array( str_replace( '-', '_', strtolower( $name ) ), self::FIELDS, true );
	}

	public function toNote(): string {
		return ( $this->given ? '1' : '0' ) . ":$this->source";
	}

	/** @return array{given: bool, source: string} In the contract's form (plugin/contract/order.json). */
	public function toRecord(): array {
		return [
			'given'  => $this->given,
			'source' => $this->source,
		];
	}

	/** @param array<array-key, string> $meta */
	private static function ofMeta( array $meta ): ?self {
		foreach ( $meta as $key => $value ) {
			$isField = 1 === preg_match( self::ADDITIONAL_FIELD, (string) $key, $found ) && self::isField( $found[1] );
			if ( $isField && in_array( $value, [ '0', '1' ], true ) ) {
				return new self( '1' === $value, 'checkout_field' );
			}
		}
		$mailchimp = $meta[ self::MAILCHIMP ] ?? '';
		return in_array( $mailchimp, [ '0', '1' ], true ) ? new self( '1' === $mailchimp, 'mailchimp' ) : null;
	}

	/** @return self|null Null also if it was erased as personal data. */
	private static function ofNote( string $note ): ?self {
		return 1 === preg_match( '/\A([01]):([a-z_]{1,50})\z/', $note, $found ) ? new self( '1' === $found[1], $found[2] ) : null;
	}

	private static function filtered( ?self $known, WC_Order|WP_User $whose ): ?self {
		/**
		 * Says whether somebody agreed to marketing.
		 *
		 * @param bool|null        $given Null if the plugin knows no answer.
		 * @param WC_Order|WP_User $whose An order, for its buyer's choice at the checkout, or a user, for the
		 *                                current consent of the account.
		 */
		$given = apply_filters( self::FILTER, $known?->given, $whose ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals.DynamicHooknameFound -- It begins with ivorey_.
		if ( $given === $known?->given ) {
			return $known;
		}
		return is_bool( $given ) ? new self( $given, 'filter' ) : null;
	}
}
