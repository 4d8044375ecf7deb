<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Admin;

/** Builds the arrays that WordPress expects for a test in Tools → Site Health. Pure. */
final class HealthChecks {

	/**
	 * @param mixed                           $tests As the filter `site_status_tests` passes them.
	 * @param callable(): array<string, mixed> $test
	 * @return array<mixed>
	 */
	public static function add( mixed $tests, string $name, string $label, callable $test ): array {
		$tests           = is_array( $tests ) ? $tests : [];
		$direct          = is_array( $tests['direct'] ?? null ) ? $tests['direct'] : [];
		$direct[ $name ] = [
			'label' => $label,
			'test'  => $test,
		];
		$tests['direct'] = $direct;
		return $tests;
	}

	/**
	 * @param string $status      `good`, `recommended` or `critical`.
	 * @param string $description Plain text.
	 * @param string $url         The action's URL; empty for no action.
	 * @return array<string, mixed>
	 */
	public static function result( string $name, string $status, string $label, string $description, string $url = '', string $action = '' ): array {
		return [
			'label'       => $label,
			'status'      => $status,
			'badge'       => [
				'label' => __( 'Ivorey', 'ivorey-for-woocommerce' ),
				'color' => 'blue',
			],
			'description' => '<p>' . esc_html( $description ) . '</p>',
			'actions'     => '' === $url ? '' : sprintf( '<p><a href="%s">%s</a></p>', esc_url( $url ), esc_html( $action ) ),
			'test'        => $name,
		];
	}
}
