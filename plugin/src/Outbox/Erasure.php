<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Outbox;

/** Somebody who is to be erased in Ivorey. */
final class Erasure {

	/** All that the store gave of a person. */
	public const PERSON = 'person';

	/** Everything that belonged to a user account that was deleted. */
	public const USER = 'user';

	/**
	 * @param string $emailHash   As EmailHash::of() makes it.
	 * @param string $scope       One of the above.
	 * @param int    $userId      0 for none.
	 * @param int    $requestedAt Seconds since 1970.
	 */
	public function __construct(
		public readonly string $emailHash,
		public readonly string $scope,
		public readonly int $userId,
		public readonly int $requestedAt
	) {}
}
