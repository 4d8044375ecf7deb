<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Rest;

use Ivorey\WooCommerce\Contract\PanelSchemas;

/**
 * JSON Schemas of the answers of `ivorey/v1`, as its routes publish them; for a list, the schema of one item
 * (shared/src/panel.ts).
 */
final class Schemas {

	/** @return array<string, mixed> Status, as in WP-CLI. */
	public static function summary(): array {
		return self::named( 'summary', PanelSchemas::SUMMARY );
	}

	/** @return array<string, mixed> */
	public static function status(): array {
		return self::named( 'status', PanelSchemas::STATUS );
	}

	/** @return array<string, mixed> */
	public static function connection(): array {
		return self::named( 'connection', PanelSchemas::CONNECTION );
	}

	/** @return array<string, mixed> */
	public static function delivery(): array {
		return self::named( 'delivery', PanelSchemas::DELIVERY );
	}

	/** @return array<string, mixed> */
	public static function row(): array {
		return self::named( 'outbox-row', PanelSchemas::OUTBOX_ROW );
	}

	/** @return array<string, mixed> */
	public static function listedRow(): array {
		return self::named( 'listed-row', PanelSchemas::LISTED_ROW );
	}

	/** @return array<string, mixed> */
	public static function retried(): array {
		return self::named( 'retried', PanelSchemas::RETRIED );
	}

	/** @return array<string, mixed> */
	public static function comparison(): array {
		return self::named( 'comparison', PanelSchemas::COMPARISON );
	}

	/** @return array<string, mixed> */
	public static function overview(): array {
		return self::named( 'overview', PanelSchemas::OVERVIEW );
	}

	/** @return array<string, mixed> */
	public static function exclusions(): array {
		return self::named( 'exclusions', PanelSchemas::EXCLUSIONS );
	}

	/** @return array<string, mixed> */
	public static function hour(): array {
		return self::named( 'hour', PanelSchemas::HOUR );
	}

	/** @return array<string, mixed> As in WP-CLI. */
	public static function explanation(): array {
		return self::named( 'explanation', PanelSchemas::EXPLANATION );
	}

	/** @return array<string, mixed> */
	public static function explained(): array {
		return self::named( 'explained', PanelSchemas::EXPLAINED );
	}

	/** @return array<string, mixed> */
	public static function approval(): array {
		return self::named( 'approval', PanelSchemas::APPROVAL );
	}

	/** @return array<string, mixed> */
	public static function check(): array {
		return self::named( 'check', PanelSchemas::CHECK );
	}

	/** @return array<string, mixed> */
	public static function redirect(): array {
		return self::named( 'redirect', PanelSchemas::REDIRECT );
	}

	/** @return array<string, mixed> */
	public static function import(): array {
		return self::named( 'import', PanelSchemas::IMPORT );
	}

	/** @return array<string, mixed> */
	public static function settings(): array {
		return self::named( 'settings', PanelSchemas::SETTINGS );
	}

	/**
	 * @param array<string, mixed> $schema
	 * @return array<string, mixed>
	 */
	private static function named( string $name, array $schema ): array {
		return [
			'$schema' => 'http://json-schema.org/draft-04/schema#',
			'title'   => "ivorey-$name",
		] + $schema;
	}
}
