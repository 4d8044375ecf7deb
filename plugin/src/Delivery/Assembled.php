<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Delivery;

use Ivorey\WooCommerce\Outbox\LedgerEntry;
use Ivorey\WooCommerce\Outbox\Row;

/** Leased rows once their objects were read, by what is to be done with them. */
final class Assembled {

	/** @var list<PackedRow> */
	public array $packedRows = [];

	/** @var list<Row> Nothing to send: excluded, or as Ivorey has it. */
	public array $nothingToSend = [];

	/** @var list<array{Row, string}> Rows that cannot be built, each with what went wrong. */
	public array $broken = [];

	/** @var list<Row> Rows that somebody else has settled since they were read: they are to be read again. */
	public array $overtaken = [];

	/** @var list<Row> Rows whose objects the database has, but does not show yet: they are to be read again a moment later. */
	public array $unseen = [];

	/** @var list<Row> Orders, read by an import, that have earned a trigger of which nothing is known. */
	public array $unfired = [];

	/** @var list<LedgerEntry> To be written. */
	public array $entries = [];
}
