<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Connection;

use Closure;
use Ivorey\WooCommerce\Model\Element;

/**
 * When this site first had a connection, and which elements were kept in sync at each time since. It decides
 * triggers for which no hook reported the order or its payment (R9, R10, R11), and tells a comparison which
 * objects were created while their switch was off (R25). Times are seconds since 1970.
 */
final class SyncHistory {

	/** Number of switch flips that are remembered. */
	private const MOST_FLIPS = 50;

	/**
	 * @param int              $since        The first connect; a reconnect does not change it.
	 * @param int|null         $highestOrder Orders with higher IDs were created after it; null if unknown.
	 * @param array<int, true> $drafts       The checkout block's drafts at that time, by ID: an order that is
	 *                                       no longer a draft was placed since.
	 * @param list<Flip>       $flips        The elements kept in sync from each time on, in order.
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

	/** Whether an order was created since the connection; null if unknown. */
	public function isMadeSince( int $order ): ?bool {
		return null === $this->highestOrder ? null : $order > $this->highestOrder;
	}

	/**
	 * Whether this was kept in sync for that whole second. In the second of a flip the order of events is
	 * unknown; captured changes carry their own evidence.
	 *
	 * @param Element $element Orders or Triggers.
	 */
	public function wasOn( Element $element, int $at ): bool {
		$isOn = null;
		foreach ( $this->flips as $flip ) {
			if ( $flip->since > $at ) {
				break;
			}
			$isOnSince = $flip->isOn( $element ) ?? false;
			$isOn      = $flip->since === $at ? $isOnSince && false !== $isOn : $isOnSince;
		}
		return true === $isOn;
	}

	/**
	 * When an element was switched on again, for an object created while it was off.
	 *
	 * @param int|null $madeAt Null if the store does not know it; for a category, its ID tells.
	 * @param int      $id     The object's ID.
	 * @return int|null PHP_INT_MAX if it is still off; null if it was on then, or that is unknown.
	 */
	public function offUntil( Element $element, ?int $madeAt, int $id ): ?int {
		$wasMadeThen = false;
		foreach ( $this->flips as $index => $flip ) {
			if ( false !== $flip->isOn( $element ) ) {
				if ( $wasMadeThen ) {
					return $flip->since;
				}
				continue;
			}
			$next        = $this->flips[ $index + 1 ] ?? null;
			$wasMadeThen = $wasMadeThen || ( null === $madeAt
				? Element::Collections === $element && $flip->isBefore( $id ) && ( null === $next || ! $next->isBefore( $id ) )
				: $flip->since <= $madeAt && ( null === $next || $madeAt <= $next->since ) );
		}
		return $wasMadeThen ? PHP_INT_MAX : null;
	}

	/**
	 * A copy with the elements kept in sync from now on.
	 *
	 * @param list<Element>          $on
	 * @param (Closure(): int)|null  $highestCategory Called if the selection differs from the previous one.
	 */
	public function noted( int $now, array $on, ?Closure $highestCategory = null ): self {
		$last = $this->flips[ count( $this->flips ) - 1 ] ?? null;
		if ( null !== $last && $last->selects( $on ) ) {
			return $this;
		}
		$flips = [ ...$this->flips, Flip::to( $now, $on, null === $highestCategory ? null : $highestCategory() ) ];
		return new self( $this->since, $this->highestOrder, $this->drafts, array_slice( $flips, -self::MOST_FLIPS ) );
	}

	/** @param mixed $value As the option holds it; a plain number is the older format, which had only the time. */
	public static function fromOption( mixed $value ): ?self {
		if ( is_int( $value ) ) {
			return new self( $value );
		}
		if ( ! is_array( $value ) || ! is_int( $value['since'] ?? null ) ) {
			return null;
		}
		$drafts = array_filter( is_array( $value['drafts'] ?? null ) ? $value['drafts'] : [], is_int( ... ) );
		$flips  = array_values( array_filter( array_map( Flip::fromOption( ... ), is_array( $value['flips'] ?? null ) ? $value['flips'] : [] ) ) );
		return new self( $value['since'], is_int( $value['order'] ?? null ) ? $value['order'] : null, array_fill_keys( $drafts, true ), $flips );
	}

	/** @return array<string, mixed> */
	public function toOption(): array {
		return [
			'since'  => $this->since,
			'order'  => $this->highestOrder,
			'drafts' => array_keys( $this->drafts ),
			'flips'  => array_map( static fn ( Flip $flip ): array => $flip->toOption(), $this->flips ),
		];
	}
}
