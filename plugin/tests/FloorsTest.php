<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests;

use PHPUnit\Framework\TestCase;

/** The floors below know nothing of those above. */
final class FloorsTest extends TestCase {

	private const LOWER = [ 'Contract', 'Database', 'Outbox' ];

	private const UPPER = [ 'Records', 'Delivery', 'Capture', 'Import', 'Verify', 'Explain', 'Overview', 'Admin', 'Rest', 'Cli', 'Email', 'Privacy' ];

	public function test_what_keeps_marks_and_ledger_imports_nothing_that_builds_or_sends_records(): void {
		$found = [];
		foreach ( self::LOWER as $folder ) {
			foreach ( (array) glob( dirname( __DIR__ ) . "/src/$folder/*.php" ) as $file ) {
				preg_match_all( '/^use Ivorey\\\\WooCommerce\\\\(' . implode( '|', self::UPPER ) . ')\\\\\w+;$/m', (string) file_get_contents( (string) $file ), $imports );
				foreach ( $imports[0] as $import ) {
					$found[] = basename( (string) $file ) . ": $import";
				}
			}
		}
		self::assertSame( [], $found );
	}
}
