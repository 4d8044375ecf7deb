<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Connection;

use Closure;
use Ivorey\WooCommerce\Model\Element;

/**
 * Since when this site has had a connection, and what was kept in sync at each time since: the evidence by which a
 * trigger is decided where no hook has told of the order or its payment (R9, R10, R11), and by which a comparison
 * knows what was made while its switch was off (R25). Times are seconds since 1970.
 */
final class SyncHistory {

	/** Flips of switches that are remembered. */
	private const MOST_FLIPS = 50;

	/**
	 * @param int              $since        The first connect; a reconnect does not move it.
	 * @param int|null         $highestOrder Orders with higher ids were made after it; null where that is not known.
	 * @param array<int, true> $drafts       Drafts of the checkout block then, by id: where they are none any more, they were placed since.
	 * @param list<Flip>       $flips        What was kept in sync since when, in order.
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
	 * When an element was switched on again after this was made while it was off.
	 *
	 * @param int|null $madeAt Null where the store does not say: of a category, its id does.
	 * @param int      $id     Of the object.
	 * @return int|null PHP_INT_MAX if it is off still; null if it was on then, or that is not known.
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
	 * With what is kept in sync from now on.
	 *
	 * @param list<Element>          $on
	 * @param (Closure(): int)|null  $highestCategory Asked where it is another selection than before.
	 */
	public function noted( int $now, array $on, ?Closure $highestCategory = null ): self {
		$last = $this->flips[ count( $this->flips ) - 1 ] ?? null;
		if ( null !== $last && $last->selects( $on ) ) {
			return $this;
		}
		$flips = [ ...$this->flips, Flip::to( $now, $on, null === $highestCategory ? null : $highestCategory() ) ];
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
