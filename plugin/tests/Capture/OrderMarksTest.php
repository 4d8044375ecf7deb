<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Capture;

use Ivorey\WooCommerce\Capture\OrderMarks;
use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Model\ElementSwitch;
use Ivorey\WooCommerce\Model\Mark;
use Ivorey\WooCommerce\Model\Reason;
use PHPUnit\Framework\TestCase;

final class OrderMarksTest extends TestCase {

	public function test_an_order_of_a_guest_is_marked_alone(): void {
		self::assertSame( [ 'orders:7:placed' ], $this->marks( customer: 0, reasons: [ Reason::Placed ] ) );
	}

	public function test_an_order_of_a_registered_buyer_is_marked_with_the_buyer(): void {
		self::assertSame( [ 'orders:7:paid', 'contacts:3:changed' ], $this->marks( reasons: [ Reason::Paid ], on: [ Element::Orders, Element::Contacts, Element::Triggers ] ) );
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
	public function test_r7_an_order_with_any_other_status_leaves_a_mark( string $status ): void {
		self::assertCount( 2, $this->marks( status: $status ) );
	}

	/** @return iterable<string, array{string}> */
	public function placed(): iterable {
		foreach ( [ 'pending', 'processing', 'on-hold', 'completed', 'cancelled', 'refunded', 'failed', 'shipped-by-owl' ] as $status ) {
			yield $status => [ $status ];
		}
	}

	public function test_R43_an_order_that_is_trashed_or_deleted_is_marked_alone(): void {
		self::assertSame( [ 'orders:7:changed' ], self::gone( 'processing' ) );
		self::assertSame( [ 'orders:7:changed' ], self::gone( 'trash' ) );
	}

	public function test_R7_R25_R43_the_deletion_of_a_draft_or_a_non_order_or_with_orders_off_leaves_no_mark(): void {
		self::assertSame( [], self::gone( 'checkout-draft' ) );
		self::assertSame( [], self::gone( 'auto-draft' ) );
		self::assertSame( [], self::gone( 'processing', 'shop_subscription' ) );
		self::assertSame( [], self::gone( 'processing', isOn: false ) );
	}

	public function test_an_object_that_is_only_stored_like_an_order_leaves_no_mark(): void {
		self::assertSame( [], $this->marks( type: 'shop_order_refund' ) );
		self::assertSame( [], $this->marks( type: 'shop_subscription' ) );
	}

	public function test_an_order_that_could_not_be_stored_leaves_no_mark(): void {
		self::assertSame( [], $this->marks( id: 0 ) );
	}

	public function test_r4_the_order_is_marked_alone_with_contacts_switched_off(): void {
		self::assertSame( [ 'orders:7:changed' ], $this->marks( on: [ Element::Orders ] ) );
	}

	public function test_r25_nothing_is_marked_with_orders_switched_off(): void {
		self::assertSame( [], $this->marks( on: [ Element::Contacts ] ) );
	}

	public function test_r8_transactions_are_marked_whether_orders_are_on_or_off(): void {
		self::assertSame( [ 'orders:7:placed', 'transactions:7:placed' ], $this->marks( customer: 0, reasons: [ Reason::Placed ], on: [ Element::Orders, Element::Transactions ] ) );
		self::assertSame( [ 'transactions:7:placed' ], $this->marks( reasons: [ Reason::Placed ], on: [ Element::Transactions, Element::Contacts ] ) );
	}

	public function test_r10_a_payment_is_not_noted_as_a_reason_with_payment_received_off(): void {
		self::assertSame( [ 'orders:7:changed' ], $this->marks( reasons: [ Reason::Paid ], on: [ Element::Orders ] ) );
		self::assertSame( [ 'orders:7:placed' ], $this->marks( reasons: [ Reason::Paid, Reason::Placed ], on: [ Element::Orders ] ) );
	}

	public function test_r10_a_payment_is_marked_alone_with_orders_switched_off(): void {
		self::assertSame( [ 'triggers:7:paid' ], $this->marks( reasons: [ Reason::Paid ], on: [ Element::Triggers ] ) );
		self::assertSame( [ 'triggers:7:paid+placed' ], $this->marks( reasons: [ Reason::Paid, Reason::Placed ], on: [ Element::Triggers ] ) );
	}

	public function test_r9_order_submitted_leaves_no_mark_with_orders_switched_off(): void {
		self::assertSame( [], $this->marks( reasons: [ Reason::Placed ], on: [ Element::Triggers ] ) );
	}

	/**
	 * @param list<Reason>  $reasons
	 * @param list<Element> $on
	 * @return list<string>
	 */
	private function marks(
		string $type = 'shop_order',
		string $status = 'processing',
		int $id = 7,
		int $customer = 3,
		array $reasons = [ Reason::Changed ],
		array $on = [ Element::Orders, Element::Contacts ]
	): array {
		return self::told( OrderMarks::ofSave( self::on( $on ), $type, $status, $id, $customer, $reasons ) );
	}

	/** @return list<string> */
	private static function gone( string $status, string $type = 'shop_order', bool $isOn = true ): array {
		return self::told( OrderMarks::ofGone( self::on( $isOn ? [ Element::Orders, Element::Transactions, Element::Contacts ] : [ Element::Transactions ] ), $type, $status, 7 ) );
	}

	/** @param list<Element> $on */
	private static function on( array $on ): ElementSwitch {
		return new class( $on ) implements ElementSwitch {
			/** @param list<Element> $on */
			public function __construct( private readonly array $on ) {}

			public function isOn( Element $element ): bool {
				return in_array( $element, $this->on, true );
			}
		};
	}

	/**
	 * @param list<Mark> $marks
	 * @return list<string>
	 */
	private static function told( array $marks ): array {
		return array_map( static fn ( Mark $mark ): string => $mark->element->value . ':' . $mark->id . ':' . implode( '+', array_column( $mark->reasons, 'value' ) ), $marks );
	}
}
