<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Connection;

use Ivorey\WooCommerce\Connection\ApiAddress;
use Ivorey\WooCommerce\Connection\AuthorizationFailed;
use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;

final class ApiAddressTest extends StoreTestCase {

	/** @return array<string, array{string|null}> */
	public function foreignLinks(): array {
		return [
			'any other host'           => [ 'https://ivorey.example.com' ],
			'one that begins alike'    => [ 'https://api.ivorey.com.example' ],
			'one that hides behind it' => [ 'https://api.ivorey.com@evil.example' ],
			'a folder of it'           => [ 'https://api.ivorey.com/evil' ],
			'another port of it'       => [ 'https://api.ivorey.com:8443' ],
			'no address'               => [ 'nothing' ],
		];
	}

	/** @dataProvider foreignLinks */
	public function test_R22_an_approval_link_cannot_name_a_host_that_the_site_does_not_know( string $link ): void {
		$this->expectException( AuthorizationFailed::class );
		$this->expectExceptionMessage( 'only accepts Ivorey at api.ivorey.com.' );
		( new ApiAddress( isLocal: false ) )->accept( $link );
	}

	public function test_R22_an_approval_link_may_name_the_built_in_host(): void {
		$address = new ApiAddress( isLocal: false );
		self::assertSame( 'https://api.ivorey.com', $address->accept( 'https://API.ivorey.com/' ) );
		// Always https.
		self::assertSame( 'https://api.ivorey.com', $address->accept( 'http://api.ivorey.com' ) );
		self::assertSame( 'https://api.ivorey.com', $address->accept( null ) );
	}

	public function test_R22_an_approval_link_may_name_only_the_host_in_the_sites_configuration(): void {
		add_filter( ApiAddress::FILTER, static fn (): string => 'https://ivorey.example.com' );
		$address = new ApiAddress( isLocal: false );
		self::assertSame( 'https://ivorey.example.com', $address->accept( 'https://ivorey.example.com/' ) );
		$this->expectException( AuthorizationFailed::class );
		$address->accept( 'https://api.ivorey.com' );
	}

	public function test_R22_a_development_site_accepts_any_host(): void {
		self::assertSame( 'http://127.0.0.1:8787', ( new ApiAddress( isLocal: true ) )->accept( 'http://127.0.0.1:8787' ) );
	}
}
