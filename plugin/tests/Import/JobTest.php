<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Import;

use Ivorey\WooCommerce\Import\ImportRecord;
use Ivorey\WooCommerce\Import\ImportState;
use Ivorey\WooCommerce\Import\Job;
use Ivorey\WooCommerce\Import\Pass;
use Ivorey\WooCommerce\Import\Progress;
use Ivorey\WooCommerce\Model\Element;
use PHPUnit\Framework\TestCase;

final class JobTest extends TestCase {

	public function test_elements_come_before_those_that_refer_to_them_and_transactions_go_with_their_orders(): void {
		self::assertSame(
			[ [ Element::Collections ], [ Element::Products ], [ Element::Contacts ], [ Element::Orders, Element::Transactions ] ],
			Pass::plan( [ Element::Transactions, Element::Orders, Element::Contacts, Element::Products, Element::Collections ] )
		);
		self::assertSame( [ [ Element::Transactions ] ], Pass::plan( [ Element::Transactions ] ) );
	}

	public function test_R11_triggers_are_never_imported(): void {
		self::assertSame( [], Pass::plan( [ Element::Triggers ] ) );
	}

	public function test_the_rest_of_an_element_is_below_the_cursor_of_its_pass(): void {
		$job = self::job();

		[ $contacts, $orders ] = $job->passes;
		self::assertSame( $orders->cursor, $job->leftBelow( Element::Orders ) );
		self::assertSame( $orders->cursor, $job->leftBelow( Element::Transactions ) );
		self::assertSame( 0, $job->leftBelow( Element::Products ), 'It is not imported.' );
		$contacts->isDone = true;
		self::assertSame( 0, $job->leftBelow( Element::Contacts ) );
		$job->end( ImportState::Cancelled, 1 );
		self::assertSame( 0, $job->leftBelow( Element::Orders ), 'Nobody reads it any more.' );
	}

	public function test_the_current_pass_is_the_first_that_is_not_done(): void {
		$job = self::job();

		[ $contacts, $orders ] = $job->passes;
		self::assertSame( $contacts, $job->pass() );
		$contacts->isDone = true;
		self::assertSame( $orders, $job->pass() );
		$orders->isDone = true;
		self::assertNull( $job->pass() );
	}

	public function test_R24_a_finished_element_stays_done_when_the_rest_is_cancelled(): void {
		$job = self::job();
		$job->of( Element::Contacts )->finish();
		$job->end( ImportState::Cancelled, 5 );

		self::assertSame( [ ImportState::Cancelled, 5 ], [ $job->state, $job->finishedAt ] );
		self::assertSame( ImportState::Done, $job->of( Element::Contacts )->state );
		self::assertSame( ImportState::Cancelled, $job->of( Element::Orders )->state );
	}

	public function test_an_import_survives_being_stored(): void {
		$record = new ImportRecord( 7, 'request-1', self::job() );
		self::assertEquals( $record, ImportRecord::fromJson( $record->toJson() ) );
	}

	/** @dataProvider damages */
	public function test_an_unreadable_record_counts_as_no_import( string $json ): void {
		self::assertNull( ImportRecord::fromJson( $json )->job );
	}

	/** @return array<string, array{string}> */
	public function damages(): array {
		$whole = ( new ImportRecord( 7, null, self::job() ) )->toJson();
		return [
			'nothing'                     => [ '' ],
			'cut off'                     => [ substr( $whole, 0, -3 ) ],
			'an unknown state'            => [ str_replace( '"state":"running"', '"state":"perhaps"', $whole ) ],
			'no id'                       => [ str_replace( '"id"', '"name"', $whole ) ],
			'a pass without its progress' => [ str_replace( '"progress"', '"process"', $whole ) ],
		];
	}

	private static function job(): Job {
		return new Job(
			'job-1',
			ImportState::Running,
			1,
			null,
			[ new Pass( [ Element::Contacts ], 101 ), new Pass( [ Element::Orders, Element::Transactions ], 5_001 ) ],
			[
				'contacts'     => new Progress( ImportState::Running, 100 ),
				'orders'       => new Progress( ImportState::Waiting, 4_000 ),
				'transactions' => new Progress( ImportState::Waiting, 4_000 ),
			],
			true,
			2,
			1
		);
	}
}
