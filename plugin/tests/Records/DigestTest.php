<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Records;

use Ivorey\WooCommerce\Records\Digest;
use JsonException;
use PHPUnit\Framework\TestCase;
use stdClass;

/** The vectors are those of shared/src/digest.test.ts: both sides have to come to the same. */
final class DigestTest extends TestCase {

	public function test_is_the_same_on_both_sides(): void {
		$vectors = self::vectors()->digests;
		self::assertGreaterThan( 10, count( $vectors ) );
		foreach ( $vectors as $vector ) {
			self::assertSame( $vector->json, Digest::canonicalJson( $vector->data ), $vector->name );
			self::assertSame( $vector->digest, Digest::of( self::fields( $vector->data ) ), $vector->name );
		}
	}

	public function test_of_an_order_leaves_out_what_its_lines_say_of_their_products(): void {
		foreach ( self::vectors()->orders as $vector ) {
			self::assertSame( $vector->digest, Digest::of( self::fields( $vector->data ) ), $vector->name );
		}
	}

	public function test_combines_a_set_as_the_other_side_does(): void {
		$vectors = self::vectors()->sets;
		self::assertGreaterThan( 3, count( $vectors ) );
		foreach ( $vectors as $vector ) {
			$digests = array_column( $vector->records, 'digest', 'id' );
			self::assertSame( $vector->combined, Digest::combined( $digests ) );
			self::assertSame( $vector->combined, Digest::combined( array_reverse( $digests, true ) ) );
		}
	}

	public function test_takes_arrays_with_keys_for_objects_wherever_they_are(): void {
		self::assertSame(
			'{"a":[{"b":1,"c":2}],"d":[]}',
			Digest::canonicalJson(
				[
					'd' => [],
					'a' => [
						[
							'c' => 2,
							'b' => 1,
						],
					],
				]
			)
		);
	}

	public function test_reads_broken_text_as_it_is_sent(): void {
		self::assertSame( Digest::of( [ 'name' => "a\u{fffd}b" ] ), Digest::of( [ 'name' => "a\xffb" ] ) );
	}

	public function test_refuses_what_json_cannot_hold(): void {
		$this->expectException( JsonException::class );
		Digest::of( [ 'price' => NAN ] );
	}

	/**
	 * Objects as objects: an array cannot tell an empty one from an empty list.
	 *
	 * @return object{
	 *     digests: list<object{name: string, data: stdClass, json: string, digest: string}>,
	 *     orders: list<object{name: string, data: stdClass, digest: string}>,
	 *     sets: list<object{records: list<object{id: string, digest: string}>, combined: string}>,
	 * }
	 */
	private static function vectors(): object {
		/** @var object{digests: list<object{name: string, data: stdClass, json: string, digest: string}>, orders: list<object{name: string, data: stdClass, digest: string}>, sets: list<object{records: list<object{id: string, digest: string}>, combined: string}>} $vectors */
		$vectors = json_decode( (string) file_get_contents( __DIR__ . '/../../../shared/testing/digests.json' ), false, 512, JSON_THROW_ON_ERROR );
		return $vectors;
	}

	/** @return array<string, mixed> */
	private static function fields( stdClass $data ): array {
		/** @var array<string, mixed> $fields */
		$fields = (array) $data;
		return $fields;
	}
}
