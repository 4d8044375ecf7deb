<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Connection;

use Ivorey\WooCommerce\Connection\CodeDescription;
use Ivorey\WooCommerce\Contract\Contract;
use Ivorey\WooCommerce\Tests\Support\Make;
use PHPUnit\Framework\TestCase;
use UnexpectedValueException;

final class CodeDescriptionTest extends TestCase {

	public function test_R22_the_host_comes_from_the_address_that_was_asked_and_not_from_the_answer(): void {
		$description = CodeDescription::fromJson( self::json(), 'https://evil.example:8443/v' );

		self::assertSame( 'evil.example:8443', $description->apiHost );
		self::assertSame( 'api.ivorey.example', $description->ownHost );
		self::assertSame( 'Acme', $description->accountName );
		self::assertEquals( Contract::DEFAULT_SETTINGS, $description->settings->toArray() );
	}

	public function test_R22_an_account_at_another_Ivorey_or_with_another_id_is_a_different_account(): void {
		$connected = Make::connection();

		self::assertTrue( CodeDescription::fromJson( self::json(), 'https://api.ivorey.example/' )->isOf( $connected ) );
		self::assertFalse( CodeDescription::fromJson( self::json(), 'https://evil.example' )->isOf( $connected ) );
		$other = [
			'account' => [
				'id'   => 'acc_2',
				'name' => 'Acme',
			],
		];
		self::assertFalse( CodeDescription::fromJson( self::json( $other ), 'https://api.ivorey.example' )->isOf( $connected ) );
	}

	/**
	 * @dataProvider broken
	 * @param array<string, mixed> $changes
	 */
	public function test_a_description_that_does_not_fit_the_contract_is_refused( array $changes ): void {
		$this->expectException( UnexpectedValueException::class );
		CodeDescription::fromJson( self::json( $changes ), 'https://api.example' );
	}

	/** @return iterable<string, array{array<string, mixed>}> */
	public static function broken(): iterable {
		yield 'no account' => [ [ 'account' => null ] ];
		yield 'an account without a name' => [ [ 'account' => [ 'id' => 'acc_1' ] ] ];
		yield 'no settings' => [ [ 'settings' => [] ] ];
		yield 'no name of its own' => [ [ 'api_host' => null ] ];
		yield 'no end' => [ [ 'expires_at' => 5 ] ];
	}

	public function test_an_HTML_page_is_refused(): void {
		$this->expectException( UnexpectedValueException::class );
		CodeDescription::fromJson( '<h1>Sign in</h1>', 'https://api.example' );
	}

	/** @param array<string, mixed> $changes */
	private static function json( array $changes = [] ): string {
		return json_encode(
			$changes + [
				'account'    => [
					'id'   => 'acc_1',
					'name' => 'Acme',
				],
				'api_host'   => 'api.ivorey.example',
				'settings'   => Contract::DEFAULT_SETTINGS,
				'expires_at' => '2026-01-31T08:15:00Z',
			],
			JSON_THROW_ON_ERROR
		);
	}
}
