<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Delivery;

use Ivorey\WooCommerce\Outbox\LedgerEntry;
use Ivorey\WooCommerce\Outbox\Row;

/** Leased rows after their objects were read, grouped by the next step. */
final class Assembled {

	/** @var list<PackedRow> */
	public array $packedRows = [];

	/** @var list<Row> Nothing to send: excluded, or Ivorey already has it. */
	public array $nothingToSend = [];

	/** @var list<array{Row, string}> Rows that cannot be built, each with its error. */
	public array $broken = [];

	/** @var list<Row> Rows that another process settled after they were read: read them again. */
	public array $overtaken = [];

	/**
	 * @var list<Row> Rows whose objects exist in the database but are not visible yet: read them again a moment later.
	 */
	public array $unseen = [];

	/** @var list<Row> Orders read by an import that have earned a trigger of which the ledger has no record. */
	public array $unfired = [];

	/** @var list<LedgerEntry> To be written. */
	public array $entries = [];
}
