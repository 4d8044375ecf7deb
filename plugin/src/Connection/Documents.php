<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Connection;

use Ivorey\WooCommerce\Delivery\Answer;
use Ivorey\WooCommerce\Delivery\Client;
use Ivorey\WooCommerce\Delivery\Link;
use Ivorey\WooCommerce\Delivery\Sender;
use Ivorey\WooCommerce\Delivery\Verdict;
use Ivorey\WooCommerce\Delivery\VerdictKind;
use Ivorey\WooCommerce\Model\Clock;

/** Puts the connection's small documents (settings, status) at their places in Ivorey. */
final class Documents {

	private const NO_CONTENT = 204;

	public function __construct(
		private readonly Client $client,
		private readonly Link $link,
		private readonly Clock $clock
	) {}

	/**
	 * @param string $path  As `/v1/status`.
	 * @param mixed  $value Goes as JSON.
	 * @return array{Verdict|null, Answer} No verdict where it was taken and there is nothing to read.
	 */
	public function put( Sender $sender, string $path, mixed $value, int $timeout ): array {
		$json                 = json_encode( $value, JSON_THROW_ON_ERROR | JSON_UNESCAPED_SLASHES | JSON_PRESERVE_ZERO_FRACTION );
		[ $verdict, $answer ] = $this->once( $sender, $path, $json, $timeout );
		if ( VerdictKind::ClockSkew === $verdict?->kind && null !== $verdict->serverTime ) {
			$this->link->correctClock( $verdict->serverTime );
			[ $verdict, $answer ] = $this->once( $sender, $path, $json, $timeout );
		}
		return [ $verdict, $answer ];
	}

	/** @return array{Verdict|null, Answer} */
	private function once( Sender $sender, string $path, string $json, int $timeout ): array {
		$answer = $this->client->put( $sender, $path, $json, $this->link->ivoreySeconds(), $timeout );
		return [
			self::NO_CONTENT === $answer->status ? null : Verdict::of( $answer, intdiv( $this->clock->microseconds(), 1_000_000 ) ),
			$answer,
		];
	}
}
