<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Import;

use Ivorey\WooCommerce\Delivery\Assembled;
use Ivorey\WooCommerce\Delivery\Batch;
use Ivorey\WooCommerce\Delivery\PackedRow;
use Ivorey\WooCommerce\Delivery\PostedBatch;
use Ivorey\WooCommerce\Outbox\Row;

/** Objects with neighbouring keys, read and ready to be sent. */
final class Slice {

	/** @var list<array{non-empty-list<PackedRow>, Batch}> */
	public array $batches = [];

	/** @var list<Row> What the outbox is to see to: too large to be sent, even alone; or sent by it since it was read here. */
	public array $forOutbox = [];

	/** @var list<array{non-empty-list<PackedRow>, PostedBatch}> */
	public array $posted = [];

	/**
	 * @param int   $pass    Its place in the job.
	 * @param int   $cursor  Where the pass is when this is through.
	 * @param bool  $isLast  Of its pass.
	 * @param int   $objects
	 * @param float $began   Seconds, by microtime().
	 */
	public function __construct(
		public readonly int $pass,
		public readonly int $cursor,
		public readonly bool $isLast,
		public readonly int $objects,
		public readonly float $began,
		public readonly Assembled $assembled
	) {}
}
