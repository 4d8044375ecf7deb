<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Wiring;

use Closure;
use Ivorey\WooCommerce\Connection\Connection;
use Ivorey\WooCommerce\Database\NamedLock;
use Ivorey\WooCommerce\Delivery\BatchSender;
use Ivorey\WooCommerce\Http\Client;
use Ivorey\WooCommerce\Http\CurlTransport;
use Ivorey\WooCommerce\Import\ImportOption;
use Ivorey\WooCommerce\Import\ImportRun;
use Ivorey\WooCommerce\Import\Imports;
use Ivorey\WooCommerce\Import\ImportWaker;
use Ivorey\WooCommerce\Import\Job;
use Ivorey\WooCommerce\Import\Keys;
use Ivorey\WooCommerce\Import\Recovery;
use Ivorey\WooCommerce\Import\SliceReader;
use Ivorey\WooCommerce\Import\Slices;
use Ivorey\WooCommerce\Import\SliceSettler;
use Ivorey\WooCommerce\Import\StoreKeys;
use Ivorey\WooCommerce\Model\Element;

/** Imports of the store's existing objects. */
final class Importing {

	public readonly ImportOption $store;
	public readonly Imports $imports;
	public readonly ImportRun $run;
	public readonly ImportWaker $waker;

	/** @var Closure( Element ): Keys */
	public readonly Closure $keys;

	/**
	 * @param Closure( Job ): void $onSlice Reports the progress to Ivorey.
	 * @param Closure(): void      $report  Reports the import's state to Ivorey.
	 */
	public function __construct( Core $core, Connection $connection, Delivering $delivering, Closure $onSlice, Closure $report ) {
		$imported      = array_values( array_filter( $delivering->assembler->elements(), static fn ( Element $element ): bool => Element::Erasures !== $element ) );
		$this->store   = new ImportOption( $core->database );
		$this->keys    = ( new StoreKeys( $core->database ) )->of( ... );
		$this->imports = new Imports( $this->store, $connection, $imported, $this->keys, $core->clock );

		$reader    = new SliceReader( $delivering->assembler, $this->keys, $core->clock );
		$client    = new Client( new CurlTransport( $core->transport, $core->address->mayBeNear( ... ) ), $core->breaker, $core->clock );
		$settler   = new SliceSettler( $this->store, $connection, $core->outbox, $core->ledger, new BatchSender( $client, $core->deliveries, $core->clock ), $core->breaker, $core->clock );
		$slices    = new Slices( $reader, $settler, new Recovery( $this->store, $reader, $core->outbox ), $connection, $core->clock );
		$this->run = new ImportRun( $this->store, $slices, $connection, $core->outbox, $core->breaker, new NamedLock( $core->database, 'import' ), $onSlice, $core->clock );

		$this->waker = new ImportWaker( $this->imports, $this->run, $report, $delivering->waker, $core->scheduler, $delivering->loopback, $core->breaker, $core->clock );
	}
}
