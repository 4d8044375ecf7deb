<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Diagnostics;

use Ivorey\WooCommerce\Connection\Pause;
use Ivorey\WooCommerce\Contract\Contract;

/** Explains to owners why a delivery failed: the slugs of Classification and of the batch sender. Pure. */
final class ProblemText {

	/** @return string Not escaped. */
	public static function of( string $problem ): string {
		if ( 'pause' === ( Contract::PROBLEMS[ $problem ]['reaction'] ?? '' ) ) {
			return ( new Pause( $problem, 0 ) )->message();
		}
		if ( 1 === preg_match( '/\A(?:http|refused)-([1-5][0-9]{2})\z/', $problem, $match ) ) {
			return self::status( (int) $match[1] );
		}
		return match ( $problem ) {
			'network'               => __( 'Ivorey could not be reached because of a network error.', 'ivorey-for-woocommerce' ),
			'curl-6'                => __( 'Ivorey’s address could not be found. The DNS of this site’s server may not be working.', 'ivorey-for-woocommerce' ),
			'curl-7'                => __( 'Ivorey’s server refused the connection.', 'ivorey-for-woocommerce' ),
			'curl-28'               => __( 'Ivorey did not answer in time.', 'ivorey-for-woocommerce' ),
			'curl-35', 'curl-60'    => __( 'A secure connection to Ivorey was not possible. The certificates of this site’s server may be out of date.', 'ivorey-for-woocommerce' ),
			'unexpected-content',
			'unreadable-answer'     => __( 'The answer did not come from Ivorey. A proxy or a firewall may be in between.', 'ivorey-for-woocommerce' ),
			'payload-too-large'     => __( 'The delivery was too large for Ivorey.', 'ivorey-for-woocommerce' ),
			'rate-limited'          => __( 'Ivorey asked the store to wait because too much was sent at once.', 'ivorey-for-woocommerce' ),
			'unavailable'           => __( 'Ivorey was not ready.', 'ivorey-for-woocommerce' ),
			'contract-too-old'      => __( 'This plugin is too old for Ivorey. Update Ivorey for WooCommerce to send the waiting changes.', 'ivorey-for-woocommerce' ),
			'contract-too-new'      => __( 'Ivorey needs an update before it can accept data from this version of the plugin. The waiting changes are sent after that.', 'ivorey-for-woocommerce' ),
			'clock-skew'            => __( 'The clock of this site’s server differs too much from Ivorey’s.', 'ivorey-for-woocommerce' ),
			default                 => isset( Contract::PROBLEMS[ $problem ] )
				? __( 'Ivorey could not process the delivery.', 'ivorey-for-woocommerce' )
				: __( 'Ivorey could not be reached.', 'ivorey-for-woocommerce' ),
		};
	}

	private static function status( int $status ): string {
		if ( $status >= 500 ) {
			/* translators: %d: HTTP status, such as 503. */
			return sprintf( __( 'Ivorey is not available right now (error %d).', 'ivorey-for-woocommerce' ), $status );
		}
		/* translators: %d: HTTP status, such as 403. */
		return sprintf( __( 'Something between this site and Ivorey blocked the request (error %d).', 'ivorey-for-woocommerce' ), $status );
	}
}
