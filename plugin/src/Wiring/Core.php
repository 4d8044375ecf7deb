<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Wiring;

use Ivorey\WooCommerce\Connection\ApiAddress;
use Ivorey\WooCommerce\Connection\ConnectionOptions;
use Ivorey\WooCommerce\Database\Database;
use Ivorey\WooCommerce\Database\Schema;
use Ivorey\WooCommerce\Delivery\DeliveryLog;
use Ivorey\WooCommerce\Http\CircuitBreaker;
use Ivorey\WooCommerce\Http\CircuitOption;
use Ivorey\WooCommerce\Http\Client;
use Ivorey\WooCommerce\Http\WordPressTransport;
use Ivorey\WooCommerce\Model\Clock;
use Ivorey\WooCommerce\Outbox\Ledger;
use Ivorey\WooCommerce\Outbox\OutboxTable;
use Ivorey\WooCommerce\Schedule\Scheduler;

/** The parts that all areas share: the database, requests to Ivorey, and the scheduler. */
final class Core {

	public readonly Database $database;
	public readonly Schema $schema;
	public readonly ConnectionOptions $store;
	public readonly OutboxTable $outbox;
	public readonly Ledger $ledger;
	public readonly DeliveryLog $deliveries;
	public readonly ApiAddress $address;
	public readonly WordPressTransport $transport;
	public readonly CircuitBreaker $breaker;
	public readonly Client $client;
	public readonly Scheduler $scheduler;

	public function __construct( public readonly Clock $clock ) {
		$this->database   = new Database();
		$this->schema     = new Schema( $this->database );
		$this->store      = new ConnectionOptions();
		$this->outbox     = new OutboxTable( $this->database, $clock );
		$this->ledger     = new Ledger( $this->database, $clock );
		$this->deliveries = new DeliveryLog( $this->database );
		$this->address    = new ApiAddress();
		$this->transport  = new WordPressTransport( $this->address->mayBeNear( ... ) );
		$this->breaker    = new CircuitBreaker( new CircuitOption(), $clock );
		$this->client     = new Client( $this->transport, $this->breaker, $clock );
		$this->scheduler  = new Scheduler();
	}
}
