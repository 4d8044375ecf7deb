<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Outbox;

/** A person to erase in Ivorey. */
final class Erasure {

	/** All data the store sent about a person. */
	public const PERSON = 'person';

	/** The data of a deleted user account. */
	public const USER = 'user';

	/**
	 * @param string $emailHash   As EmailHash::of() returns it.
	 * @param string $scope       One of the constants above.
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
