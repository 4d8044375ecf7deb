<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Connection;

/** A request by Ivorey about the import; carried out once per ID. */
final class ImportRequest {

	public const START  = 'start';
	public const CANCEL = 'cancel';

	public function __construct(
		public readonly string $id,
		public readonly string $action
	) {}

	/** @param mixed $value Decoded JSON; a request that this version of the plugin does not know is ignored. */
	public static function fromRequests( mixed $value ): ?self {
		$request = is_array( $value ) ? $value['import'] ?? null : null;
		$id      = is_array( $request ) ? $request['id'] ?? null : null;
		$action  = is_array( $request ) ? $request['action'] ?? null : null;
		return is_string( $id ) && '' !== $id && in_array( $action, [ self::START, self::CANCEL ], true )
			? new self( $id, $action )
			: null;
	}
}
