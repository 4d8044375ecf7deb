<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Reconcile;

use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Plugin;
use Ivorey\WooCommerce\Reconcile\Difference;
use Ivorey\WooCommerce\Reconcile\Progress;
use Ivorey\WooCommerce\Tests\Integration\Support\FakeIvorey;
use Ivorey\WooCommerce\Tests\Integration\Support\Shop;
use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;

/**
 * Helpers for reconciling orders.
 *
 * @phpstan-require-extends StoreTestCase
 */
trait OfOrders {

	/** @return list<int> Orders that Ivorey has. */
	private function place( int $number ): array {
		return $this->request( static fn (): array => array_map( static fn (): int => Shop::cliOrder( 'processing' ), range( 1, $number ) ) );
	}

	private function compare( bool $repair = false ): Progress {
		return $this->request( static fn (): Progress => Plugin::instance()->reconciling->full->run( [ Element::Orders ], $repair ) );
	}

	private function change( int $order, string $note = 'changed' ): void {
		$this->request(
			static function () use ( $order, $note ): void {
				$found = Shop::order( $order );
				$found->set_customer_note( $note );
				$found->save();
			}
		);
	}

	/** Batches do not arrive until FakeIvorey::comeBack(); questions are answered. */
	private function refuseBatches(): void {
		$this->ivorey->treat( static fn ( string $method, string $path ): ?array => '/v1/batches' === $path ? [ 503, '' ] : null );
	}

	/**
	 * @param array<string, int>                                                       $counts      By comparison.
	 * @param list<array{element: string, id: string, state: string, why: string}> $differences
	 */
	private static function assertFound( array $counts, array $differences, Progress $progress ): void {
		self::assertSame( $differences, array_map( static fn ( Difference $difference ): array => $difference->toArray(), $progress->differences ) );
		ksort( $counts );
		ksort( $progress->counts );
		self::assertSame( $counts, $progress->counts );
		self::assertSame( [] === $differences, $progress->agreement( 0 )->agrees() );
	}

	/** @return array{element: string, id: string, state: string, why: string} */
	private static function difference( int $order, string $state, string $why = '' ): array {
		return [
			'element' => 'orders',
			'id'      => (string) $order,
			'state'   => $state,
			'why'     => $why,
		];
	}
}
