<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Connection;

use Ivorey\WooCommerce\Connection\ConnectionInfo;
use Ivorey\WooCommerce\Connection\State;
use Ivorey\WooCommerce\Tests\Support\Make;
use Opis\JsonSchema\Validator;
use PHPUnit\Framework\TestCase;
use UnexpectedValueException;

final class ConnectionInfoTest extends TestCase {

	public function test_an_answer_that_fits_the_contract_is_read(): void {
		$schema = json_decode( (string) file_get_contents( __DIR__ . '/../../contract/connection.json' ) );
		self::assertIsObject( $schema );
		self::assertTrue( ( new Validator() )->validate( json_decode( Make::infoJson() ), $schema )->isValid() );

		$info = ConnectionInfo::fromJson( Make::infoJson() );

		self::assertSame( State::Active, $info->state );
		self::assertSame( [ 'con_1', 'acc_1', 'Acme', 'https://shop.example' ], [ $info->id, $info->accountId, $info->accountName, $info->storeUrl ] );
		self::assertSame( 1, $info->settings->version );
	}

	/** @dataProvider consoles */
	public function test_the_console_URL_is_a_web_address_or_empty( mixed $said, string $read ): void {
		$info = json_decode( Make::infoJson(), true, 16, JSON_THROW_ON_ERROR );
		self::assertIsArray( $info );
		self::assertSame( $read, ConnectionInfo::fromJson( json_encode( [ 'console_url' => $said ] + $info, JSON_THROW_ON_ERROR ) )->consoleUrl );
		self::assertSame( '', ConnectionInfo::fromJson( Make::infoJson() )->consoleUrl );
	}

	/** @return array<string, array{mixed, string}> */
	public function consoles(): array {
		return [
			'its own'          => [ 'https://app.example.com', 'https://app.example.com' ],
			'with a slash'     => [ 'https://app.example.com/', 'https://app.example.com' ],
			'nothing'          => [ null, '' ],
			'no address'       => [ 'app', '' ],
			'a script'         => [ 'javascript:alert(1)//https://x', '' ],
			'a script, hidden' => [ "java\nscript:alert(1)", '' ],
		];
	}

	/** @dataProvider damages */
	public function test_an_answer_that_does_not_fit_the_contract_is_refused( string $json ): void {
		$this->expectException( UnexpectedValueException::class );
		ConnectionInfo::fromJson( $json );
	}

	/** @return array<string, array{string}> */
	public function damages(): array {
		$whole = Make::infoJson();
		return [
			'cut off'          => [ substr( $whole, 0, -3 ) ],
			'no object'        => [ '"active"' ],
			'an unknown state' => [ str_replace( '"active"', '"perhaps"', $whole ) ],
			'no account'       => [ str_replace( '"account"', '"owner"', $whole ) ],
			'no store'         => [ str_replace( '"store_url"', '"url"', $whole ) ],
			'no settings'      => [ str_replace( '"settings"', '"setting"', $whole ) ],
		];
	}
}
