<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Diagnostics;

use Ivorey\WooCommerce\Contract\Contract;
use Ivorey\WooCommerce\Import\ImportRecord;
use Ivorey\WooCommerce\Import\ImportView;
use Ivorey\WooCommerce\Outbox\RowState;
use stdClass;

/** Facts that only the store knows and Ivorey shows (plugin/contract/status.json). Pure. */
final class StatusReport {

	/**
	 * @param list<array{element: string, reason: string, number: int}>                $excluded As Exclusions::counts().
	 * @param array<value-of<RowState>, int>                                           $outbox   As OutboxTable::counts().
	 * @param array{finished_at: string, agrees: bool, compared: int, alike: int}|null $verified The last reconcile.
	 * @param array<string, bool>                                                      $emails   As CustomerEmails::enabled().
	 * @param string|null                                                              $orderAddress As OrderAddress::pattern().
	 * @return array<string, mixed>
	 */
	public static function of( ImportRecord $imports, array $excluded, array $outbox, ?array $verified, array $emails, ?string $orderAddress ): array {
		return [
			'import'          => self::import( $imports ),
			'handled_request' => $imports->handledRequest,
			'exclusions'      => self::exclusions( $excluded ),
			'waiting'         => array_sum( $outbox ) - $outbox[ RowState::Quarantined->value ],
			'quarantined'     => $outbox[ RowState::Quarantined->value ],
			'verified'        => $verified,
			'customer_emails' => $emails,
			'view_order_url'  => $orderAddress,
		];
	}

	/** @return array<string, mixed>|null */
	private static function import( ImportRecord $imports ): ?array {
		if ( null === $imports->job ) {
			return null;
		}
		$view     = ImportView::of( $imports->job );
		$elements = [];
		foreach ( $view['elements'] as $element => $progress ) {
			$known                = array_intersect_key( $progress['excluded'], Contract::EXCLUSION_REASONS );
			$elements[ $element ] = [ 'excluded' => [] === $known ? new stdClass() : $known ] + $progress;
		}
		return [ 'elements' => [] === $elements ? new stdClass() : $elements ] + $view;
	}

	/**
	 * @param list<array{element: string, reason: string, number: int}> $counts
	 * @return list<array{element: string, reason: string, number: int}>
	 */
	private static function exclusions( array $counts ): array {
		return array_values(
			array_filter(
				$counts,
				static fn ( array $count ): bool => isset( Contract::EXCLUSION_REASONS[ $count['reason'] ] ) && in_array( $count['element'], Contract::ELEMENTS, true )
			)
		);
	}
}
