<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Records;

use Ivorey\WooCommerce\Contract\Contract;

/** An address in the contract's form. */
final class AddressFields {

	public const NAMES = [ 'address_1', 'address_2', 'city', 'company', 'country', 'first_name', 'last_name', 'phone', 'postcode', 'state' ];

	/**
	 * @param array<mixed> $fields By WooCommerce's field names.
	 * @return array<string, string>
	 */
	public static function of( array $fields ): array {
		$address = [];
		foreach ( self::NAMES as $name ) {
			$address[ $name ] = Text::plain( $fields[ $name ] ?? '', Contract::MAX_NAME );
		}
		$country            = strtoupper( trim( $address['country'] ) );
		$address['country'] = 1 === preg_match( '/^[A-Z]{2}$/D', $country ) ? $country : '';
		return $address;
	}
}
