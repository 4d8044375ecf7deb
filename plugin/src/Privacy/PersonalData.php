<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Privacy;

use Ivorey\WooCommerce\Capture\Erasures;
use Ivorey\WooCommerce\Connection\Connection;
use Ivorey\WooCommerce\Connection\State;
use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Outbox\Ledger;
use Ivorey\WooCommerce\Outbox\LedgerEntry;
use Ivorey\WooCommerce\Records\Contacts\EmailHash;
use Ivorey\WooCommerce\Records\Orders\DeletedRefunds;
use WC_Order;

/**
 * Tools → Export and Erase Personal Data. The only personal data the plugin stores is the typed reason of a
 * deleted refund, which is erased with its order. Ivorey has a copy of the sent records: the export says so,
 * and the eraser has it erased.
 */
final class PersonalData {

	private const NAME = 'ivorey-for-woocommerce';

	/** Orders of one person processed in one step. */
	private const PER_PAGE = 100;

	public function __construct(
		private readonly Connection $connection,
		private readonly Ledger $ledger,
		private readonly DeletedRefunds $deletedRefunds,
		private readonly Erasures $erasures
	) {}

	public function register(): void {
		add_filter( 'wp_privacy_personal_data_exporters', [ $this, 'addExporter' ] );
		add_filter( 'wp_privacy_personal_data_erasers', [ $this, 'addEraser' ], PHP_INT_MAX );
		// Before WooCommerce's erasure: the save of the order that follows marks it, so that Ivorey gets it
		// without the reasons too.
		add_action( 'woocommerce_privacy_before_remove_order_personal_data', [ $this, 'eraseReasons' ] );
	}

	/**
	 * @param mixed $exporters
	 * @return array<mixed>
	 */
	public function addExporter( mixed $exporters ): array {
		return ( is_array( $exporters ) ? $exporters : [] ) + [
			self::NAME => [
				'exporter_friendly_name' => __( 'Ivorey for WooCommerce', 'ivorey-for-woocommerce' ),
				'callback'               => [ $this, 'export' ],
			],
		];
	}

	/**
	 * First: WooCommerce's own erasers remove the address that orders are found by.
	 *
	 * @param mixed $erasers
	 * @return array<mixed>
	 */
	public function addEraser( mixed $erasers ): array {
		return [
			self::NAME => [
				'eraser_friendly_name' => __( 'Ivorey for WooCommerce', 'ivorey-for-woocommerce' ),
				'callback'             => [ $this, 'erase' ],
			],
		] + ( is_array( $erasers ) ? $erasers : [] );
	}

	/**
	 * The records sent about this person.
	 *
	 * @return array{data: list<array<string, mixed>>, done: bool}
	 */
	public function export( string $email, int $page = 1 ): array {
		[ $sent, $done ] = $this->sent( $email, $page );
		$data            = [];
		foreach ( $sent as $element => $ids ) {
			foreach ( $ids as $id ) {
				$data[] = [
					'group_id'          => 'ivorey',
					'group_label'       => __( 'Sent to Ivorey', 'ivorey-for-woocommerce' ),
					'group_description' => __( 'Records about you that Ivorey keeps a copy of.', 'ivorey-for-woocommerce' ),
					'item_id'           => "ivorey-$element-$id",
					'data'              => [
						[
							'name'  => Element::Contacts->value === $element ? __( 'Customer', 'ivorey-for-woocommerce' ) : __( 'Order', 'ivorey-for-woocommerce' ),
							'value' => $id,
						],
					],
				];
			}
		}
		return [
			'data' => $data,
			'done' => $done,
		];
	}

	/**
	 * Has Ivorey erase its copy, whatever the store keeps; WooCommerce's settings decide what happens to the
	 * orders here.
	 *
	 * @return array{items_removed: bool, items_retained: bool, messages: list<string>, done: bool}
	 */
	public function erase( string $email, int $page = 1 ): array {
		$user        = get_user_by( 'email', $email );
		[ $sent ]    = $this->sent( $email, 1 );
		$isRequested = $this->erasures->ofPerson( $email, false === $user ? 0 : $user->ID );
		$isRemoved   = $isRequested && [] !== $sent;
		$connection  = $this->connection->current();
		return [
			'items_removed'  => $isRemoved,
			'items_retained' => false,
			'messages'       => $isRemoved ? [
				State::Active === $connection->state
					/* translators: %s: name of the Ivorey account. */
					? sprintf( __( 'The Ivorey account “%s” has been asked to erase its copy of this person’s data.', 'ivorey-for-woocommerce' ), $connection->accountName )
					: __( 'Ivorey will be asked to erase its copy of this person’s data as soon as this store is connected to it again.', 'ivorey-for-woocommerce' ),
			] : [],
			'done'           => true,
		];
	}

	/** @internal Hook. */
	public function eraseReasons( mixed $order ): void {
		if ( $order instanceof WC_Order ) {
			$this->deletedRefunds->eraseReasons( $order->get_id() );
		}
	}

	/**
	 * @return array{array<string, list<string>>, bool} IDs of the records in Ivorey, by element; and whether
	 *                                                  that was the last page.
	 */
	private function sent( string $email, int $page ): array {
		$user   = get_user_by( 'email', $email );
		$orders = wc_get_orders(
			[
				// The same query as WooCommerce's own tools: customers may have ordered with another address.
				'customer' => false === $user ? [ $email ] : [ $email, $user->ID ],
				'limit'    => self::PER_PAGE,
				'paged'    => max( 1, $page ),
				'orderby'  => 'ID',
			]
		);
		$orders = is_array( $orders ) ? $orders : [];
		$ids    = [];
		foreach ( $orders as $order ) {
			$ids[ Element::Orders->value ][] = (string) $order->get_id();
		}
		if ( false !== $user && 1 >= $page ) {
			$ids[ Element::Contacts->value ] = [ (string) $user->ID ];
		}
		$ids[ Element::Erasures->value ] = [ EmailHash::of( $email ) ];

		$found    = $this->ledger->find( $ids );
		$erasure  = $found[ LedgerEntry::key( Element::Erasures, EmailHash::of( $email ) ) ] ?? null;
		$erasedAt = $erasure->settledAt ?? 0;
		$sent     = [];
		foreach ( $found as $entry ) {
			// A version means that Ivorey has the record, whatever happened to it later, unless it was erased
			// since.
			if ( $entry->version > 0 && Element::Erasures !== $entry->element && $entry->settledAt > $erasedAt && 'erased' !== $entry->reason ) {
				$sent[ $entry->element->value ][] = $entry->wireId;
			}
		}
		return [ $sent, count( $orders ) < self::PER_PAGE ];
	}
}
