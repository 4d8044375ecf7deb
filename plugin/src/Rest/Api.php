<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Rest;

use Ivorey\WooCommerce\Connection\AuthorizationFailed;
use WP_Error;

/** Shared by the controllers: the namespace, the permission check, and the arguments of lists. */
final class Api {

	public const NAMESPACE = 'ivorey/v1';

	public static function mayManage(): bool {
		return current_user_can( 'manage_woocommerce' );
	}

	public static function failed( AuthorizationFailed $error ): WP_Error {
		return new WP_Error( 'ivorey_' . $error->name, $error->getMessage(), [ 'status' => $error->status ] );
	}

	/** @return string|null Null if it was not given. */
	public static function text( mixed $argument ): ?string {
		return is_string( $argument ) && '' !== $argument ? $argument : null;
	}

	/**
	 * @param mixed $page    As in paging(): WordPress has validated it.
	 * @param mixed $perPage
	 * @return array{int, int} Limit and offset.
	 */
	public static function slice( mixed $page, mixed $perPage ): array {
		$limit = is_int( $perPage ) ? $perPage : 50;
		return [ $limit, is_int( $page ) ? ( $page - 1 ) * $limit : 0 ];
	}

	/** @return array<string, array<string, mixed>> Arguments of a list. */
	public static function paging(): array {
		return [
			'page'     => [
				'type'    => 'integer',
				'minimum' => 1,
				'maximum' => 100_000,
				'default' => 1,
			],
			'per_page' => [
				'type'    => 'integer',
				'minimum' => 1,
				'maximum' => 100,
				'default' => 50,
			],
		];
	}
}
