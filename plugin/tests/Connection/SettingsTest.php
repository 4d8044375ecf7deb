<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Connection;

use Ivorey\WooCommerce\Connection\Settings;
use Ivorey\WooCommerce\Contract\Contract;
use Ivorey\WooCommerce\Model\Element;
use PHPUnit\Framework\TestCase;
use UnexpectedValueException;

final class SettingsTest extends TestCase {

	public function test_the_contracts_defaults_are_read_and_written_back(): void {
		self::assertEquals( Contract::DEFAULT_SETTINGS, Settings::fromArray( Contract::DEFAULT_SETTINGS )->toArray() );
	}

	public function test_R21_each_element_has_its_own_switch(): void {
		foreach ( Element::switched() as $element ) {
			if ( Element::Triggers !== $element ) {
				self::assertTrue( self::settings()->keepsInSync( $element ) );
				self::assertFalse( self::settings( [ $element->value => false ] )->keepsInSync( $element ), $element->value );
			}
		}
	}

	public function test_R21_the_toggle_switches_everything_off(): void {
		foreach ( Element::switched() as $element ) {
			self::assertFalse( self::settings( [ 'enabled' => false ] )->keepsInSync( $element ), $element->value );
		}
	}

	public function test_an_erasure_has_no_switch(): void {
		self::assertTrue( self::settings( [ 'enabled' => false ] )->keepsInSync( Element::Erasures ) );
		self::assertNotContains( Element::Erasures, Element::switched() );
	}

	/** @dataProvider triggers */
	public function test_R10_payment_received_has_its_own_switch( bool $orders, bool $payments, bool $expected ): void {
		$settings = self::settings(
			[
				'orders'                    => $orders,
				'payment_received_triggers' => $payments,
			]
		);

		self::assertSame( $expected, $settings->keepsInSync( Element::Triggers ) );
	}

	/** @return list<array{bool, bool, bool}> */
	public function triggers(): array {
		return [ [ true, true, true ], [ true, false, false ], [ false, true, true ], [ false, false, false ] ];
	}

	/** @dataProvider damages */
	public function test_settings_that_do_not_fit_the_contract_are_refused( mixed $value ): void {
		$this->expectException( UnexpectedValueException::class );
		Settings::fromArray( $value );
	}

	/** @return array<string, array{mixed}> */
	public function damages(): array {
		$whole = Contract::DEFAULT_SETTINGS;
		return [
			'nothing'            => [ null ],
			'no version'         => [ [ 'version' => '1' ] + $whole ],
			'a negative version' => [ [ 'version' => -1 ] + $whole ],
			'no sync'            => [ [ 'sync' => null ] + $whole ],
			'a missing switch'   => [ [ 'import' => array_diff_key( $whole['import'], [ 'orders' => 1 ] ) ] + $whole ],
			'a number as switch' => [ [ 'sync' => [ 'orders' => 1 ] + $whole['sync'] ] + $whole ],
		];
	}

	/** @param array<string, bool> $sync */
	private static function settings( array $sync = [] ): Settings {
		return Settings::fromArray( [ 'sync' => $sync + Contract::DEFAULT_SETTINGS['sync'] ] + Contract::DEFAULT_SETTINGS );
	}

	public function test_R20_the_import_takes_only_the_elements_selected_for_it(): void {
		$settings = Settings::fromArray( Contract::DEFAULT_SETTINGS )->with( [ 'products' => false ], [] );

		self::assertTrue( $settings->imports( Element::Orders ) );
		self::assertFalse( $settings->imports( Element::Products ) );
		self::assertFalse( $settings->imports( Element::Triggers ), 'R11' );
		self::assertFalse( $settings->with( [ 'enabled' => false ], [] )->imports( Element::Orders ) );
	}

	public function test_R25_a_change_names_the_version_it_is_based_on(): void {
		$settings = Settings::fromArray( [ 'version' => 7 ] + Contract::DEFAULT_SETTINGS );
		$changed  = $settings->with( [], [ 'contacts' => false ] );

		self::assertFalse( $changed->selectsAs( $settings ) );
		self::assertTrue( $changed->with( [], [ 'contacts' => true ] )->selectsAs( $settings ) );
		$update = $changed->toUpdate();
		self::assertSame( 7, $update['base_version'] );
		self::assertEqualsCanonicalizing( array_keys( Contract::DEFAULT_SETTINGS['sync'] ), array_keys( $update['sync'] ) );
		self::assertFalse( $update['sync']['contacts'] );
	}

	public function test_R25_a_switch_that_does_not_exist_changes_nothing(): void {
		$settings = Settings::fromArray( Contract::DEFAULT_SETTINGS );
		self::assertTrue( $settings->with( [ 'payment_received_triggers' => true ], [ 'coupons' => true ] )->selectsAs( $settings ) );
	}
}
