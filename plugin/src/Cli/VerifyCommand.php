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
	 * Compares what the store has with what Ivorey has, and lists what differs.
	 *
	 * Reads every record of the store as it is now, which takes as long as an import reads. --quick compares with Ivorey what
	 * this plugin has delivered, as it does once an hour: it finds what Ivorey lost or has in another version, in seconds.
	 *
	 * Only numbers and digests are exchanged. What waits to be sent is no difference, nor is what was
	 * deleted here and stays in Ivorey.
	 *
	 * ## OPTIONS
	 *
	 * [--quick]
	 * : What was delivered, and not what the store has.
	 *
	 * [--elements[=<elements>]]
	 * : Only these, such as "products,orders"; without it, those that are kept in sync.
	 *
	 * [--repair]
	 * : Send again what differs, and only that; not of elements that are switched off.
	 *
	 * [--format=<format>]
	 * : How to show the differences.
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
			WP_CLI::error( 'A quick comparison is of all elements: leave out --elements or --quick.' );
		}
		try {
			if ( isset( $options['repair'] ) ) {
				// If Ivorey's database was restored, its answer says so: then triggers are told again, which nobody compares.
				$this->connection->check();
			}
			$progress = $isQuick ? $this->quick->run( isset( $options['repair'] ) ) : $this->reconciliation->run( $elements, isset( $options['repair'] ) );
		} catch ( Unanswered | NothingToImport $error ) {
			WP_CLI::error( $error->getMessage() );
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
		$asides = [
			Comparison::Pending->value     => 'wait to be sent, or for the import',
			Comparison::Kept->value        => 'only in Ivorey: deleted or excluded here, and kept there',
			Comparison::NotImported->value => 'from before the connection, not imported',
			Comparison::Unwanted->value    => 'excluded here',
		];
		foreach ( $asides as $comparison => $text ) {
			$number = $progress->counts[ $comparison ] ?? 0;
			if ( $number > 0 ) {
				WP_CLI::line( "$number $text" );
			}
		}
		$hidden = $progress->agreement( 0 )->differing - count( $progress->differences );
		if ( $hidden > 0 ) {
			WP_CLI::line( "… and $hidden more that differ" );
		}
		if ( $progress->of( Comparison::Untraced ) > 0 ) {
			WP_CLI::line( 'untraced: Ivorey has it, and this store has no trace of it, as after a restore from a backup. Ivorey keeps it; --repair takes note of it.' );
		}
		if ( $progress->repaired > 0 ) {
			WP_CLI::line( "{$progress->repaired} are sent again" );
		}
	}

	/** @return list<array{element: string, id: string, state: string, why: string}> */
	private static function rows( Progress $progress ): array {
		return array_map( static fn ( Difference $difference ): array => $difference->toArray(), $progress->differences );
	}

	/**
	 * @param string|true $names True where the option has no value.
	 * @return list<Element>
	 */
	private static function elements( string|bool $names ): array {
		if ( ! is_string( $names ) || '' === trim( $names ) ) {
			WP_CLI::error( 'No element is named. Name some, such as --elements=products,orders; or leave --elements out, for those that are kept in sync.' );
			return [];
		}
		$elements = [];
		foreach ( array_map( trim( ... ), explode( ',', $names ) ) as $name ) {
			if ( ! in_array( $name, Contract::VERIFIED_ELEMENTS, true ) ) {
				WP_CLI::error( "There is no such element: \"$name\"; one of: " . implode( ', ', Contract::VERIFIED_ELEMENTS ) );
			}
			$elements[] = Element::from( $name );
		}
		return $elements;
	}
}
