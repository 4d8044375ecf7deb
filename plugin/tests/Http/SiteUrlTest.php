<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Http;

use Ivorey\WooCommerce\Http\SiteUrl;
use PHPUnit\Framework\TestCase;

final class SiteUrlTest extends TestCase {

	/** @dataProvider same */
	public function test_two_spellings_of_a_stores_URL_are_the_same_store( string $one, string $other ): void {
		self::assertTrue( SiteUrl::isSame( $one, $other ) );
		self::assertTrue( SiteUrl::isSame( $other, $one ) );
	}

	/** @return iterable<string, array{string, string}> */
	public static function same(): iterable {
		yield 'as it is' => [ 'https://shop.example', 'https://shop.example' ];
		yield 'a slash' => [ 'https://shop.example/', 'https://shop.example' ];
		yield 'another case of the host' => [ 'https://Shop.Example', 'https://shop.example' ];
		yield 'a certificate' => [ 'http://shop.example', 'https://shop.example' ];
		yield 'the scheme’s own port' => [ 'https://shop.example:443', 'http://shop.example:80' ];
		yield 'in a folder' => [ 'https://shop.example/shop/', 'http://shop.example/shop' ];
	}

	/** @dataProvider different */
	public function test_different_or_invalid_URLs_are_not_the_same_store( string $one, string $other ): void {
		self::assertFalse( SiteUrl::isSame( $one, $other ) );
		self::assertFalse( SiteUrl::isSame( $other, $one ) );
	}

	/** @return iterable<string, array{string, string}> */
	public static function different(): iterable {
		yield 'another host' => [ 'https://shop.example', 'https://staging.shop.example' ];
		yield 'another port' => [ 'https://shop.example', 'https://shop.example:8443' ];
		yield 'another folder' => [ 'https://shop.example', 'https://shop.example/staging' ];
		yield 'another case of the folder' => [ 'https://shop.example/Shop', 'https://shop.example/shop' ];
		yield 'no URL' => [ '', 'https://shop.example' ];
		yield 'two that are none' => [ 'shop.example', 'shop.example' ];
		yield 'another scheme' => [ 'ftp://shop.example', 'https://shop.example' ];
	}

	/** @dataProvider vectors */
	public function test_R19_a_URL_is_normalized_as_Ivorey_does_it( string $url, string $canonical ): void {
		if ( ! function_exists( 'idn_to_ascii' ) ) {
			self::markTestSkipped( 'PHP has no intl here.' );
		}
		self::assertSame( $canonical, SiteUrl::normalized( $url ) );
		self::assertSame( $canonical, SiteUrl::normalized( "$url/" ) );
		self::assertSame( $canonical, SiteUrl::normalized( $canonical ) );
		self::assertTrue( SiteUrl::isSame( $url, $canonical ) );
	}

	/** @return iterable<string, array{string, string}> The same as in shared/src/store-url.test.ts. */
	public static function vectors(): iterable {
		$json = file_get_contents( __DIR__ . '/../../../shared/testing/store-urls.json' );
		self::assertNotFalse( $json );
		$vectors = json_decode( $json, true, 8, JSON_THROW_ON_ERROR );
		self::assertIsArray( $vectors );
		self::assertIsArray( $vectors['urls'] );
		foreach ( $vectors['urls'] as $vector ) {
			self::assertIsArray( $vector );
			self::assertIsString( $vector['name'] );
			self::assertIsString( $vector['url'] );
			self::assertIsString( $vector['canonical'] );
			yield $vector['name'] => [ $vector['url'], $vector['canonical'] ];
		}
	}

	public function test_a_text_that_is_not_the_URL_of_a_store_is_not_normalized(): void {
		self::assertNull( SiteUrl::normalized( '' ) );
		self::assertNull( SiteUrl::normalized( 'shop.example' ) );
		self::assertNull( SiteUrl::normalized( 'ftp://shop.example' ) );
	}
}
