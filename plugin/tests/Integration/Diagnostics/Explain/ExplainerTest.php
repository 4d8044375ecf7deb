<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Diagnostics\Explain;

use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Plugin;
use Ivorey\WooCommerce\Tests\Integration\Support\FakeIvorey;
use Ivorey\WooCommerce\Tests\Integration\Support\Rest;
use Ivorey\WooCommerce\Tests\Integration\Support\Shop;
use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;

final class ExplainerTest extends StoreTestCase {

	public function test_the_explanation_of_a_delivered_order_lists_its_steps_in_order(): void {
		$id    = $this->place();
		$order = $this->explain( 'order', $id );

		self::assertSame( [ 'orders', $id, null ], [ $order['element'], $order['id'], $order['note'] ] );
		self::assertRecord( 'orders', (string) $id, true, null, 'alike', 'applied', $order );
		self::assertSame( $this->ivorey->version( 'orders', $id ), $order['records'][0]['version'] );
		self::assertSame( [], $order['waiting'] );
		self::assertNull( $order['unanswered'] );
		self::assertSame( 'guest', $order['contact']['kind'] );
		self::assertSame( [ "order_submitted:$id" ], array_column( $order['triggers'], 'id' ) );
		$marked = array_filter( $order['timeline'], static fn ( array $moment ): bool => 'marked' === $moment['what'] && str_starts_with( $moment['detail'], 'orders:' ) );
		self::assertSame( [ 'orders: changed, placed, checkout' ], array_column( $marked, 'detail' ) );
		$unfired = self::details( 'trigger not fired', $order );
		self::assertSame( [ "payment_received:$id: Order without a payment, or refund of zero" ], $unfired );
		$steps = array_values( array_diff( array_column( $order['timeline'], 'what' ), [ 'trigger not fired' ] ) );
		self::assertSame( 'marked', $steps[0] );
		self::assertSame( 'sent and answered', $steps[ count( $steps ) - 1 ] );
		self::assertSame( [ "orders $id, version " . $this->ivorey->version( 'orders', $id ) ], self::details( 'received by Ivorey', $order ) );
		self::assertSame( [ "order_submitted:$id" ], self::details( 'trigger fired', $order ) );
		$times = array_column( $order['timeline'], 'at' );
		$last  = $times;
		sort( $last );
		self::assertSame( $last, $times );
		self::assertLessThan( 60, abs( time() - (int) strtotime( $times[0] ) ) );
	}

	public function test_the_explanation_of_an_order_includes_its_payment_and_refunds(): void {
		$id     = $this->request( static fn (): int => Shop::cliOrder( 'processing', 'bacs' ) );
		$refund = $this->request(
			static fn () => wc_create_refund(
				[
					'order_id' => $id,
					'amount'   => '1',
				]
			)
		);
		self::assertInstanceOf( \WC_Order_Refund::class, $refund );
		$wanted = [ (string) $id, "payment:$id", 'refund:' . $refund->get_id() ];

		self::assertEqualsCanonicalizing( $wanted, array_column( $this->explain( 'order', $id )['records'], 'id' ) );
		$transaction = $this->explain( 'transaction', 'refund:' . $refund->get_id() );
		self::assertSame( [ 'transactions', $id ], [ $transaction['element'], $transaction['id'] ] );
		self::assertSame( $id, $this->explain( 'transaction', "payment:$id" )['id'] );
	}

	public function test_the_explanation_shows_the_failure_the_retry_and_the_unanswered_question_while_Ivorey_is_away(): void {
		$this->ivorey->treat( static fn (): array => [ 503, 'busy' ] );
		$id    = $this->place();
		$order = $this->explain( 'order', $id );

		self::assertStringContainsString( 'http-503', $order['unanswered'] );
		self::assertRecord( 'orders', (string) $id, true, null, null, null, $order );
		$waiting = array_column( $order['waiting'], null, 'element' )['orders'];
		self::assertSame( [ 'retrying', [ 'changed', 'placed', 'checkout' ], 1 ], [ $waiting['state'], $waiting['reasons'], $waiting['attempts'] ] );
		$failures = array_filter( $order['timeline'], static fn ( array $moment ): bool => 'not delivered' === $moment['what'] );
		self::assertSame( [ 'http-503', 'Ivorey is not available right now (error 503).' ], [ reset( $failures )['detail'] ?? null, reset( $failures )['text'] ?? null ] );
		$last = $order['timeline'][ count( $order['timeline'] ) - 1 ];
		self::assertSame( [ 'now', 'retrying' ], [ $last['at'], $last['what'] ] );
	}

	public function test_an_order_that_Ivorey_lost_is_missing_even_if_it_was_applied(): void {
		$id = $this->place();
		$this->ivorey->forget( 'orders', $id );
		$order = $this->explain( 'order', $id );

		self::assertRecord( 'orders', (string) $id, true, null, 'missing', 'applied', $order );
		self::assertSame( [], self::details( 'received by Ivorey', $order ) );
	}

	public function test_an_order_that_Ivorey_has_in_an_older_version_is_older(): void {
		$id = $this->place();
		$this->ivorey->spoil( 'orders', $id );

		self::assertRecord( 'orders', (string) $id, true, null, 'older', 'applied', $this->explain( 'order', $id ) );
	}

	public function test_a_rejected_order_is_explained_with_its_error(): void {
		$id    = $this->request(
			function (): int {
				$id = Shop::cliOrder( 'processing' );
				$this->ivorey->reject( 'orders', $id, 'must be a decimal' );
				return $id;
			}
		);
		$order = $this->explain( 'order', $id );

		self::assertRecord( 'orders', (string) $id, true, null, 'rejected', 'rejected', $order );
		self::assertStringContainsString( 'must be a decimal', (string) wp_json_encode( self::details( 'sent and answered', $order ) ) );
		self::assertSame( 'quarantined', $order['timeline'][ count( $order['timeline'] ) - 1 ]['what'] );
	}

	public function test_R7_R18_a_draft_is_explained_with_the_reason_why_it_and_its_triggers_are_not_sent(): void {
		$draft = $this->request( static fn () => wc_create_order( [ 'status' => 'checkout-draft' ] ) );
		self::assertInstanceOf( \WC_Order::class, $draft );
		$id    = $draft->get_id();
		$order = $this->explain( 'order', $id );

		self::assertRecord( 'orders', (string) $id, true, 'draft', 'unwanted', null, $order );
		self::assertSame(
			[
				[
					'at'     => 'now',
					'what'   => 'trigger not fired',
					'detail' => "order_submitted:$id: Order is a draft, or in the trash",
					'text'   => 'Order Submitted: Order is a draft, or in the trash',
				],
				[
					'at'     => 'now',
					'what'   => 'trigger not fired',
					'detail' => "payment_received:$id: Order is a draft, or in the trash",
					'text'   => 'Payment Received: Order is a draft, or in the trash',
				],
			],
			$order['timeline']
		);
	}

	/** @group order-storage */
	public function test_R16_a_deleted_order_is_explained_as_kept_in_Ivorey(): void {
		$id = $this->place();
		$this->request( static fn () => Shop::order( $id )->delete( true ) );
		$order = $this->explain( 'order', $id );

		self::assertRecord( 'orders', (string) $id, false, 'deleted', 'kept', 'excluded', $order );
		self::assertNotSame( [], self::details( 'received by Ivorey', $order ) );
	}

	public function test_a_product_sent_by_an_import_is_explained_too(): void {
		$this->import();
		$product = $this->explain( 'product', 'MUG' );

		self::assertRecord( 'products', (string) Shop::product( 'MUG' ), true, null, 'alike', 'applied', $product );
		self::assertCount( 1, self::details( 'sent and answered', $product ) );
		self::assertNull( $product['contact'] );
	}

	public function test_a_product_that_an_import_has_yet_to_read_is_pending(): void {
		self::assertRecord( 'products', (string) Shop::product( 'MUG' ), true, null, 'pending', null, $this->explain( 'product', 'MUG' ) );
	}

	public function test_Ivorey_is_not_asked_if_the_store_is_not_connected(): void {
		$id = $this->place();
		$this->request( static fn () => Plugin::instance()->connecting->connection->disconnect() );
		$this->ivorey->forgetRequests();
		$order = $this->explain( 'order', $id );

		self::assertStringContainsString( 'not connected', $order['unanswered'] );
		self::assertSame( [], $this->ivorey->questions( '/v1/explain' ) );
	}

	public function test_R35_the_explanation_links_to_the_page_of_an_order_that_Ivorey_has(): void {
		$id  = $this->place();
		$url = FakeIvorey::CONSOLE . "/orders/con_1/$id";
		self::assertSame( $url, $this->explain( 'order', $id )['ivorey_url'] );
		self::assertNull( $this->explain( 'product', 'MUG' )['ivorey_url'] );
		self::assertNull( $this->explain( 'order', 999_999 )['ivorey_url'] );

		$this->ivorey->forget( 'orders', (string) $id );
		self::assertNull( $this->explain( 'order', $id )['ivorey_url'], 'Ivorey says that it has none.' );
		$this->ivorey->goAway();
		self::assertSame( $url, $this->explain( 'order', $id )['ivorey_url'], 'As far as the store remembers.' );
	}

	private function place(): int {
		return $this->request( static fn (): int => Shop::blockCheckout() );
	}

	/** @return array<mixed> As REST returns it; WP-CLI returns the same. */
	private function explain( string $element, int|string $id ): array {
		return Rest::json(
			'GET',
			'/explain',
			query: [
				'element' => $element,
				'id'      => (string) $id,
			]
		);
	}

	/**
	 * @param array<mixed> $explained
	 */
	private static function assertRecord( string $element, string $id, bool $isInStore, ?string $excluded, ?string $state, ?string $outcome, array $explained ): void {
		$record = array_values( array_filter( $explained['records'], static fn ( array $one ): bool => $one['id'] === $id ) )[0];
		self::assertSame( [ $element, $isInStore, $excluded, $state, $outcome ], [ $record['element'], $record['in_store'], $record['excluded'], $record['state'], $record['outcome'] ] );
	}

	/**
	 * @param array<mixed> $explained
	 * @return list<string> Details of events of this kind, except transactions.
	 */
	private static function details( string $what, array $explained ): array {
		$moments = array_filter( $explained['timeline'], static fn ( array $moment ): bool => $moment['what'] === $what && ! str_starts_with( $moment['detail'], 'transactions' ) );
		return array_column( $moments, 'detail' );
	}
}
