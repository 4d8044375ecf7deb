<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Cli;

use Ivorey\WooCommerce\Connection\Connection;
use Ivorey\WooCommerce\Contract\Contract;
use Ivorey\WooCommerce\Import\NothingToImport;
use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Reconcile\Comparison;
use Ivorey\WooCommerce\Reconcile\Difference;
use Ivorey\WooCommerce\Reconcile\Progress;
use Ivorey\WooCommerce\Reconcile\QuickReconciliation;
use Ivorey\WooCommerce\Reconcile\Reconciliation;
use Ivorey\WooCommerce\Reconcile\Unanswered;
use WP_CLI;

/** `wp ivorey verify`. */
final class VerifyCommand {

	public function __construct(
		private readonly Reconciliation $reconciliation,
		private readonly QuickReconciliation $quick,
		private readonly Connection $connection
	) {}

	/**
	 * Compares the store with Ivorey and lists the records that differ.
	 *
	 * Reads every record of the store, which takes about as long as an import. With --quick, only what this
	 * plugin has delivered is compared, as happens automatically once an hour: that finds records that Ivorey
	 * has lost or has in another version, in seconds.
	 *
	 * Only counts and digests are exchanged. Changes that are waiting to be sent do not count as differences,
	 * nor do records that were deleted here and stay in Ivorey.
	 *
	 * ## OPTIONS
	 *
	 * [--quick]
	 * : Compare only what was delivered.
	 *
	 * [--elements[=<elements>]]
	 * : Only these elements, such as "products,orders". Defaults to those that are kept in sync.
	 *
	 * [--repair]
	 * : Resend the records that differ, and only those. Skips elements that are switched off.
	 *
	 * [--format=<format>]
	 * : Output format.
	 * ---
	 * default: table
	 * options:
	 *   - table
	 *   - json
	 *   - csv
	 * ---
	 *
	 * ## EXAMPLES
	 *
	 *     wp ivorey verify
	 *     wp ivorey verify --quick
	 *     wp ivorey verify --elements=orders --repair
	 *
	 * @param list<string>               $args
	 * @param array<string, string|true> $options
	 */
	public function __invoke( array $args, array $options ): void {
		$format   = (string) ( $options['format'] ?? 'table' );
		$elements = isset( $options['elements'] ) ? self::elements( $options['elements'] ) : null;
		$isQuick  = isset( $options['quick'] );
		if ( $isQuick && null !== $elements ) {
			WP_CLI::error( 'A quick comparison covers all elements. Leave out --elements or --quick.' );
		}
		try {
			if ( isset( $options['repair'] ) ) {
				// Ivorey's answer tells if its database was restored. Triggers, which no comparison covers,
				// are then resent.
				$this->connection->check();
			}
			$progress = $isQuick ? $this->quick->run( isset( $options['repair'] ) ) : $this->reconciliation->run( $elements, isset( $options['repair'] ) );
		} catch ( Unanswered | NothingToImport $error ) {
			WP_CLI::error( $error->getMessage() . ( $error instanceof Unanswered && $error->isPaused() ? ' See: wp ivorey status' : '' ) );
			return;
		}
		$agreement = $progress->agreement( (int) ( microtime( true ) * 1_000_000 ) );
		if ( 'json' === $format ) {
			WP_CLI::line(
				(string) wp_json_encode(
					[
						'agrees'      => $agreement->agrees(),
						'compared'    => $agreement->compared,
						'alike'       => $agreement->alike,
						'differing'   => $agreement->differing,
						'repaired'    => $agreement->repaired,
						'counts'      => (object) $progress->counts,
						'differences' => self::rows( $progress ),
					],
					JSON_PRETTY_PRINT | JSON_UNESCAPED_SLASHES
				)
			);
		} elseif ( [] !== $progress->differences || 'csv' === $format ) {
			WP_CLI\Utils\format_items( $format, self::rows( $progress ), [ 'element', 'id', 'state', 'why' ] );
		}
		if ( 'table' === $format ) {
			self::conclude( $progress );
			WP_CLI::line( $agreement->line() );
		}
		if ( ! $agreement->agrees() ) {
			WP_CLI::halt( 1 );
		}
	}

	private static function conclude( Progress $progress ): void {
		$others = [
			Comparison::Pending->value     => 'waiting to be sent or imported',
			Comparison::Kept->value        => 'only in Ivorey: deleted or excluded here, and kept there',
			Comparison::NotImported->value => 'older than the connection, and not imported',
			Comparison::Unwanted->value    => 'excluded here',
		];
		foreach ( $others as $comparison => $text ) {
			$number = $progress->counts[ $comparison ] ?? 0;
			if ( $number > 0 ) {
				WP_CLI::line( "$number $text" );
			}
		}
		$hidden = $progress->agreement( 0 )->differing - count( $progress->differences );
		if ( $hidden > 0 ) {
			WP_CLI::line( "… and $hidden more differences" );
		}
		if ( $progress->of( Comparison::Untraced ) > 0 ) {
			WP_CLI::line( 'untraced: Ivorey has a record that this store does not know, as after a restore from a backup. Ivorey keeps it; --repair records it here.' );
		}
		if ( $progress->repaired > 0 ) {
			WP_CLI::line( "{$progress->repaired} sent again" );
		}
	}

	/** @return list<array{element: string, id: string, state: string, why: string}> */
	private static function rows( Progress $progress ): array {
		return array_map( static fn ( Difference $difference ): array => $difference->toArray(), $progress->differences );
	}

	/**
	 * @param string|true $names True if the option has no value.
	 * @return list<Element>
	 */
	private static function elements( string|bool $names ): array {
		if ( ! is_string( $names ) || '' === trim( $names ) ) {
			WP_CLI::error( 'No elements were given. Name some, such as --elements=products,orders, or leave out --elements to compare those that are kept in sync.' );
			return [];
		}
		$elements = [];
		foreach ( array_map( trim( ... ), explode( ',', $names ) ) as $name ) {
			if ( ! in_array( $name, Contract::VERIFIED_ELEMENTS, true ) ) {
				WP_CLI::error( "Unknown element \"$name\". Use one of: " . implode( ', ', Contract::VERIFIED_ELEMENTS ) );
			}
			$elements[] = Element::from( $name );
		}
		return $elements;
	}
}
