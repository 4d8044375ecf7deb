<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Diagnostics;

use Ivorey\WooCommerce\Connection\Pause;
use Ivorey\WooCommerce\Contract\Contract;

/** Why something did not get through, for owners: the slugs of Classification and of the batch sender. Pure. */
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
			'network'               => __( 'Ivorey could not be reached: the network failed.', 'ivorey-for-woocommerce' ),
			'curl-6'                => __( 'Ivorey’s address could not be found. The DNS of this site’s server may be out of order.', 'ivorey-for-woocommerce' ),
			'curl-7'                => __( 'Ivorey’s server accepted no connection.', 'ivorey-for-woocommerce' ),
			'curl-28'               => __( 'Ivorey did not answer in time.', 'ivorey-for-woocommerce' ),
			'curl-35', 'curl-60'    => __( 'No secure connection to Ivorey was possible. The certificates of this site’s server may be out of date.', 'ivorey-for-woocommerce' ),
			'unexpected-content',
			'unreadable-answer'     => __( 'What answered was not Ivorey. A proxy or a firewall may stand between.', 'ivorey-for-woocommerce' ),
			'payload-too-large'     => __( 'It was too large for Ivorey.', 'ivorey-for-woocommerce' ),
			'rate-limited'          => __( 'Ivorey asked to wait: too much was sent at once.', 'ivorey-for-woocommerce' ),
			'unavailable'           => __( 'Ivorey was not ready.', 'ivorey-for-woocommerce' ),
			'contract-too-old'      => __( 'This plugin is too old for Ivorey. Update Ivorey for WooCommerce; what waits is sent then.', 'ivorey-for-woocommerce' ),
			'contract-too-new'      => __( 'Ivorey needs an update before it takes what this version of the plugin sends; what waits is sent then.', 'ivorey-for-woocommerce' ),
			'clock-skew'            => __( 'The clock of this site’s server differs too much from Ivorey’s.', 'ivorey-for-woocommerce' ),
			default                 => isset( Contract::PROBLEMS[ $problem ] )
				? __( 'Ivorey could not process it.', 'ivorey-for-woocommerce' )
				: __( 'Ivorey could not be reached.', 'ivorey-for-woocommerce' ),
		};
	}

	private static function status( int $status ): string {
		if ( $status >= 500 ) {
			/* translators: %d: HTTP status, such as 503. */
			return sprintf( __( 'Ivorey is not available just now (error %d).', 'ivorey-for-woocommerce' ), $status );
		}
		/* translators: %d: HTTP status, such as 403. */
		return sprintf( __( 'Something between this site and Ivorey refused it (error %d).', 'ivorey-for-woocommerce' ), $status );
	}
}
