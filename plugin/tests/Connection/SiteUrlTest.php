<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Connection;

use Ivorey\WooCommerce\Connection\SiteUrl;
use PHPUnit\Framework\TestCase;

final class SiteUrlTest extends TestCase {

	/** @dataProvider same */
	public function test_the_same_store( string $one, string $other ): void {
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
	public function test_another_store( string $one, string $other ): void {
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

	public function test_names_in_other_scripts_are_written_either_way(): void {
		if ( ! function_exists( 'idn_to_ascii' ) ) {
			self::markTestSkipped( 'PHP has no intl here.' );
		}
		self::assertTrue( SiteUrl::isSame( 'https://käse.example', 'https://xn--kse-qla.example' ) );
	}
}
