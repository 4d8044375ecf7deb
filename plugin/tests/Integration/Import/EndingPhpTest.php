<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Import;

use Error;
use Ivorey\WooCommerce\Import\ImportEnd;
use Ivorey\WooCommerce\Import\ImportOptions;
use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Plugin;
use Ivorey\WooCommerce\Tests\Integration\Support\Shop;
use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;
use WC_Order;
use WP_Error;

/** Objects that end PHP when an import reads them. */
final class EndingPhpTest extends StoreTestCase {

	/** @return array<string, array{int, list<int>}> Number of orders, and the ones that end PHP: 0 is read first. */
	public function stores(): array {
		return [
			'one between others'      => [ 8, [ 4 ] ],
			'the second'              => [ 4, [ 1 ] ],
			'the last'                => [ 4, [ 3 ] ],
			'two with one in between' => [ 6, [ 2, 4 ] ],
			'two in a row'            => [ 5, [ 2, 3 ] ],
		];
	}

	/**
	 * @dataProvider stores
	 * @param list<int> $places
	 */
	public function test_R24_orders_that_end_PHP_are_quarantined_and_their_neighbours_are_not( int $number, array $places ): void {
		$this->request( static fn () => Plugin::instance()->connecting->connection->disconnect() );
		$orders = $this->request( static fn (): array => array_map( static fn (): int => Shop::cliOrder( 'completed', 'bacs' ), range( 1, $number ) ) );
		rsort( $orders );
		$deadly = array_values( array_intersect_key( $orders, array_flip( $places ) ) );
		$this->killed( fn () => $this->connect() );
		$this->killed(
			static function (): void {
				Plugin::instance()->importing->imports->cancel();
				Plugin::instance()->importing->imports->start( [ Element::Orders ] );
			}
		);

		$deaths = 0;
		do {
			$end     = $this->importWithout( $deadly );
			$deaths += null === $end ? 1 : 0;
		} while ( null === $end && $deaths < 100 );

		self::assertSame( ImportEnd::Done, $end );
		self::assertEqualsCanonicalizing( $deadly, array_keys( Plugin::instance()->core->outbox->endingPhp( Element::Orders, $orders ) ) );
		self::assertEqualsCanonicalizing( array_values( array_diff( $orders, $deadly ) ), array_keys( $this->ivorey->records( 'orders' ) ) );
		self::assertLessThan( 45, $deaths, 'Each costs the owner a minute.' );
	}

	/** @param list<int> $deadly */
	private function importWithout( array $deadly ): ?ImportEnd {
		return $this->killed(
			function () use ( $deadly ): ImportEnd {
				add_filter(
					'woocommerce_order_number',
					function ( mixed $number, WC_Order $order ) use ( $deadly ): mixed {
						if ( in_array( $order->get_id(), $deadly, true ) ) {
							$this->endPhp();
						}
						return $number;
					},
					10,
					2
				);
				return Plugin::instance()->importing->run->run( ImportOptions::background() );
			}
		);
	}

	/** A dead process writes and sends nothing, even if code catches the error. */
	private function endPhp(): never {
		global $wpdb;
		$wpdb->query( 'DO RELEASE_ALL_LOCKS()' );
		$wpdb->suppress_errors();
		add_filter( 'query', static fn (): string => 'DEAD', PHP_INT_MAX );
		remove_filter( 'pre_http_request', [ $this->ivorey, 'answer' ] );
		add_filter( 'pre_http_request', static fn (): WP_Error => new WP_Error( 'dead' ) );
		throw new Error( 'Allowed memory size exhausted' );
	}
}
