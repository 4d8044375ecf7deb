<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Wiring;

use Ivorey\WooCommerce\Capture\Erasures;
use Ivorey\WooCommerce\Connection\Connection;
use Ivorey\WooCommerce\Database\NamedLock;
use Ivorey\WooCommerce\Delivery\Assembler;
use Ivorey\WooCommerce\Delivery\BatchSender;
use Ivorey\WooCommerce\Delivery\Dispatcher;
use Ivorey\WooCommerce\Delivery\Drain;
use Ivorey\WooCommerce\Delivery\History;
use Ivorey\WooCommerce\Outbox\ErasureTable;
use Ivorey\WooCommerce\Records\AsNobody;
use Ivorey\WooCommerce\Records\Collections\CollectionBuilder;
use Ivorey\WooCommerce\Records\Contacts\ContactBuilder;
use Ivorey\WooCommerce\Records\Contacts\ErasureBuilder;
use Ivorey\WooCommerce\Records\Orders\OrderBuilder;
use Ivorey\WooCommerce\Records\Orders\OrderReader;
use Ivorey\WooCommerce\Records\Orders\TransactionBuilder;
use Ivorey\WooCommerce\Records\Orders\TriggerBuilder;
use Ivorey\WooCommerce\Records\Products\ProductBuilder;
use Ivorey\WooCommerce\Records\RecordBuilder;
use Ivorey\WooCommerce\Records\SecondLook;
use Ivorey\WooCommerce\Schedule\Loopback;
use Ivorey\WooCommerce\Schedule\Waker;

/** Builders, deliveries of the outbox, and their triggers. */
final class Delivering {

	public readonly History $history;

	/** @var list<RecordBuilder> Builders of the elements that an import reads and a reconcile compares. */
	public readonly array $builders;

	public readonly Assembler $assembler;
	public readonly Drain $drain;
	public readonly Loopback $loopback;
	public readonly Waker $waker;
	public readonly Erasures $erasures;

	public function __construct( Core $core, Connection $connection ) {
		$orders     = new OrderReader();
		$takes      = static fn ( string $field ): bool => $connection->current()->takes( $field );
		$erasures   = new ErasureTable( $core->database );
		$secondLook = static fn ( RecordBuilder $builder ): RecordBuilder => new SecondLook( $builder, $core->database );

		$this->builders  = array_map(
			static fn ( RecordBuilder $builder ): RecordBuilder => new AsNobody( $builder ),
			[ new CollectionBuilder(), new ProductBuilder(), new ContactBuilder( $takes ), new OrderBuilder( $orders, takes: $takes ), new TransactionBuilder( $orders ) ]
		);
		$this->assembler = new Assembler(
			$core->ledger->find( ... ),
			...array_map( $secondLook, [ new AsNobody( new TriggerBuilder() ), ...$this->builders ] ),
			...[ new ErasureBuilder( $erasures ) ]
		);
		$this->history   = new History( $core->database, $core->clock );
		$this->drain     = new Drain(
			$connection,
			$core->outbox,
			$this->assembler,
			new Dispatcher(
				$connection,
				$core->outbox,
				$core->ledger,
				$this->assembler,
				new BatchSender( $core->client, $core->deliveries, $core->clock ),
				$this->history,
				$core->breaker,
				$core->clock
			),
			$core->breaker,
			new NamedLock( $core->database ),
			$core->database,
			$core->clock
		);
		$this->loopback  = new Loopback( $core->clock );
		$this->waker     = new Waker( $this->drain, $connection, $core->breaker, $core->scheduler, $this->loopback, $core->clock );
		$this->erasures  = new Erasures( $erasures, $core->outbox, $core->store, $this->waker->marked( ... ), $core->clock );
	}
}
