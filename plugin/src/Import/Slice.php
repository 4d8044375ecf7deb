<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Import;

use Ivorey\WooCommerce\Delivery\Assembled;
use Ivorey\WooCommerce\Delivery\Batch;
use Ivorey\WooCommerce\Delivery\PackedRow;
use Ivorey\WooCommerce\Delivery\PostedBatch;
use Ivorey\WooCommerce\Outbox\Row;

/** Objects with adjacent keys, read and ready to be sent. */
final class Slice {

	/** @var list<array{non-empty-list<PackedRow>, Batch}> */
	public array $batches = [];

	/**
	 * @var list<Row> Rows left to the outbox: too large to be sent, even alone; or already sent by the outbox
	 *                since they were read here.
	 */
	public array $forOutbox = [];

	/** @var list<array{non-empty-list<PackedRow>, PostedBatch}> */
	public array $posted = [];

	/**
	 * @param int   $pass    The pass' index in the job.
	 * @param int   $cursor  The pass' cursor after this slice.
	 * @param bool  $isLast  Whether it is the last of its pass.
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
