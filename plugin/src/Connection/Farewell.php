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

/** Tells Ivorey that this store is gone for good. Needs neither WooCommerce nor the plugin's tables. */
final class Farewell {

	/** The owner waits for the plugin to be deleted. */
	private const TIMEOUT_SECONDS = 3;

	/** Whatever comes of it, the plugin goes. */
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
			// Credentials that cannot be read any more: Ivorey notices in its own time that nothing comes.
			return;
		}
	}

	/**
	 * @return Sender|null Null if nothing is connected, or this site is a copy, whose original goes on.
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
