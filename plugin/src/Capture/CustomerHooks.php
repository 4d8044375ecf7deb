<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Capture;

use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Model\ElementSwitch;
use Ivorey\WooCommerce\Model\Mark;
use Ivorey\WooCommerce\Model\Reason;
use Ivorey\WooCommerce\Model\Sites;
use Ivorey\WooCommerce\Records\AddressFields;
use wpdb;

/**
 * Marks users. Saving one takes many small steps, each with a hook (created without meta, then the profile,
 * the roles, each address field), so marks are collected. Whether a user is a contact (R1) is decided when
 * the record is built, because roles change.
 *
 * Users belong to the whole network, connections to single sites: a change made in one site is marked in
 * every site the user belongs to.
 *
 * Parameters are untyped because other plugins fire these hooks too, with any value.
 */
final class CustomerHooks {

	/** Hooks whose first argument is the user ID. */
	private const OF_USER = [
		'user_register',
		'profile_update',
		'woocommerce_new_customer',
		'woocommerce_update_customer',
		'set_user_role',
		'add_user_role',
		'remove_user_role',
		'add_user_to_blog',
	];

	/** Meta saved without any of those: by other plugins, WP-CLI, or a checkout that stores the buyer's address. */
	private const OF_META = [ 'added_user_meta', 'updated_user_meta', 'deleted_user_meta' ];

	/** Fields of a contact other than the addresses. */
	private const META = [ 'first_name', 'last_name', 'billing_email' ];

	/** The only site without a number in the names of its tables and keys. */
	private const UNNUMBERED_SITE = 1;

	public function __construct(
		private readonly MarkBuffer $buffer,
		private readonly ElementSwitch $elements
	) {}

	public function register(): void {
		foreach ( self::OF_USER as $hook ) {
			add_action( $hook, [ $this, 'changed' ] );
		}
		foreach ( self::OF_META as $hook ) {
			add_action( $hook, [ $this, 'metaChanged' ], 10, 3 );
		}
	}

	/** @internal Hook. */
	public function changed( mixed $id ): void {
		if ( is_numeric( $id ) && (int) $id > 0 ) {
			$this->mark( (int) $id );
		}
	}

	/** @internal Hook. */
	public function metaChanged( mixed $metaId, mixed $userId = null, mixed $key = null ): void {
		if ( is_string( $key ) && ( self::isOfContact( $key ) || self::capabilities() === $key ) ) {
			$this->changed( $userId );
		}
	}

	private static function isOfContact( string $key ): bool {
		if ( in_array( $key, self::META, true ) ) {
			return true;
		}
		[ $address, $field ] = explode( '_', $key, 2 ) + [ '', '' ];
		return in_array( $address, [ 'billing', 'shipping' ], true ) && in_array( $field, AddressFields::NAMES, true );
	}

	private function mark( int $id ): void {
		$this->markHere( $id );
		foreach ( is_multisite() ? self::otherSites( $id ) : [] as $site ) {
			Sites::in( $site, fn () => $this->markHere( $id ) );
		}
	}

	private function markHere( int $id ): void {
		if ( $this->elements->isOn( Element::Contacts ) ) {
			$this->buffer->collect( new Mark( Element::Contacts, $id, Reason::Changed ) );
		}
	}

	/**
	 * Read from the user's meta, which is already loaded: WordPress stores the roles of each site there.
	 *
	 * @return list<int>
	 */
	private static function otherSites( int $id ): array {
		/** @var wpdb $wpdb */
		global $wpdb;
		$meta  = get_user_meta( $id );
		$sites = [];
		foreach ( array_keys( is_array( $meta ) ? $meta : [] ) as $key ) {
			if ( 1 === preg_match( '/^' . preg_quote( $wpdb->base_prefix, '/' ) . '(?:(\d+)_)?capabilities$/D', (string) $key, $parts ) ) {
				$sites[] = (int) ( $parts[1] ?? self::UNNUMBERED_SITE );
			}
		}
		return array_values( array_diff( $sites, [ get_current_blog_id() ] ) );
	}

	/** The meta key of a user's roles in the current site. */
	private static function capabilities(): string {
		/** @var wpdb $wpdb */
		global $wpdb;
		return $wpdb->get_blog_prefix() . 'capabilities';
	}
}
