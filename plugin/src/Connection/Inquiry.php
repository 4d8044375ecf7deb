<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Connection;

use Ivorey\WooCommerce\Delivery\Client;
use Ivorey\WooCommerce\Delivery\Link;
use Ivorey\WooCommerce\Delivery\Sender;
use Ivorey\WooCommerce\Delivery\Verdict;
use Ivorey\WooCommerce\Delivery\VerdictKind;
use Ivorey\WooCommerce\Model\Clock;
use UnexpectedValueException;

/** Asks Ivorey about the connection: the small signed request by which refusals are confirmed and ended. */
final class Inquiry {

	private const TIMEOUT_SECONDS = 10;
	private const LEAVE_SECONDS   = 5;

	public function __construct(
		private readonly Client $client,
		private readonly Link $link,
		private readonly Clock $clock
	) {}

	/** @return array{Verdict, ConnectionInfo|null} The info if, and only if, the verdict is Good. */
	public function ask( Sender $sender ): array {
		$verdict = $this->once( $sender, $info );
		if ( VerdictKind::ClockSkew === $verdict->kind && null !== $verdict->serverTime ) {
			$this->link->correctClock( $verdict->serverTime );
			$verdict = $this->once( $sender, $info );
		}
		if ( in_array( $verdict->kind, [ VerdictKind::Good, VerdictKind::Refused ], true ) ) {
			$this->link->checked();
		} else {
			$this->link->unanswered( $verdict );
		}
		return [ $verdict, $info ];
	}

	/** Says that the store was disconnected; whether it was heard changes nothing here. */
	public function leave( Sender $sender ): void {
		$this->client->leave( $sender, $this->link->ivoreySeconds(), self::LEAVE_SECONDS );
	}

	/** @param-out ConnectionInfo|null $info */
	private function once( Sender $sender, ?ConnectionInfo &$info ): Verdict {
		$info    = null;
		$answer  = $this->client->connection( $sender, $this->link->ivoreySeconds(), self::TIMEOUT_SECONDS );
		$verdict = Verdict::of( $answer, intdiv( $this->clock->microseconds(), 1_000_000 ) );
		if ( VerdictKind::Good !== $verdict->kind ) {
			return $verdict;
		}
		try {
			$info = ConnectionInfo::fromJson( $answer->body );
		} catch ( UnexpectedValueException ) {
			return Verdict::unreadable();
		}
		return $verdict;
	}
}
