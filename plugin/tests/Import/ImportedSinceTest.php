<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Import;

use Ivorey\WooCommerce\Connection\StoredConnection;
use Ivorey\WooCommerce\Import\ImportedSince;
use Ivorey\WooCommerce\Import\ImportState;
use Ivorey\WooCommerce\Import\Job;
use Ivorey\WooCommerce\Import\Progress;
use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Tests\Support\Make;
use PHPUnit\Framework\TestCase;

final class ImportedSinceTest extends TestCase {

	public function test_all_records_are_expected_in_Ivorey_after_their_import(): void {
		self::assertNull( ImportedSince::of( Element::Products, self::connection( false ), self::job( ImportState::Done ) ) );
	}

	public function test_older_records_are_not_expected_while_their_import_is_waiting_or_running(): void {
		foreach ( [ ImportState::Waiting, ImportState::Running ] as $state ) {
			self::assertSame( 1_700_000_000, ImportedSince::of( Element::Products, self::connection( true ), self::job( $state ) ) );
		}
	}

	public function test_R20_all_records_are_expected_if_their_import_was_selected_and_never_finished(): void {
		foreach ( [ self::job( ImportState::Cancelled ), self::job( ImportState::Failed ), null ] as $job ) {
			self::assertNull( ImportedSince::of( Element::Products, self::connection( true ), $job ) );
		}
		// An import of other elements says nothing about these.
		self::assertNull( ImportedSince::of( Element::Orders, self::connection( true ), self::job( ImportState::Done ) ) );
	}

	public function test_R20_only_records_since_the_connection_are_expected_if_no_import_was_selected(): void {
		foreach ( [ self::job( ImportState::Cancelled ), null ] as $job ) {
			self::assertSame( 1_700_000_000, ImportedSince::of( Element::Products, self::connection( false ), $job ) );
		}
	}

	public function test_R25_a_record_made_while_its_switch_was_off_is_expected_after_a_later_import(): void {
		$before = static fn ( Element $element, bool $imports, ?Job $job ): ?int => ImportedSince::evenIfOffBefore( $element, self::connection( $imports ), $job );

		self::assertSame( 2, $before( Element::Products, false, self::job( ImportState::Done ) ) );
		self::assertSame( 2, $before( Element::Products, true, self::job( ImportState::Cancelled ) ) );
		self::assertNull( $before( Element::Products, true, self::job( ImportState::Running ) ) );
		self::assertSame( 1_700_000_000, $before( Element::Orders, true, self::job( ImportState::Done ) ) );
		self::assertNull( $before( Element::Orders, false, null ) );
	}

	private static function connection( bool $imports ): StoredConnection {
		$connection = Make::connection();
		self::assertNotNull( $connection->settings );
		return $connection->withSettings( $connection->settings->with( [ 'enabled' => $imports ], [] ) );
	}

	private static function job( ImportState $state ): Job {
		return new Job( 'job', $state, 2_000_000, null, [], [ 'products' => new Progress( $state, 10 ) ] );
	}
}
