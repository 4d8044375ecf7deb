<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Diagnostics;

use Ivorey\WooCommerce\Diagnostics\StatusReport;
use Ivorey\WooCommerce\Import\ImportRecord;
use Ivorey\WooCommerce\Import\ImportState;
use Ivorey\WooCommerce\Import\Job;
use Ivorey\WooCommerce\Import\Pass;
use Ivorey\WooCommerce\Import\Progress;
use Ivorey\WooCommerce\Model\Element;
use Opis\JsonSchema\Validator;
use PHPUnit\Framework\TestCase;

final class StatusReportTest extends TestCase {

	private const OUTBOX = [
		'waiting'     => 3,
		'sending'     => 1,
		'retrying'    => 2,
		'quarantined' => 4,
	];

	private const EMAILS = [
		'on_hold_order'    => true,
		'processing_order' => false,
		'completed_order'  => true,
	];

	/** @dataProvider records */
	public function test_R18_R24_the_report_fits_the_contract( ImportRecord $record ): void {
		$report = StatusReport::of( $record, self::counts(), self::OUTBOX, null, self::EMAILS, 'https://shop.example.com/my-account/view-order/{order}/' );
		self::assertFits( $report );
		self::assertSame( 6, $report['waiting'] );
		self::assertSame( 4, $report['quarantined'] );
	}

	/** @return array<string, array{ImportRecord}> */
	public function records(): array {
		$running  = new Progress( ImportState::Running, 10, 5, [ 'draft' => 1 ], 1, 3.25 );
		$excluded = new Progress( ImportState::Waiting, 10, 0, [ 'of_a_later_version' => 1 ] );
		$job      = new Job( 'job-1', ImportState::Running, 1_767_225_600_000_000, null, [ new Pass( [ Element::Orders ], 11 ) ], [ 'orders' => $running ] );
		$other    = new Job( 'job-2', ImportState::Waiting, 1_767_225_600_000_000, null, [ new Pass( [ Element::Contacts ], 11 ) ], [ 'contacts' => $excluded ] );
		$over     = new Job( 'job-3', ImportState::Running, 1_767_225_600_000_000, null, [], [] );
		$over->end( ImportState::Done, 1_767_225_601_000_000 );
		return [
			'before the first import' => [ new ImportRecord() ],
			'while it runs'           => [ new ImportRecord( 1, 'request-1', $job ) ],
			'before it runs'          => [ new ImportRecord( 1, null, $other ) ],
			'after it'                => [ new ImportRecord( 1, null, $over ) ],
		];
	}

	public function test_R18_the_report_counts_exclusions_only_for_reasons_in_the_contract(): void {
		$report = StatusReport::of( new ImportRecord(), self::counts(), self::OUTBOX, null, self::EMAILS, 'https://shop.example.com/my-account/view-order/{order}/' );
		self::assertSame(
			[
				[
					'element' => 'orders',
					'reason'  => 'draft',
					'number'  => 2,
				],
			],
			$report['exclusions']
		);
	}

	/** @return list<array{element: string, reason: string, number: int}> */
	private static function counts(): array {
		$count = static fn ( string $element, string $reason, int $number ): array => [
			'element' => $element,
			'reason'  => $reason,
			'number'  => $number,
		];
		return [
			$count( 'orders', 'draft', 2 ),
			$count( 'orders', 'of_a_later_version', 3 ),
			$count( 'coupons', 'draft', 3 ),
		];
	}

	/** @param array<string, mixed> $report */
	private static function assertFits( array $report ): void {
		$schema = json_decode( (string) file_get_contents( __DIR__ . '/../../contract/status.json' ) );
		self::assertIsObject( $schema );
		$result = ( new Validator() )->validate( json_decode( (string) json_encode( $report ) ), $schema );
		self::assertTrue( $result->isValid(), (string) $result->error() );
	}
}
