<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Connection;

use Ivorey\WooCommerce\Http\CircuitBreaker;
use Ivorey\WooCommerce\Http\CircuitOption;
use Ivorey\WooCommerce\Http\Client;
use Ivorey\WooCommerce\Http\Sender;
use Ivorey\WooCommerce\Http\WordPressTransport;
use Ivorey\WooCommerce\Model\SystemClock;
use Throwable;

/** Tells Ivorey that the plugin is deleted from this store. Needs neither WooCommerce nor the plugin's tables. */
final class Farewell {

	/** The owner waits while the plugin is deleted. */
	private const TIMEOUT_SECONDS = 3;

	/** A failure here does not stop the deletion. */
	public static function say(): void {
		try {
			$sender = self::sender( new ConnectionOptions() );
			if ( null !== $sender ) {
				$clock   = new SystemClock();
				$breaker = new CircuitBreaker( new CircuitOption(), $clock );
				$client  = new Client( new WordPressTransport( ( new ApiAddress() )->mayBeNear( ... ) ), $breaker, $clock );
				( new Inquiry( $client, $breaker ) )->leave( $sender, self::TIMEOUT_SECONDS );
			}
		} catch ( Throwable ) {
			// The credentials are unreadable: Ivorey notices eventually that nothing arrives.
			return;
		}
	}

	/**
	 * @return Sender|null Null if not connected, or if this site is a copy whose original stays connected.
	 * @throws CredentialsUnreadable If the salts have changed.
	 */
	private static function sender( ConnectionOptions $store ): ?Sender {
		if ( State::Disconnected === $store->get()->state || ! $store->isApprovedSite() ) {
			return null;
		}
		$credentials = $store->credentials();
		return null === $credentials ? null : new Sender( $credentials, $store->storeUrl(), $store->installId() );
	}
}
