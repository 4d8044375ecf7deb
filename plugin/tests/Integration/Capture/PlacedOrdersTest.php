<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Capture;

use Ivorey\WooCommerce\Tests\Integration\Support\PausedStoreTestCase;
use Ivorey\WooCommerce\Tests\Integration\Support\Shop;
use RuntimeException;
use WC_Order;
use WC_Order_Item_Fee;

/**
 * The marks of orders that are placed and paid.
 *
 * @group order-storage
 */
final class PlacedOrdersTest extends PausedStoreTestCase {

	/** @return array<string, array{callable(): int, list<string>}> */
	public function ways(): array {
		return [
			'block checkout'                  => [ static fn (): int => Shop::blockCheckout(), [ 'changed', 'placed', 'checkout' ] ],
			'classic checkout'                => [ static fn (): int => Shop::classicCheckout( 'bacs' ), [ 'changed', 'placed' ] ],
			'REST'                            => [ static fn (): int => Shop::restOrder(), [ 'changed', 'placed' ] ],
			'REST, and paid (R10)'            => [ static fn (): int => Shop::restOrder( isPaid: true ), [ 'changed', 'placed', 'paid' ] ],
			'wc_create_order'                 => [ static fn (): int => Shop::cliOrder(), [ 'changed', 'placed' ] ],
			'wc_create_order, and paid (R10)' => [ static fn (): int => Shop::cliOrder( 'completed' ), [ 'changed', 'placed', 'paid' ] ],
		];
	}

	/**
	 * @dataProvider ways
	 * @param callable(): int $place
	 * @param list<string>    $reasons
	 */
	public function test_R9_each_way_to_place_an_order_marks_it_with_its_reasons( callable $place, array $reasons ): void {
		$order = $this->request( $place );
		self::assertSame( [ "orders:$order" => $reasons ], $this->marks() );
	}

	public function test_R9_an_order_made_in_wp_admin_is_placed_when_it_is_saved_and_not_when_its_screen_opens(): void {
		$order = $this->request(
			static function (): int {
				$draft = new WC_Order();
				$draft->set_status( 'auto-draft' );
				return $draft->save();
			}
		);
		self::assertSame( [], $this->marks() );

		$this->request( static fn () => Shop::order( $order )->update_status( 'pending' ) );
		self::assertSame( [ "orders:$order" => [ 'changed', 'placed', 'checkout' ] ], $this->marks() );
	}

	public function test_R7_a_draft_of_the_block_checkout_leaves_no_mark(): void {
		self::assertGreaterThan( 0, $this->request( static fn (): int => Shop::blockCheckoutDraft() ) );
		self::assertSame( [], $this->marks() );
	}

	public function test_R10_cash_on_delivery_is_paid_when_it_is_completed(): void {
		$order = $this->request( static fn (): int => Shop::blockCheckout( 'cod' ) );
		$this->request( static fn () => Shop::setStatus( $order, 'completed' ) );
		self::assertSame( [ "orders:$order" => [ 'changed', 'placed', 'paid', 'checkout' ] ], $this->marks() );
	}

	public function test_R10_a_bank_transfer_is_paid_when_the_owner_sets_the_order_to_processing(): void {
		$order = $this->request( static fn (): int => Shop::classicCheckout( 'bacs' ) );
		$this->forgetMarks();
		$this->request( static fn () => Shop::order( $order )->update_status( 'processing' ) );
		$reasons = $this->marks()[ "orders:$order" ] ?? [];
		self::assertContains( 'paid', $reasons );
		self::assertNotContains( 'placed', $reasons );
	}

	public function test_R1_an_account_made_at_the_checkout_is_marked_with_its_order(): void {
		$order    = $this->request( fn (): int => $this->withAccount( 'new.account@example.com' ) );
		$customer = get_user_by( 'email', 'new.account@example.com' );
		self::assertNotFalse( $customer );
		self::assertSame(
			[
				"contacts:$customer->ID" => [ 'changed' ],
				"orders:$order"          => [ 'changed', 'placed', 'checkout' ],
			],
			$this->marks()
		);
	}

	/** @return array<string, array{string}> */
	public function checkouts(): array {
		return [
			'block'   => [ 'blockCheckout' ],
			'classic' => [ 'classicCheckout' ],
		];
	}

	/** @dataProvider checkouts */
	public function test_R1_a_registered_buyer_is_marked_with_the_order( string $checkout ): void {
		$customer = $this->request( static fn (): int => Shop::register( 'returning@example.com' ) );
		$this->forgetMarks();
		$order = $this->request( static fn (): int => Shop::$checkout( customer: $customer ) );
		self::assertSame( [ "contacts:$customer", "orders:$order" ], array_keys( $this->marks() ) );
	}

	public function test_R1_a_registered_buyer_is_marked_with_an_order_that_does_not_save_the_buyer(): void {
		$customer = $this->request( static fn (): int => Shop::register( 'returning@example.com' ) );
		$this->forgetMarks();
		$order = $this->request( static fn (): int => Shop::cliOrder( customer: $customer ) );
		self::assertSame( [ "contacts:$customer", "orders:$order" ], array_keys( $this->marks() ) );
	}

	public function test_R4_the_order_is_marked_alone_with_contacts_switched_off(): void {
		$customer = $this->request( static fn (): int => Shop::register( 'returning@example.com' ) );
		$this->pause( [ 'contacts' => false ] );
		$order = $this->request( static fn (): int => Shop::blockCheckout( customer: $customer ) );
		self::assertSame( [ "orders:$order" ], array_keys( $this->marks() ) );
	}

	public function test_R25_nothing_is_marked_with_orders_switched_off(): void {
		$this->pause( [ 'orders' => false ] );
		$this->request( static fn (): int => Shop::blockCheckout() );
		self::assertSame( [], $this->marks() );
	}

	public function test_a_killed_script_loses_none_of_its_marks(): void {
		$order = $this->killed(
			static function (): int {
				$order = wc_create_order();
				assert( $order instanceof WC_Order );
				$order->set_status( 'completed' );
				return $order->save();
			}
		);
		self::assertSame( [ "orders:$order" => [ 'changed', 'placed', 'paid' ] ], $this->marks() );
	}

	public function test_R9_an_order_is_marked_as_placed_even_if_its_save_is_aborted_afterwards(): void {
		$order = $this->request(
			static function (): int {
				add_action( 'woocommerce_new_order_item', static fn () => throw new RuntimeException( 'Another plugin' ) );
				$order = new WC_Order();
				$order->set_status( 'processing' );
				$item = new WC_Order_Item_Fee();
				$item->set_name( 'Fee' );
				$order->add_item( $item );
				$order->save();
				return $order->get_id();
			}
		);
		self::assertContains( 'placed', $this->marks()[ "orders:$order" ] ?? [] );
	}

	private function withAccount( string $email ): int {
		add_filter( 'send_auth_cookies', '__return_false' );
		return Shop::blockCheckout(
			billing: [ 'email' => $email ],
			// With nothing to ship: the new account starts a new session.
			items: Shop::items( 'EBOOK' ),
			fields: [
				'create_account'    => true,
				'customer_password' => 'correct horse battery',
			]
		);
	}
}
