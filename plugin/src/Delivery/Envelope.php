<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Delivery;

use Ivorey\WooCommerce\Connection\StoredConnection;
use Ivorey\WooCommerce\Contract\Contract;

/** The part of a batch around its records (shared/src/batch.ts). Contains nothing that changes between retries. */
final class Envelope {

	/** Space reserved for it, not counting the records. */
	public const MAX_BYTES = 1_024;

	/**
	 * @param string                $connection      `<account id>.<connection id>`; not in the body, but part of its id.
	 * @param array<string, string> $environment     Versions: plugin, WordPress, woocommerce, php.
	 * @param int                   $settingsVersion The version the plugin currently uses.
	 */
	public function __construct(
		public readonly string $connection,
		private readonly int $contract,
		private readonly array $environment,
		private readonly int $settingsVersion
	) {}

	/** The envelope of every batch this site sends. */
	public static function of( StoredConnection $connection ): self {
		return new self(
			$connection->connection,
			Contract::BATCH_CONTRACT,
			[
				'plugin'      => IVOREY_FOR_WOOCOMMERCE_VERSION,
				'wordpress'   => get_bloginfo( 'version' ), // phpcs:ignore WordPress.WP.CapitalPDangit -- A key of the contract.
				'woocommerce' => WC_VERSION,
				'php'         => PHP_VERSION,
			],
			$connection->settings->version ?? 0
		);
	}

	/** @param list<string> $records JSON each. */
	public function around( array $records ): string {
		$head = json_encode(
			[
				'contract'         => $this->contract,
				'environment'      => array_map( static fn ( string $version ): string => substr( $version, 0, 50 ), $this->environment ),
				'settings_version' => $this->settingsVersion,
			],
			JSON_THROW_ON_ERROR | JSON_UNESCAPED_SLASHES | JSON_INVALID_UTF8_SUBSTITUTE
		);
		return substr( $head, 0, -1 ) . ',"records":[' . implode( ',', $records ) . ']}';
	}
}
