<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Import;

use Closure;
use Ivorey\WooCommerce\Connection\Connection;
use Ivorey\WooCommerce\Delivery\Resources;
use Ivorey\WooCommerce\Delivery\SliceSize;
use Ivorey\WooCommerce\Http\Sender;
use Ivorey\WooCommerce\Model\Clock;

/**
 * Runs an import slice by slice, within the limits of the process: the next slice is read while the last one
 * is being sent. The cursor is saved after each receipt, so a killed process costs one slice, which is sent
 * again.
 */
final class Slices {

	public function __construct(
		private readonly SliceReader $reader,
		private readonly SliceSettler $settler,
		private readonly Recovery $recovery,
		private readonly Connection $connection,
		private readonly Clock $clock
	) {}

	/** @param Closure(): void $onSlice Called after each settled slice. */
	public function run( Job $job, Sender $sender, ImportOptions $options, Closure $onSlice ): ImportEnd {
		$resources = new Resources( $this->clock, $this->clock->microseconds() + $options->budget * 1_000_000 );
		$size      = new SliceSize( $job->breakdowns );
		Recovery::warnOfMemory( $job, $resources->hasMemory() );
		$uncertain = Recovery::uncertain( $job );
		$expected  = 0.0;
		$ready     = null;
		$underway  = null;
		$finished  = microtime( true );
		$place     = $this->recovery->pass( $job, self::placeAfter( $job, null ) );
		$isFirst   = true;
		while ( true ) {
			// At least one slice per run, however few resources there are, so that the import makes progress.
			$mayRead = Recovery::readsAhead( $job ) || null === $underway;
			if ( $mayRead && null !== $place && ( $isFirst || $resources->allow( $expected ) ) ) {
				$isFirst  = false;
				$limit    = $resources->hasMemory() ? $size->current() : 1;
				$free     = $resources->free();
				$used     = memory_get_usage();
				$ready    = $this->reader->read( $job, $place[0], $place[1], $limit, $uncertain > 0, $this->connection->current() );
				$expected = microtime( true ) - $ready->began;

				$uncertain -= $ready->objects;
				$size->learn( $ready->objects, $expected, max( 0, memory_get_usage() - $used ) / $free );
				Resources::release();
				$place = self::placeAfter( $job, $ready );
			}
			if ( null !== $underway ) {
				$end = $this->settler->settle( $job, $underway, $finished );
				if ( null !== $end ) {
					return $end;
				}
				$finished = microtime( true );
				$onSlice();
				$underway = null;
			}
			if ( null === $ready ) {
				if ( $mayRead || null === $place ) {
					break;
				}
				continue;
			}
			$this->settler->post( $ready, $sender, $options->httpTimeout );
			[ $underway, $ready ] = [ $ready, null ];
		}
		return null === $job->pass() ? ImportEnd::Done : ImportEnd::OutOfResources;
	}

	/**
	 * The place of the next read.
	 *
	 * @return array{int, int}|null Pass and cursor; null at the end.
	 */
	private static function placeAfter( Job $job, ?Slice $slice ): ?array {
		if ( null !== $slice && ! $slice->isLast ) {
			return [ $slice->pass, $slice->cursor ];
		}
		foreach ( $job->passes as $index => $pass ) {
			if ( ! $pass->isDone && ( null === $slice || $index > $slice->pass ) ) {
				return [ $index, $pass->cursor ];
			}
		}
		return null;
	}
}
