<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Connection;

use Ivorey\WooCommerce\Outbox\Element;

/**
 * Since when this site has had a connection, and what was kept in sync at each time since: the evidence by which a
 * trigger is decided where no hook has told of the order or its payment (R9, R10, R11). Times are seconds since 1970.
 */
final class SyncHistory {

	/** Flips of switches that are remembered. */
	private const MOST_FLIPS = 50;

	/**
	 * @param int                          $since        The first connect; a reconnect does not move it.
	 * @param int|null                     $highestOrder Orders with higher ids were made after it; null where that is not known.
	 * @param array<int, true>             $drafts       Drafts of the checkout block then, by id: where they are none any more, they were placed since.
	 * @param list<array{int, bool, bool}> $flips        Since when order sync and Payment Received were on or off, in order.
	 */
	public function __construct(
		public readonly int $since,
		public readonly ?int $highestOrder = null,
		private readonly array $drafts = [],
		private readonly array $flips = []
	) {}

	public function wasDraft( int $order ): bool {
		return isset( $this->drafts[ $order ] );
	}

	/** Whether an order was made since; null where that is not known. */
	public function isMadeSince( int $order ): ?bool {
		return null === $this->highestOrder ? null : $order > $this->highestOrder;
	}

	/**
	 * Whether this was kept in sync all through that second: in the second of a flip nobody knows which came first, and
	 * what was captured says so itself.
	 *
	 * @param Element $element Orders or Triggers.
	 */
	public function wasOn( Element $element, int $at ): bool {
		$isOn = null;
		foreach ( $this->flips as [ $since, $orders, $triggers ] ) {
			if ( $since > $at ) {
				break;
			}
			$isOnSince = Element::Triggers === $element ? $triggers : $orders;
			$isOn      = $since === $at ? $isOnSince && false !== $isOn : $isOnSince;
		}
		return true === $isOn;
	}

	/** With what is kept in sync from now on. */
	public function noted( int $now, bool $orders, bool $triggers ): self {
		$last = $this->flips[ count( $this->flips ) - 1 ] ?? null;
		if ( null !== $last && $orders === $last[1] && $triggers === $last[2] ) {
			return $this;
		}
		$flips = [ ...$this->flips, [ $now, $orders, $triggers ] ];
		return new self( $this->since, $this->highestOrder, $this->drafts, array_slice( $flips, -self::MOST_FLIPS ) );
	}

	/** @param mixed $value As the option holds it; a number is what was held by itself before there was more. */
	public static function fromOption( mixed $value ): ?self {
		if ( is_int( $value ) ) {
			return new self( $value );
		}
		if ( ! is_array( $value ) || ! is_int( $value['since'] ?? null ) ) {
			return null;
		}
		$drafts = array_filter( is_array( $value['drafts'] ?? null ) ? $value['drafts'] : [], is_int( ... ) );
		$flips  = [];
		foreach ( is_array( $value['flips'] ?? null ) ? $value['flips'] : [] as $flip ) {
			if ( is_array( $flip ) && is_int( $flip[0] ?? null ) ) {
				$flips[] = [ $flip[0], (bool) ( $flip[1] ?? false ), (bool) ( $flip[2] ?? false ) ];
			}
		}
		return new self( $value['since'], is_int( $value['order'] ?? null ) ? $value['order'] : null, array_fill_keys( $drafts, true ), $flips );
	}

	/** @return array<string, mixed> */
	public function toOption(): array {
		return [
			'since'  => $this->since,
			'order'  => $this->highestOrder,
			'drafts' => array_keys( $this->drafts ),
			'flips'  => $this->flips,
		];
	}
}
