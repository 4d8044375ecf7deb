<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Delivery;

use Ivorey\WooCommerce\Delivery\Batch;
use Ivorey\WooCommerce\Delivery\Envelope;
use Ivorey\WooCommerce\Delivery\WireItem;
use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Tests\Support\Make;
use Opis\JsonSchema\Validator;
use PHPUnit\Framework\TestCase;

final class BatchTest extends TestCase {

	public function test_the_body_fits_the_contract(): void {
		$schema = json_decode( (string) file_get_contents( __DIR__ . '/../../contract/batch.json' ) );
		$data   = '{"name":"Hats","slug":"hats","description":"","parent_id":null,"image":null,"count":1}';
		$record = sprintf( '{"element":"collections","id":"7","version":1,"data":%s}', $data );
		$batch  = Make::batch( new WireItem( Element::Collections, '7', 1, '', $record, null ), new WireItem( Element::Collections, '7', 1, '', $record, null ) );

		self::assertIsObject( $schema );
		$result = ( new Validator() )->validate( json_decode( $batch->body ), $schema );

		self::assertTrue( $result->isValid(), (string) $result );
	}

	public function test_a_batch_keeps_its_records_in_order(): void {
		$body = json_decode( Make::batch( Make::item( '2', 7, '{"a":1}' ), Make::item( '1' ) )->body, true );

		self::assertIsArray( $body );
		self::assertSame(
			[
				[
					'element' => 'orders',
					'id'      => '2',
					'version' => 7,
					'data'    => [ 'a' => 1 ],
				],
				[
					'element' => 'orders',
					'id'      => '1',
					'version' => 100,
					'data'    => [],
				],
			],
			$body['records']
		);
	}

	public function test_the_same_records_give_the_same_id_and_the_same_bytes(): void {
		$once  = Batch::of( Make::envelope(), [ Make::item( '1' ) ], true );
		$again = Batch::of( Make::envelope(), [ Make::item( '1' ) ], true );

		self::assertSame( $once->id, $again->id );
		self::assertSame( $once->body, $again->body );
		self::assertMatchesRegularExpression( '/\Amsg_[A-Za-z0-9_-]{43}\z/', $once->id );
	}

	public function test_a_change_of_a_record_or_of_the_connection_changes_the_id(): void {
		$ids = [
			Make::batch( Make::item( '1' ) )->id,
			Make::batch( Make::item( '1', 101 ) )->id,
			Make::batch( Make::item( '1', 100, '{"a":1}' ) )->id,
			Make::batch( Make::item( '1' ), Make::item( '2' ) )->id,
			Batch::of( Make::envelope( 'acc_1.con_2' ), [ Make::item( '1' ) ], false )->id,
		];

		self::assertSame( $ids, array_values( array_unique( $ids ) ) );
	}

	public function test_a_compressed_batch_has_the_same_JSON_and_the_same_id(): void {
		$plain = Batch::of( Make::envelope(), [ Make::item( '1' ) ], false );
		$zip   = Batch::of( Make::envelope(), [ Make::item( '1' ) ], true );

		self::assertFalse( $plain->gzipped );
		self::assertTrue( $zip->gzipped );
		self::assertSame( $plain->body, gzdecode( $zip->body ) );
		self::assertSame( $plain->id, $zip->id );
	}

	public function test_the_envelope_stays_within_its_limit_even_with_long_versions(): void {
		$envelope = Make::envelope( 'acc_1.con_1', str_repeat( '"', 500 ) );

		self::assertLessThanOrEqual( Envelope::MAX_BYTES, strlen( $envelope->around( [] ) ) );
	}
}
