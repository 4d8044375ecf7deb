<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Capture;

use Ivorey\WooCommerce\Capture\SaleDates;
use Ivorey\WooCommerce\Tests\Integration\Support\Catalogue;
use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;

/** R13, R15: sales that begin and end by the clock. */
final class SaleDatesTest extends StoreTestCase {

	public function test_R13_R15_a_scheduled_sale_begins_and_ends_with_WooCommerces_daily_action(): void {
		$id = $this->request(
			static fn (): int => Catalogue::product(
				[
					'regular_price'     => '20',
					'sale_price'        => '15',
					'date_on_sale_from' => '2098-01-01',
					'date_on_sale_to'   => '2099-01-01',
				]
			)
		);
		self::assertSame( '20.00', $this->ivorey->record( 'products', $id )['price'] ?? null );

		self::comes( $id, 'from', time() - 60 );
		$this->request( static fn () => do_action( 'woocommerce_scheduled_sales' ) );
		$record = $this->ivorey->record( 'products', $id ) ?? [];
		self::assertSame( [ '15.00', '15.00', null ], [ $record['price'], $record['sale_price'], $record['date_on_sale_from'] ] );

		self::comes( $id, 'to', time() - 60 );
		$this->request( static fn () => do_action( 'woocommerce_scheduled_sales' ) );
		$record = $this->ivorey->record( 'products', $id ) ?? [];
		self::assertSame( [ '20.00', null ], [ $record['price'], $record['sale_price'] ] );
	}

	public function test_R13_R15_the_sale_of_a_variation_begins_and_ends_on_time_without_a_save(): void {
		[ $id, $variations ] = $this->request( static fn (): array => Catalogue::variable( [ 'S' => '20' ] ) );
		$this->request(
			static fn () => Catalogue::set(
				$variations['S'],
				[
					'sale_price'        => '5',
					'date_on_sale_from' => '2098-01-01',
					'date_on_sale_to'   => '2099-01-01',
				]
			)
		);
		self::assertSame( [ '20.00', '20.00' ], $this->prices( $id ) );

		$this->sweepSeenUntil( time() - 100 );
		self::comes( $variations['S'], 'from', time() - 60 );
		$this->sweep();
		self::assertSame( [ '5.00', '5.00' ], $this->prices( $id ) );

		$this->ivorey->forgetRequests();
		$this->sweep();
		self::assertSame( [], $this->ivorey->batches() );

		$this->sweepSeenUntil( time() - 50 );
		self::comes( $variations['S'], 'to', time() - 40 );
		$this->sweep();
		self::assertSame( [ '20.00', '20.00' ], $this->prices( $id ) );
	}

	/**
	 * @return array<string, array{int, int, bool}> The last check, the beginning of the sale, and whether it is
	 *                                              seen; in seconds from now.
	 */
	public function dates(): array {
		return [
			'seen already'        => [ -100, -100, false ],
			'just not seen yet'   => [ -100, -99, true ],
			'past'                => [ -100, -10, true ],
			'to come'             => [ -100, 60, false ],
			'the clock was ahead' => [ 7_200, -10, false ],
		];
	}

	/** @dataProvider dates */
	public function test_R15_a_sale_date_is_noticed_once_when_it_comes( int $seen, int $date, bool $isSeen ): void {
		$now = time();
		$id  = $this->request( static fn (): int => Catalogue::product( [ 'sale_price' => '5' ] ) );
		$this->sweepSeenUntil( $now + $seen );
		self::comes( $id, 'from', $now + $date );
		$this->ivorey->forgetRequests();
		// Nothing is delivered, so that the marks stay visible.
		$this->ivorey->goAway();
		$this->sweep();
		self::assertSame( $isSeen, array_key_exists( "products:$id", $this->marks() ) );
		if ( $isSeen || $seen > 0 ) {
			// Not marked again; nor is it skipped because the clock was set back.
			self::assertEqualsWithDelta( $now, get_option( SaleDates::OPTION ), 10 );
		}
	}

	private function sweep(): void {
		$this->request( static fn () => do_action( 'ivorey_sweep' ) );
	}

	private function sweepSeenUntil( int $seconds ): void {
		update_option( SaleDates::OPTION, $seconds, true );
	}

	/** @return list<string> The prices of the product and its only variation. */
	private function prices( int $id ): array {
		$record = $this->ivorey->record( 'products', $id ) ?? [];
		return [ $record['price'], $record['variants'][0]['price'] ];
	}

	/** Moves the beginning or the end of a sale to a given time, as if time had passed. */
	private static function comes( int $id, string $end, int $seconds ): void {
		global $wpdb;
		$row = [
			'post_id'  => $id,
			'meta_key' => "_sale_price_dates_$end",
		];
		if ( 0 === $wpdb->update( $wpdb->postmeta, [ 'meta_value' => $seconds ], $row ) ) {
			$wpdb->insert( $wpdb->postmeta, $row + [ 'meta_value' => $seconds ] );
		}
	}
}
