<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Reconcile;

use Ivorey\WooCommerce\Model\Element;

/** Reads Ivorey's versions with `POST /v1/versions` (shared/src/versions.ts). */
final class VersionsReader {

	public function __construct( private readonly Questions $questions ) {}

	/**
	 * @param non-empty-list<VersionRange> $ranges In order, not overlapping, within Contract::VERSIONS_LIMITS.
	 * @return list<VersionSum> In the order of the ranges.
	 * @throws Unanswered If there is no valid answer.
	 */
	public function sums( Element $element, array $ranges ): array {
		$sums = [];
		foreach ( Answer::rows( $this->ask( $element, $ranges, false ), 'sums' ) as $sum ) {
			[ $count, $digest ] = $sum + [ null, null ];
			$sums[]             = is_int( $count ) && is_string( $digest ) ? new VersionSum( $count, $digest ) : throw Unanswered::unreadable();
		}
		return count( $sums ) === count( $ranges ) ? $sums : throw Unanswered::unreadable();
	}

	/**
	 * @param non-empty-list<VersionRange> $ranges As for sums().
	 * @return array{array<int|string, int>, array<int|string, int>, string|null} Versions by wire ID, in order;
	 *         each record's object, by wire ID; and the last wire ID if the list was cut off, null if it is
	 *         complete.
	 * @throws Unanswered If there is no valid answer.
	 */
	public function list( Element $element, array $ranges ): array {
		$answer   = $this->ask( $element, $ranges, true );
		$versions = [];
		$objects  = [];
		$last     = null;
		foreach ( Answer::rows( $answer, 'records' ) as $record ) {
			[ $wireId, $version, $object ] = $record + [ null, null, null ];
			if ( ! is_string( $wireId ) || ! is_int( $version ) || ! is_string( $object ) ) {
				throw Unanswered::unreadable();
			}
			$versions[ $wireId ] = $version;
			$objects[ $wireId ]  = (int) $object;
			$last                = $wireId;
		}
		$more = true === ( $answer['more'] ?? null );
		if ( $more && null === $last ) {
			// Without progress this would loop forever.
			throw Unanswered::unreadable();
		}
		return [ $versions, $objects, $more ? $last : null ];
	}

	/**
	 * @param non-empty-list<VersionRange> $ranges
	 * @return array<mixed>
	 * @throws Unanswered If there is no valid answer.
	 */
	private function ask( Element $element, array $ranges, bool $isList ): array {
		$runs = [];
		$end  = null;
		foreach ( $ranges as $range ) {
			$run = null !== $end && $end === $range->after ? array_pop( $runs ) : [];

			$runs[] = [ ...$run, $range ];
			$end    = $range->until;
		}
		return $this->questions->ask(
			'/v1/versions',
			[
				'element' => $element->value,
				'list'    => $isList,
				'parts'   => array_map(
					static fn ( array $run ): array => [
						'after' => '' === $run[0]->after ? null : $run[0]->after,
						'until' => array_map( static fn ( VersionRange $range ): ?string => $range->until, $run ),
					],
					$runs
				),
			]
		);
	}
}
