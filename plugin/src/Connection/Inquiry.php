<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Connection;

use Ivorey\WooCommerce\Contract\Contract;
use Ivorey\WooCommerce\Http\CircuitBreaker;
use Ivorey\WooCommerce\Http\Classification;
use Ivorey\WooCommerce\Http\Client;
use Ivorey\WooCommerce\Http\Request;
use Ivorey\WooCommerce\Http\ResponseClass;
use Ivorey\WooCommerce\Http\Sender;
use UnexpectedValueException;

/** Asks Ivorey about the connection: the small signed request that confirms a refusal or ends one. */
final class Inquiry {

	private const PATH            = '/v1/connection';
	private const TIMEOUT_SECONDS = 10;
	private const LEAVE_SECONDS   = 5;

	public function __construct(
		private readonly Client $client,
		private readonly CircuitBreaker $breaker
	) {}

	/** @return array{Classification, ConnectionInfo|null} The info is set if and only if the response is Good. */
	public function ask( Sender $sender ): array {
		[ $classification, $response ] = $this->client->send( Request::get( self::PATH ), $sender, self::TIMEOUT_SECONDS );

		$info = null;
		if ( ResponseClass::Good === $classification->kind ) {
			try {
				$info = ConnectionInfo::fromJson( $response->body );
			} catch ( UnexpectedValueException ) {
				$classification = Classification::unreadable();
			}
		}
		if ( in_array( $classification->kind, [ ResponseClass::Good, ResponseClass::Refused ], true ) ) {
			$this->breaker->checked();
		} else {
			$this->breaker->unanswered( $classification );
		}
		return [ $classification, $info ];
	}

	/** Tells Ivorey that the store was disconnected (R26); a failure changes nothing here. */
	public function leave( Sender $sender, int $timeout = self::LEAVE_SECONDS ): void {
		$this->client->send( Request::action( 'DELETE', self::PATH, Contract::ACTION_IDS['disconnect'] ), $sender, $timeout );
	}
}
