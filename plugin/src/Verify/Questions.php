<?php
declare( strict_types=1 );

// phpcs:disable WordPress.Security.EscapeOutput.ExceptionNotEscaped -- Exceptions are no output: whatever shows one escapes it.

namespace Ivorey\WooCommerce\Verify;

use Ivorey\WooCommerce\Connection\Connection;
use Ivorey\WooCommerce\Connection\CredentialsUnreadable;
use Ivorey\WooCommerce\Connection\State;
use Ivorey\WooCommerce\Delivery\Client;
use Ivorey\WooCommerce\Delivery\Link;
use Ivorey\WooCommerce\Delivery\Sender;
use Ivorey\WooCommerce\Delivery\Verdict;
use Ivorey\WooCommerce\Delivery\VerdictKind;
use Ivorey\WooCommerce\Model\Clock;
use JsonException;

/** Signed questions to Ivorey, that change nothing there. */
final class Questions {

	private const TIMEOUT_SECONDS = 30;

	public function __construct(
		private readonly Connection $connection,
		private readonly Client $client,
		private readonly Link $link,
		private readonly Clock $clock
	) {}

	/**
	 * @param string               $path As `/v1/verify`.
	 * @param array<string, mixed> $body
	 * @return array<mixed> The answer.
	 * @throws Unanswered If this store is not connected, or Ivorey does not answer with what was asked for.
	 */
	public function ask( string $path, array $body ): array {
		$sender = $this->sender();
		$json   = json_encode( $body, JSON_THROW_ON_ERROR | JSON_UNESCAPED_SLASHES );

		$verdict = $this->once( $sender, $path, $json, $answer );
		if ( VerdictKind::ClockSkew === $verdict->kind && null !== $verdict->serverTime ) {
			$this->link->correctClock( $verdict->serverTime );
			$verdict = $this->once( $sender, $path, $json, $answer );
		}
		if ( VerdictKind::Good !== $verdict->kind ) {
			throw Unanswered::because( $verdict );
		}
		try {
			$value = json_decode( $answer, true, 16, JSON_THROW_ON_ERROR );
		} catch ( JsonException ) {
			throw Unanswered::unreadable();
		}
		return is_array( $value ) ? $value : throw Unanswered::unreadable();
	}

	/** @param-out string $body */
	private function once( Sender $sender, string $path, string $json, ?string &$body ): Verdict {
		$answer = $this->client->ask( $sender, $path, $json, $this->link->ivoreySeconds(), self::TIMEOUT_SECONDS );
		$body   = $answer->body;
		return Verdict::of( $answer, intdiv( $this->clock->microseconds(), 1_000_000 ) );
	}

	private function sender(): Sender {
		$state = $this->connection->current()->state;
		if ( State::Active !== $state ) {
			throw State::Paused === $state ? Unanswered::paused() : Unanswered::notConnected();
		}
		try {
			return $this->connection->sender() ?? throw Unanswered::notConnected();
		} catch ( CredentialsUnreadable ) {
			throw Unanswered::notConnected();
		}
	}
}
