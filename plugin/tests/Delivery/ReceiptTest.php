<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Delivery;

use Ivorey\WooCommerce\Delivery\Batch;
use Ivorey\WooCommerce\Delivery\OutcomeKind;
use Ivorey\WooCommerce\Delivery\Receipt;
use Ivorey\WooCommerce\Tests\Support\Make;
use Opis\JsonSchema\Validator;
use PHPUnit\Framework\TestCase;
use UnexpectedValueException;

final class ReceiptTest extends TestCase {

	private const APPLIED  = [ 'outcome' => 'applied' ];
	private const STALE    = [ 'outcome' => 'stale' ];
	private const EXCLUDED = [
		'outcome' => 'excluded',
		'reason'  => 'element_off',
	];
	private const REJECTED = [
		'outcome' => 'rejected',
		'errors'  => [
			[
				'path'    => '/data/total',
				'message' => 'must be a decimal',
			],
			[
				'path'    => '/id',
				'message' => 'is missing',
			],
		],
	];

	public function test_each_outcome_of_the_contract_is_read(): void {
		$batch = self::batch( 4 );
		$json  = self::receipt( $batch, [ self::APPLIED, self::STALE, self::EXCLUDED, self::REJECTED ] );
		self::assertFitsTheContract( $json );

		$receipt = Receipt::parse( $json, $batch );

		self::assertSame( 7, $receipt->settingsVersion );
		self::assertSame( OutcomeKind::cases(), array_map( static fn ( $outcome ) => $outcome->kind, $receipt->outcomes ) );
		self::assertSame( 'element_off', $receipt->outcomes[2]->reason );
		self::assertSame( '/data/total: must be a decimal; /id: is missing', $receipt->outcomes[3]->error );
		self::assertSame( 1, $receipt->count( OutcomeKind::Stale ) );
	}

	public function test_a_receipt_for_another_batch_is_refused(): void {
		$this->expectException( UnexpectedValueException::class );
		Receipt::parse( self::receipt( self::batch( 2 ), [ self::APPLIED ] ), self::batch( 1 ) );
	}

	/** @dataProvider numbers */
	public function test_a_receipt_with_a_wrong_number_of_outcomes_is_refused( int $sent, int $answered ): void {
		$batch = self::batch( $sent );

		$this->expectException( UnexpectedValueException::class );
		$this->expectExceptionMessage( 'number of outcomes' );
		Receipt::parse( self::receipt( $batch, array_fill( 0, $answered, self::APPLIED ) ), $batch );
	}

	/** @return list<array{int, int}> */
	public function numbers(): array {
		return [ [ 1, 0 ], [ 2, 1 ], [ 1, 2 ] ];
	}

	public function test_a_receipt_with_an_outcome_for_another_record_is_refused(): void {
		$batch = self::batch( 2 );
		$json  = str_replace( '"id":"2"', '"id":"3"', self::receipt( $batch, [ self::APPLIED, self::APPLIED ] ) );

		$this->expectException( UnexpectedValueException::class );
		$this->expectExceptionMessage( 'another record' );
		Receipt::parse( $json, $batch );
	}

	/** @dataProvider damages */
	public function test_a_receipt_that_does_not_fit_the_contract_is_refused( string $search, string $replace ): void {
		$batch = self::batch( 2 );
		$whole = self::receipt( $batch, [ self::EXCLUDED, self::REJECTED ] );
		$json  = str_replace( $search, $replace, $whole );
		self::assertNotSame( $whole, $json );

		$this->expectException( UnexpectedValueException::class );
		Receipt::parse( $json, $batch );
	}

	/** @return array<string, array{string, string}> */
	public function damages(): array {
		return [
			'cut off'                 => [ ']}', '' ],
			'an unknown outcome'      => [ '"excluded"', '"perhaps"' ],
			'no reason'               => [ '"reason":"element_off"', '"reason":null' ],
			'no errors'               => [ '"errors"', '"error"' ],
			'an error without a path' => [ '"path"', '"where"' ],
			'a version as a string'   => [ '"settings_version":7', '"settings_version":"7"' ],
			'outcomes as an object'   => [ '"outcomes":[', '"outcome":[' ],
		];
	}

	private static function batch( int $records ): Batch {
		return Make::batch( ...array_map( static fn ( int $id ) => Make::item( (string) $id ), range( 1, $records ) ) );
	}

	/** @param list<array<string, mixed>> $outcomes For the records 1, 2, … */
	private static function receipt( Batch $batch, array $outcomes ): string {
		$list = [];
		foreach ( $outcomes as $index => $outcome ) {
			$list[] = [
				'element' => 'orders',
				'id'      => (string) ( $index + 1 ),
			] + $outcome;
		}
		return json_encode(
			[
				'id'               => $batch->id,
				'received_at'      => '2026-01-31T08:15:00Z',
				'settings_version' => 7,
				'outcomes'         => $list,
			],
			JSON_THROW_ON_ERROR | JSON_UNESCAPED_SLASHES
		);
	}

	private static function assertFitsTheContract( string $json ): void {
		$schema = json_decode( (string) file_get_contents( __DIR__ . '/../../contract/receipt.json' ) );
		self::assertIsObject( $schema );
		$result = ( new Validator() )->validate( json_decode( $json ), $schema );
		self::assertTrue( $result->isValid(), (string) $result );
	}
}
