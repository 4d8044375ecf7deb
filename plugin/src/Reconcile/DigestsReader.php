<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Reconcile;

use Ivorey\WooCommerce\Model\Element;

/** Asks with `POST /v1/digests` (shared/src/digests.ts). */
final class DigestsReader implements RangesReader {

	/** Bytes of a combined digest. */
	private const BYTES = 8;

	public function __construct( private readonly Questions $questions ) {}

	public function sums( Element $element, array $ranges ): array {
		$packed = base64_decode( Answer::text( $this->ask( $element, $ranges, false ), 'sums' ), true );
		if ( false === $packed || self::BYTES * count( $ranges ) !== strlen( $packed ) ) {
			throw Unanswered::unreadable();
		}
		return str_split( bin2hex( $packed ), 2 * self::BYTES );
	}

	public function list( Element $element, array $ranges ): array {
		$answer  = $this->ask( $element, $ranges, true );
		$records = [];
		foreach ( Answer::rows( $answer, 'records' ) as $record ) {
			$remote = new RemoteRecord( Answer::text( $record, 0 ), Answer::text( $record, 1 ), Answer::integer( $record, 2 ) );

			$records[ $remote->wireId ] = $remote;
		}
		return [ $records, isset( $answer['next'] ) ? (int) Answer::text( $answer, 'next' ) : null ];
	}

	/**
	 * @param non-empty-list<Range> $ranges
	 * @return array<mixed>
	 * @throws Unanswered If there is no answer.
	 */
	private function ask( Element $element, array $ranges, bool $isList ): array {
		$parts = [];
		$next  = null;
		foreach ( $ranges as $range ) {
			// A part that begins where the previous one ends omits its beginning.
			$part = $next === $range->from ? array_pop( $parts ) : null;

			$parts[] = [
				'from' => $part['from'] ?? (string) $range->from,
				'to'   => [ ...( $part['to'] ?? [] ), null === $range->to ? null : (string) $range->to ],
			];
			$next    = null === $range->to ? null : $range->to + 1;
		}
		return $this->questions->ask(
			'/v1/digests',
			[
				'element' => $element->value,
				'list'    => $isList,
				'parts'   => $parts,
			]
		);
	}
}
