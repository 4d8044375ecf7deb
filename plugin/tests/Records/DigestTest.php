<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Records;

use Ivorey\WooCommerce\Records\Digest;
use Ivorey\WooCommerce\Records\RecordJson;
use JsonException;
use PHPUnit\Framework\TestCase;
use stdClass;

/** The same vectors as in shared/src/digest.test.ts: both sides must compute the same digest. */
final class DigestTest extends TestCase {

	public function test_the_text_and_the_digest_of_a_record_are_the_same_on_both_sides(): void {
		$vectors = [ ...self::vectors()->texts, ...self::vectors()->records ];
		self::assertGreaterThan( 18, count( $vectors ) );
		foreach ( $vectors as $vector ) {
			$data = self::fields( json_decode( $vector->json, false, 512, JSON_THROW_ON_ERROR ) );
			self::assertSame( $vector->json, [] === $data ? '{}' : RecordJson::of( $data ), $vector->name );
			if ( [] !== $data ) {
				self::assertSame( $vector->digest, Digest::of( $data ), $vector->name );
			}
		}
	}

	public function test_every_Unicode_character_is_written_alike_on_both_sides(): void {
		$unicode = self::vectors()->unicode;
		$text    = '';
		for ( $code = $unicode->from; $code <= $unicode->to; $code++ ) {
			$text .= $code < 0xD800 || $code > 0xDFFF ? self::utf8( $code ) : '';
		}
		self::assertSame( $unicode->digest, Digest::of( [ 'text' => $text ] ) );
	}

	public function test_the_digest_of_an_order_leaves_out_what_its_lines_say_about_their_products(): void {
		$digests = [];
		foreach ( self::vectors()->orders as $vector ) {
			$digests[] = Digest::of( self::fields( $vector->data ) );
			self::assertSame( $vector->digest, end( $digests ), $vector->name );
		}
		self::assertCount( 2, array_unique( $digests ) );
	}

	public function test_the_digests_of_a_set_are_combined_as_on_the_other_side(): void {
		$vectors = self::vectors()->sets;
		self::assertGreaterThan( 3, count( $vectors ) );
		foreach ( $vectors as $vector ) {
			$digests = array_column( $vector->records, 'digest', 'id' );
			self::assertSame( $vector->combined, Digest::combined( $digests ) );
			self::assertSame( $vector->combined, Digest::combined( array_reverse( $digests, true ) ) );
		}
	}

	public function test_the_digest_reads_broken_text_as_it_is_sent(): void {
		self::assertSame( Digest::of( [ 'name' => "a\u{fffd}b" ] ), Digest::of( [ 'name' => "a\xffb" ] ) );
		self::assertSame( "{\"name\":\"a\u{fffd}b\"}", RecordJson::of( [ 'name' => "a\xffb" ] ) );
	}

	public function test_a_value_that_JSON_cannot_hold_is_refused(): void {
		$this->expectException( JsonException::class );
		Digest::of( [ 'price' => NAN ] );
	}

	private static function utf8( int $code ): string {
		return match ( true ) {
			$code < 0x80    => chr( $code ),
			$code < 0x800   => chr( 0xC0 | $code >> 6 ) . chr( 0x80 | $code & 0x3F ),
			$code < 0x10000 => chr( 0xE0 | $code >> 12 ) . chr( 0x80 | $code >> 6 & 0x3F ) . chr( 0x80 | $code & 0x3F ),
			default         => chr( 0xF0 | $code >> 18 ) . chr( 0x80 | $code >> 12 & 0x3F ) . chr( 0x80 | $code >> 6 & 0x3F ) . chr( 0x80 | $code & 0x3F ),
		};
	}

	/**
	 * Objects stay objects: an array cannot distinguish an empty object from an empty list.
	 *
	 * @return object{
	 *     texts: list<object{name: string, data: stdClass, json: string, digest: string}>,
	 *     unicode: object{from: int, to: int, digest: string},
	 *     records: list<object{name: string, data: stdClass, json: string, digest: string}>,
	 *     orders: list<object{name: string, data: stdClass, digest: string}>,
	 *     sets: list<object{records: list<object{id: string, digest: string}>, combined: string}>,
	 * }
	 */
	private static function vectors(): object {
		/** @var object{texts: list<object{name: string, data: stdClass, json: string, digest: string}>, unicode: object{from: int, to: int, digest: string}, records: list<object{name: string, data: stdClass, json: string, digest: string}>, orders: list<object{name: string, data: stdClass, digest: string}>, sets: list<object{records: list<object{id: string, digest: string}>, combined: string}>} $vectors */
		$vectors = json_decode( (string) file_get_contents( __DIR__ . '/../../../shared/testing/digests.json' ), false, 512, JSON_THROW_ON_ERROR );
		return $vectors;
	}

	/** @return array<string, mixed> */
	private static function fields( mixed $data ): array {
		/** @var array<string, mixed> $fields */
		$fields = (array) $data;
		return $fields;
	}
}
