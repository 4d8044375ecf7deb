<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Cli;

use Ivorey\WooCommerce\Diagnostics\Explain\Explainer;
use Ivorey\WooCommerce\Diagnostics\Explain\Finder;
use Ivorey\WooCommerce\Diagnostics\Explain\Subject;
use WP_CLI;

/** `wp ivorey explain`. */
final class ExplainCommand {

	public function __construct(
		private readonly Finder $finder,
		private readonly Explainer $explainer
	) {}

	/**
	 * Shows where a record is on its way to Ivorey.
	 *
	 * Lists when it was marked and why, when it was sent and received, how Ivorey answered, what was
	 * excluded, which triggers fired or why they did not, and what is waiting.
	 *
	 * ## OPTIONS
	 *
	 * <element>
	 * : One of order, product, contact, collection, transaction.
	 *
	 * <id>
	 * : ID, order number, product SKU, e-mail address of a customer or guest, or category slug.
	 *
	 * [--format=<format>]
	 * : Output format.
	 * ---
	 * default: table
	 * options:
	 *   - table
	 *   - json
	 * ---
	 *
	 * ## EXAMPLES
	 *
	 *     wp ivorey explain order 1234
	 *     wp ivorey explain contact ada@example.com
	 *
	 * @param list<string>          $args
	 * @param array<string, string> $options
	 */
	public function __invoke( array $args, array $options ): void {
		$subject = $this->finder->find( $args[0] ?? '', $args[1] ?? '' );
		if ( null === $subject ) {
			WP_CLI::error( sprintf( 'Nothing was found. Give one of %s, and its ID.', implode( ', ', Subject::names() ) ) );
			return;
		}
		$explanation = $this->explainer->explain( $subject );
		if ( ! $explanation->isKnown() ) {
			WP_CLI::error( sprintf( 'No %s was found in this store%s', $subject->name(), '' === $explanation->unanswered ? ' or in Ivorey.' : ". {$explanation->unanswered}" ) );
			return;
		}
		$value = $explanation->toArray();
		if ( 'json' === ( $options['format'] ?? 'table' ) ) {
			WP_CLI::line( (string) wp_json_encode( $value, JSON_PRETTY_PRINT | JSON_UNESCAPED_SLASHES ) );
			return;
		}
		if ( '' !== $subject->note ) {
			WP_CLI::line( $subject->note );
		}
		WP_CLI\Utils\format_items( 'table', $explanation->timeline(), [ 'at', 'what', 'detail' ] );
		WP_CLI\Utils\format_items( 'table', $explanation->recordTable(), [ 'element', 'id', 'here', 'in Ivorey', 'why' ] );
		if ( '' !== $explanation->unanswered ) {
			WP_CLI::warning( $explanation->unanswered );
		}
	}
}
