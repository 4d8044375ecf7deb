<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Admin;

use Automattic\WooCommerce\Internal\Admin\Orders\ListTable;
use Automattic\WooCommerce\Internal\Admin\Orders\PageController;
use Ivorey\WooCommerce\Admin\OrderBox;
use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Model\Reason;
use Ivorey\WooCommerce\Plugin;
use Ivorey\WooCommerce\Tests\Integration\Support\FakeIvorey;
use Ivorey\WooCommerce\Tests\Integration\Support\Shop;
use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;
use WP_Query;

/**
 * Ivorey's box and column on WooCommerce's order screens.
 *
 * @group order-storage
 */
final class OrderScreenTest extends StoreTestCase {

	public static function setUpBeforeClass(): void {
		parent::setUpBeforeClass();
		require_once WC()->plugin_path() . '/includes/admin/wc-admin-functions.php';
	}

	public function test_the_box_of_an_order_in_Ivorey_shows_when_it_was_sent_which_triggers_fired_and_a_link(): void {
		$id   = $this->request( static fn (): int => Shop::blockCheckout( paymentMethod: 'bacs' ) );
		$text = self::text( $this->box( $id ) );

		self::assertStringContainsString( 'In Ivorey', $text );
		self::assertMatchesRegularExpression( '/Last sent ' . preg_quote( (string) wp_date( wc_date_format() ), '/' ) . ' .*: accepted/', $text );
		self::assertMatchesRegularExpression( '/Order Submitted: fired .*\d/', $text );
		self::assertStringContainsString( 'Payment Received: not fired', $text );
		self::assertStringContainsString( 'href="' . FakeIvorey::CONSOLE . "/orders/con_1/$id\"", $this->box( $id ) );
		self::assertSame( [], $this->askedFor( fn () => $this->box( $id ) ), 'Nobody waits for Ivorey.' );
	}

	public function test_the_box_shows_if_an_order_is_unsent_excluded_waiting_or_needs_attention_and_why(): void {
		$new = $this->disconnected( fn (): int => $this->request( static fn (): int => Shop::cliOrder( 'processing' ) ) );
		self::assertStringContainsString( 'Not sent', self::text( $this->box( $new ) ) );
		self::assertStringNotContainsString( '<a ', $this->box( $new ) );

		$gone = $this->request( static fn (): int => Shop::cliOrder( 'processing' ) );
		$this->request( static fn () => Shop::order( $gone )->delete() );
		self::assertStringContainsString( 'Excluded Order is a draft, or in the trash', self::text( $this->box( $gone ) ) );

		$this->ivorey->goAway();
		$waiting = $this->request( static fn (): int => Shop::cliOrder( 'processing' ) );
		self::assertStringContainsString( 'Waiting Ivorey is not available right now (error 503).', self::text( $this->box( $waiting ) ) );
		$this->ivorey->comeBack();

		Plugin::instance()->core->outbox->quarantineObject( Element::Orders, $new, Reason::Changed, '<script>alert(1)</script>' );
		self::assertStringContainsString( 'Needs attention &lt;script&gt;', self::text( $this->box( $new ) ) );
	}

	public function test_the_column_in_the_list_of_orders_costs_one_query_for_all_orders(): void {
		$there   = $this->request( static fn (): array => array_map( static fn (): int => Shop::cliOrder( 'processing' ), range( 1, 4 ) ) );
		$unknown = $this->disconnected( fn (): int => $this->request( static fn (): int => Shop::cliOrder( 'processing' ) ) );
		$aside   = $this->disconnected( fn (): int => $this->request( static fn (): int => Shop::cliOrder( 'processing' ) ) );
		Plugin::instance()->core->outbox->quarantineObject( Element::Orders, $aside, Reason::Changed, 'No.' );
		$this->ivorey->goAway();
		$this->request(
			static function () use ( $there ): void {
				$order = Shop::order( $there[0] );
				$order->set_customer_note( 'changed' );
				$order->save();
			}
		);

		$queries = [];
		$cells   = [];
		$this->asAdministrator(
			function () use ( &$queries, &$cells ): void {
				$log = static function ( string $sql ) use ( &$queries ): string {
					if ( str_contains( $sql, 'ivorey_ledger' ) || str_contains( $sql, 'ivorey_outbox' ) ) {
						$queries[] = $sql;
					}
					return $sql;
				};
				add_filter( 'query', $log );
				$cells = self::isHpos() ? self::cells() : self::cellsOfPosts();
				remove_filter( 'query', $log );
			}
		);
		$expected = [
			$there[0] => 'Waiting',
			$there[1] => 'In Ivorey',
			$there[2] => 'In Ivorey',
			$there[3] => 'In Ivorey',
			$unknown  => 'Not sent',
			$aside    => 'Needs attention',
		];
		ksort( $cells );
		self::assertSame( $expected, array_map( 'wp_strip_all_tags', $cells ) );
		foreach ( $cells as $id => $html ) {
			// Includes an order that waits while Ivorey has an older version.
			if ( in_array( $id, $there, true ) ) {
				self::assertStringContainsString( 'href="' . FakeIvorey::CONSOLE . "/orders/con_1/$id\" aria-label=\"{$expected[ $id ]}: open the order in Ivorey\"", $html );
			} else {
				self::assertStringNotContainsString( '<a ', $html );
			}
		}
		self::assertCount( 1, $queries );
	}

	public function test_the_box_and_the_column_are_hidden_from_other_users_and_in_a_store_that_is_not_connected(): void {
		$id     = $this->request( static fn (): int => Shop::cliOrder( 'processing' ) );
		$editor = wp_insert_user(
			[
				'user_login' => 'editor',
				'user_pass'  => 'x',
				'role'       => 'editor',
			]
		);
		self::assertIsInt( $editor );
		self::assertSame( '', $this->box( $id, $editor ) );
		self::assertArrayNotHasKey( 'ivorey', $this->columns( $editor ) );
		self::assertArrayHasKey( 'ivorey', $this->columns( 1 ) );
		$this->disconnected(
			function () use ( $id ): void {
				$this->begin();
				self::assertSame( '', $this->box( $id ) );
				self::assertArrayNotHasKey( 'ivorey', $this->columns( 1 ) );
			}
		);
	}

	/** @return string The HTML of the box; empty if there is none. */
	private function box( int $order, int $user = 1 ): string {
		return $this->asUser(
			$user,
			static function () use ( $order ): string {
				$screen = wc_get_page_screen_id( 'shop-order' );
				$shown  = self::isHpos() ? wc_get_order( $order ) : get_post( $order );
				set_current_screen( $screen );
				// Not the whole action: other callbacks need a fully loaded wp-admin.
				$GLOBALS['wp_meta_boxes'] = []; // phpcs:ignore WordPress.WP.GlobalVariablesOverride.Prohibited -- As each request begins.
				foreach ( $GLOBALS['wp_filter']['add_meta_boxes']->callbacks ?? [] as $callbacks ) {
					foreach ( $callbacks as [ 'function' => $callback ] ) {
						if ( is_array( $callback ) && $callback[0] instanceof OrderBox ) {
							$callback[0]->add( $screen );
						}
					}
				}
				ob_start();
				do_meta_boxes( $screen, 'side', $shown );
				$html = (string) ob_get_clean();
				return str_contains( $html, 'id="ivorey-order"' ) ? $html : '';
			}
		);
	}

	/** @return array<string, mixed> */
	private function columns( int $user ): array {
		$hook = self::isHpos() ? 'manage_woocommerce_page_wc-orders_columns' : 'manage_edit-shop_order_columns';
		return $this->asUser( $user, static fn (): array => apply_filters( $hook, [ 'order_number' => 'Order' ] ) ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals -- WordPress' own.
	}

	/** @return array<int, string> The HTML of the column, by order. */
	private static function cells(): array {
		$GLOBALS['hook_suffix'] = 'woocommerce_page_wc-orders'; // phpcs:ignore WordPress.WP.GlobalVariablesOverride.Prohibited -- As on the page of the list.
		set_current_screen();
		$table = wc_get_container()->get( ListTable::class ); // @phpstan-ignore class.notFound
		$table->init( wc_get_container()->get( PageController::class ) ); // @phpstan-ignore class.notFound, class.notFound
		$table->setup(); // @phpstan-ignore class.notFound
		$table->prepare_items(); // @phpstan-ignore class.notFound
		ob_start();
		$table->display_rows(); // @phpstan-ignore class.notFound
		preg_match_all( '#<tr id="order-(\d+)".*?<td class=\'ivorey column-ivorey\'[^>]*>(.*?)</td>#s', (string) ob_get_clean(), $found );
		return array_combine( array_map( intval( ... ), $found[1] ), $found[2] );
	}

	/** @return array<int, string> The HTML of the column, by order. */
	private static function cellsOfPosts(): array {
		$GLOBALS['wp_query'] = new WP_Query( // phpcs:ignore WordPress.WP.GlobalVariablesOverride.Prohibited -- As on the page of the list.
			[
				'post_type'      => 'shop_order',
				'post_status'    => 'any',
				'posts_per_page' => 20,
			]
		);
		$cells               = [];
		foreach ( wp_list_pluck( $GLOBALS['wp_query']->posts ?? [], 'ID' ) as $id ) {
			ob_start();
			do_action( 'manage_shop_order_posts_custom_column', 'ivorey', $id ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals -- WordPress' own.
			$cells[ $id ] = (string) ob_get_clean();
		}
		return $cells;
	}

	/** @return list<string> The requests to Ivorey in the meantime. */
	private function askedFor( callable $work ): array {
		$this->ivorey->forgetRequests();
		$work();
		return $this->ivorey->asked();
	}

	private function asAdministrator( callable $work ): void {
		$this->asUser( 1, $work );
	}

	/**
	 * @template T
	 * @param callable(): T $work
	 * @return T
	 */
	private function asUser( int $user, callable $work ): mixed {
		wp_set_current_user( $user );
		try {
			return $work();
		} finally {
			wp_set_current_user( 0 );
			unset( $GLOBALS['current_screen'] );
		}
	}

	private static function text( string $html ): string {
		return trim( (string) preg_replace( '/\s+/', ' ', (string) preg_replace( '/<[^>]*>/', ' ', $html ) ) );
	}
}
