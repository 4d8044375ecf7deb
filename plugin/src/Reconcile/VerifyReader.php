<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Reconcile;

use Ivorey\WooCommerce\Model\Element;

/** Asks with `POST /v1/verify` (shared/src/verify.ts), for an Ivorey from before `POST /v1/digests`. */
final class VerifyReader implements RangesReader {

	public function __construct( private readonly Questions $questions ) {}

	public function sums( Element $element, array $ranges ): array {
		return array_map( static fn ( array $answer ): string => Answer::text( $answer, 'digest' ), $this->ask( $element, $ranges, false ) );
	}

	public function list( Element $element, array $ranges ): array {
		$records = [];
		$next    = null;
		foreach ( $this->ask( $element, $ranges, true ) as $answer ) {
			foreach ( Answer::rows( $answer, 'records' ) as $record ) {
				$remote = new RemoteRecord( Answer::text( $record, 'id' ), Answer::text( $record, 'digest' ), Answer::integer( $record, 'version' ) );

				$records[ $remote->wireId ] = $remote;
			}
			if ( null !== ( $answer['next'] ?? null ) ) {
				$next ??= (int) Answer::text( $answer, 'next' );
			}
		}
		return [ $records, $next ];
	}

	/**
	 * @param non-empty-list<Range> $ranges
	 * @return list<array<mixed>> One for each range.
	 * @throws Unanswered If there is no valid answer.
	 */
	private function ask( Element $element, array $ranges, bool $isList ): array {
		$answer = $this->questions->ask(
			'/v1/verify',
			[
				'ranges' => array_map(
					static fn ( Range $range ): array => [
						'element' => $element->value,
						'from'    => (string) $range->from,
						'to'      => null === $range->to ? null : (string) $range->to,
						'list'    => $isList,
					],
					$ranges
				),
			]
		);
		$found  = Answer::rows( $answer, 'ranges' );
		return count( $found ) === count( $ranges ) ? $found : throw Unanswered::unreadable();
	}
}
