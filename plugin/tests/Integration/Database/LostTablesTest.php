<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Database;

use Ivorey\WooCommerce\Database\Schema;
use Ivorey\WooCommerce\Tests\Integration\Support\Api;
use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;
use WC_Product_Simple;

/** Tables are missing, as after restoring a backup that holds only the options. */
final class LostTablesTest extends StoreTestCase {

	/** @return array<string, array{list<string>}> */
	public function losses(): array {
		return [
			'all of them' => [ Schema::TABLES ],
		] + array_combine( Schema::TABLES, array_map( static fn ( string $table ): array => [ [ $table ] ], Schema::TABLES ) );
	}

	/**
	 * @dataProvider losses
	 * @param list<string> $tables
	 */
	public function test_the_panel_recreates_lost_tables( array $tables ): void {
		$this->lose( $tables );
		self::assertSame( 200, Api::call( 'GET', '/status' )->get_status() );
		self::assertSame( 200, Api::call( 'GET', '/overview' )->get_status() );
		self::assertSame( Schema::TABLES, self::there() );
		$product = $this->request(
			static function (): int {
				$product = new WC_Product_Simple();
				$product->set_name( 'After' );
				$product->set_regular_price( '5' );
				return $product->save();
			}
		);
		self::assertSame( 'After', $this->ivorey->record( 'products', $product )['name'] ?? null );
	}

	public function test_Site_Health_recreates_lost_tables(): void {
		$this->lose( Schema::TABLES );
		self::assertSame( 'good', $this->health()['status'] );
		self::assertSame( Schema::TABLES, self::there() );
		$this->lose( Schema::TABLES );
		self::assertContains( 'outbox_waiting', $this->fields() );
	}

	public function test_Site_Health_and_the_panel_report_it_if_the_database_refuses(): void {
		$this->lose( [ 'outbox' ] );
		add_filter( 'query', static fn ( string $sql ): string => str_contains( $sql, 'ivorey_outbox' ) ? 'NONSENSE' : $sql );
		$health = $this->health();
		self::assertSame( 'critical', $health['status'] );
		self::assertStringContainsString( 'NONSENSE', $health['description'] );
		self::assertSame( [ 'database' ], $this->fields() );

		$answer = Api::call( 'GET', '/status' );
		self::assertSame( 500, $answer->get_status() );
		/** @var array{code: string, message: string} $error */
		$error = $answer->get_data();
		self::assertSame( 'ivorey_database', $error['code'] );
		self::assertStringContainsString( 'NONSENSE', $error['message'] );
	}

	/** @param list<string> $tables */
	private function lose( array $tables ): void {
		global $wpdb;
		foreach ( $tables as $table ) {
			self::assertNotFalse( $wpdb->query( "DROP TABLE {$wpdb->prefix}ivorey_$table" ) );
		}
		$this->begin();
	}

	/** @return list<string> In the schema's order. */
	private static function there(): array {
		global $wpdb;
		return array_values( array_filter( Schema::TABLES, static fn ( string $table ): bool => null !== $wpdb->get_var( $wpdb->prepare( 'SHOW TABLES LIKE %s', "{$wpdb->prefix}ivorey_$table" ) ) ) );
	}

	/** @return array{status: string, description: string} */
	private function health(): array {
		return apply_filters( 'site_status_tests', [] )['direct']['ivorey_connection']['test'](); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals -- WordPress' own.
	}

	/** @return list<string> The fields that support asks for. */
	private function fields(): array {
		return array_map( 'strval', array_keys( (array) apply_filters( 'debug_information', [] )['ivorey-for-woocommerce']['fields'] ) ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals -- WordPress' own.
	}
}
