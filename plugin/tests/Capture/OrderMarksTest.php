<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Capture;

use Ivorey\WooCommerce\Capture\ElementSwitch;
use Ivorey\WooCommerce\Capture\OrderMarks;
use Ivorey\WooCommerce\Outbox\Element;
use Ivorey\WooCommerce\Outbox\Mark;
use Ivorey\WooCommerce\Outbox\Reason;
use PHPUnit\Framework\TestCase;

final class OrderMarksTest extends TestCase {

	public function test_an_order_of_a_guest_is_marked_alone(): void {
		self::assertSame( [ 'orders:7:placed' ], $this->marks( customer: 0, reason: Reason::Placed ) );
	}

	public function test_an_order_of_a_registered_buyer_is_marked_with_the_buyer(): void {
		self::assertSame( [ 'orders:7:paid', 'contacts:3:changed' ], $this->marks( reason: Reason::Paid ) );
	}

	/** @dataProvider unplaced */
	public function test_r7_a_draft_leaves_no_mark( string $status ): void {
		self::assertSame( [], $this->marks( status: $status ) );
	}

	/** @return iterable<string, array{string}> */
	public function unplaced(): iterable {
		foreach ( [ 'new', 'auto-draft', 'draft', 'checkout-draft', 'trash' ] as $status ) {
			yield $status => [ $status ];
		}
	}

	/** @dataProvider placed */
	public function test_r7_an_order_of_any_other_status_leaves_one( string $status ): void {
		self::assertCount( 2, $this->marks( status: $status ) );
	}

	/** @return iterable<string, array{string}> */
	public function placed(): iterable {
		foreach ( [ 'pending', 'processing', 'on-hold', 'completed', 'cancelled', 'refunded', 'failed', 'shipped-by-owl' ] as $status ) {
			yield $status => [ $status ];
		}
	}

	public function test_what_only_is_stored_like_an_order_leaves_none(): void {
		self::assertSame( [], $this->marks( type: 'shop_order_refund' ) );
		self::assertSame( [], $this->marks( type: 'shop_subscription' ) );
	}

	public function test_an_order_that_could_not_be_stored_leaves_none(): void {
		self::assertSame( [], $this->marks( id: 0 ) );
	}

	public function test_r4_with_contacts_switched_off_the_order_is_marked_alone(): void {
		self::assertSame( [ 'orders:7:changed' ], $this->marks( on: [ Element::Orders ] ) );
	}

	public function test_r25_with_orders_switched_off_nothing_is_marked(): void {
		self::assertSame( [], $this->marks( on: [ Element::Contacts ] ) );
	}

	/**
	 * @param list<Element> $on
	 * @return list<string>
	 */
	private function marks(
		string $type = 'shop_order',
		string $status = 'processing',
		int $id = 7,
		int $customer = 3,
		Reason $reason = Reason::Changed,
		array $on = [ Element::Orders, Element::Contacts ]
	): array {
		$switch = new class( $on ) implements ElementSwitch {
			/** @param list<Element> $on */
			public function __construct( private readonly array $on ) {}

			public function isOn( Element $element ): bool {
				return in_array( $element, $this->on, true );
			}
		};
		return array_map(
			static fn ( Mark $mark ): string => $mark->element->value . ':' . $mark->id . ':' . implode( '+', array_column( $mark->reasons, 'value' ) ),
			OrderMarks::ofSave( $switch, $type, $status, $id, $customer, $reason )
		);
	}
}
