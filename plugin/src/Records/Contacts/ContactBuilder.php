<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Records\Contacts;

use Closure;
use Ivorey\WooCommerce\Contract\Contract;
use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Records\Email;
use Ivorey\WooCommerce\Records\Exclusion;
use Ivorey\WooCommerce\Records\FreshRead;
use Ivorey\WooCommerce\Records\MarketingConsent;
use Ivorey\WooCommerce\Records\RecordBuilder;
use Ivorey\WooCommerce\Records\Text;
use Ivorey\WooCommerce\Records\WireRecord;
use WP_User;

/** R1: the current site's users who are customers or subscribers. */
final class ContactBuilder implements RecordBuilder {

	/**
	 * @param Closure( string ): bool $takes Whether Ivorey accepts one of Contract::OPTIONAL_FIELDS; none by default.
	 */
	public function __construct( private readonly ?Closure $takes = null ) {}

	public function element(): Element {
		return Element::Contacts;
	}

	public function build( array $ids ): array {
		$userIds = array_keys( $ids );
		FreshRead::ofUsers( $userIds );
		cache_users( $userIds );

		$consent = null !== $this->takes && ( $this->takes )( 'marketing_consent' );
		$built   = [];
		foreach ( $userIds as $id ) {
			$user         = get_userdata( $id );
			$built[ $id ] = [ self::one( $id, false === $user ? null : $user, $consent ) ];
		}
		return $built;
	}

	private static function one( int $id, ?WP_User $user, bool $tellsConsent ): WireRecord|Exclusion {
		if ( null === $user ) {
			return new Exclusion( Element::Contacts, (string) $id, 'deleted' );
		}
		if ( [] === array_intersect( $user->roles, Contract::CONTACT_ROLES ) ) {
			return new Exclusion( Element::Contacts, (string) $id, 'role' );
		}
		$email = self::emailOf( $user );
		if ( null === $email ) {
			return new Exclusion( Element::Contacts, (string) $id, 'no_email' );
		}
		$meta = self::meta( $id );
		return new WireRecord( Element::Contacts, (string) $id, ContactData::of( $user, $email, $meta, $tellsConsent ? MarketingConsent::ofUser( $user, $meta ) : null ) );
	}

	/** The address by which Ivorey knows a user. @return string|null Null if there is none. */
	public static function emailOf( WP_User $user ): ?string {
		return Email::orNull( Text::ofHtml( $user->user_email, Contract::MAX_NAME ) ) ?? Email::orNull( self::meta( $user->ID )['billing_email'] ?? '' );
	}

	/** @return array<string, string> The user's meta: the first value of each key. */
	private static function meta( int $id ): array {
		$meta = [];
		$all  = get_user_meta( $id );
		foreach ( is_array( $all ) ? $all : [] as $key => $values ) {
			$value = is_array( $values ) ? reset( $values ) : null;
			if ( is_string( $value ) ) {
				$meta[ (string) $key ] = $value;
			}
		}
		return $meta;
	}
}
