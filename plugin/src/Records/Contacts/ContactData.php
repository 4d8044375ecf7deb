<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Records\Contacts;

use Ivorey\WooCommerce\Contract\Contract;
use Ivorey\WooCommerce\Records\AddressFields;
use Ivorey\WooCommerce\Records\MarketingConsent;
use Ivorey\WooCommerce\Records\Text;
use Ivorey\WooCommerce\Records\Timestamp;
use WP_User;

/**
 * A registered customer in the contract's form (plugin/contract/contact.json). The addresses come from the
 * user's meta, where WooCommerce stores them: WC_Customer would query for each user.
 */
final class ContactData {

	private const MAX_ROLES = 50;

	private const MAX_ROLE = 100;

	/**
	 * @param array<string, string> $meta
	 * @param MarketingConsent|null $consent Null if unknown, or not to be sent.
	 * @return array<string, mixed>
	 */
	public static function of( WP_User $user, string $email, array $meta, ?MarketingConsent $consent = null ): array {
		// WordPress stores user names HTML-escaped, WooCommerce stores addresses as typed.
		return [
			'billing'         => AddressFields::of( self::address( $meta, 'billing_' ) ),
			'date_registered' => Timestamp::ofMysqlUtc( $user->user_registered ),
			'display_name'    => Text::ofHtml( $user->display_name, Contract::MAX_NAME ),
			'email'           => $email,
			'first_name'      => Text::ofHtml( $meta['first_name'] ?? '', Contract::MAX_NAME ),
			'last_name'       => Text::ofHtml( $meta['last_name'] ?? '', Contract::MAX_NAME ),
			...( null === $consent ? [] : [ 'marketing_consent' => $consent->toRecord() ] ),
			'roles'           => self::roles( $user->roles ),
			'shipping'        => AddressFields::of( self::address( $meta, 'shipping_' ) ),
		];
	}

	/**
	 * Puts the roles that make the user a contact first, so that none of them is cut off.
	 *
	 * @param array<string> $roles
	 * @return list<string>
	 */
	private static function roles( array $roles ): array {
		$roles = array_unique( array_map( static fn ( string $role ): string => Text::plain( $role, self::MAX_ROLE ), $roles ) );
		sort( $roles );
		$eligible = array_values( array_intersect( $roles, Contract::CONTACT_ROLES ) );
		return array_slice( [ ...$eligible, ...array_values( array_diff( $roles, $eligible ) ) ], 0, self::MAX_ROLES );
	}

	/**
	 * @param array<string, string> $meta
	 * @return array<string, string>
	 */
	private static function address( array $meta, string $prefix ): array {
		$address = [];
		foreach ( $meta as $key => $value ) {
			if ( str_starts_with( $key, $prefix ) ) {
				$address[ substr( $key, strlen( $prefix ) ) ] = $value;
			}
		}
		return $address;
	}
}
