<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Http;

use Ivorey\WooCommerce\Http\Credentials;
use Ivorey\WooCommerce\Http\InvalidCredentials;
use Ivorey\WooCommerce\Tests\Support\Make;
use PHPUnit\Framework\TestCase;
use SensitiveParameter;

final class CredentialsTest extends TestCase {

	public function test_R22_credentials_succeed_others_of_the_same_connection_with_the_same_address_or_token(): void {
		$before = Make::credentials();
		$other  = [ 'api_url' => 'https://other.example' ];

		self::assertTrue( Credentials::fromJson( Make::credentialsJson( [ 'token' => 'tok_2' ] ) )->succeed( $before ) );
		self::assertTrue( Credentials::fromJson( Make::credentialsJson( $other ) )->succeed( $before ) );
		self::assertFalse( Credentials::fromJson( Make::credentialsJson( [ 'connection' => 'acc_1.con_2' ] ) )->succeed( $before ) );
		self::assertFalse( Credentials::fromJson( Make::credentialsJson( [ 'token' => 'tok_2' ] + $other ) )->succeed( $before ) );
	}

	public function test_credentials_are_read_and_written_back(): void {
		$credentials = Credentials::fromJson( Make::credentialsJson( [ 'api_url' => 'https://api.ivorey.example/' ] ) );

		self::assertSame( 'https://api.ivorey.example', $credentials->apiUrl );
		self::assertEquals( $credentials, Credentials::fromJson( $credentials->toJson() ) );
	}

	/** @dataProvider addresses */
	public function test_plain_HTTP_is_accepted_only_for_this_machine_or_on_a_local_site( string $url, bool $onALocalSite, bool $isAccepted ): void {
		if ( ! $isAccepted ) {
			$this->expectException( InvalidCredentials::class );
			$this->expectExceptionMessage( 'must begin with https://' );
		}
		self::assertSame( $url, Credentials::fromJson( Make::credentialsJson( [ 'api_url' => $url ] ), $onALocalSite )->apiUrl );
	}

	/** @return list<array{string, bool, bool}> */
	public function addresses(): array {
		return [
			[ 'https://api.ivorey.example', false, true ],
			[ 'http://localhost:8080', false, true ],
			[ 'http://127.0.0.1:8080/ivorey', false, true ],
			[ 'http://[::1]:8080', false, true ],
			[ 'http://host.docker.internal:8080', false, true ],
			[ 'http://api.ivorey.example', false, false ],
			[ 'http://localhost.evil.example', false, false ],
			[ 'http://127.0.0.1.evil.example', false, false ],
			[ 'http://10.0.0.5', false, false ],
			[ 'http://10.0.0.5', true, true ],
		];
	}

	/**
	 * @dataProvider mistakes
	 * @param array<string, mixed> $changes
	 */
	public function test_each_mistake_is_named( array $changes, string $message ): void {
		$this->expectException( InvalidCredentials::class );
		$this->expectExceptionMessage( $message );
		Credentials::fromJson( Make::credentialsJson( $changes ) );
	}

	/** @return array<string, array{array<string, mixed>, string}> */
	public function mistakes(): array {
		return [
			'no address'                  => [ [ 'api_url' => null ], 'no "api_url"' ],
			'no connection'               => [ [ 'connection' => '' ], 'no "connection"' ],
			'a number as token'           => [ [ 'token' => 5 ], 'no "token"' ],
			'no URL'                      => [ [ 'api_url' => 'ivorey' ], 'not a http(s) URL' ],
			'another scheme'              => [ [ 'api_url' => 'ftp://api.ivorey.example' ], 'not a http(s) URL' ],
			'a URL that cannot be parsed' => [ [ 'api_url' => 'https:///x' ], 'not a http(s) URL' ],
			'a password'                  => [ [ 'api_url' => 'https://a:b@api.ivorey.example' ], 'must not contain a user name' ],
			'a query'                     => [ [ 'api_url' => 'https://api.ivorey.example?a=1' ], 'must not contain a user name, query' ],
			'a fragment'                  => [ [ 'api_url' => 'https://api.ivorey.example#a' ], 'query or fragment' ],
			'a space in the address'      => [ [ 'api_url' => 'https://api.ivorey.example/a b' ], 'plain ASCII' ],
			'a new line in the token'     => [ [ 'token' => "tok\r\nX-Evil: 1" ], '"token" of the credentials is malformed' ],
			'a new line after the token'  => [ [ 'token' => "tok\n" ], '"token" of the credentials is malformed' ],
			'a space in the connection'   => [ [ 'connection' => 'a b' ], '"connection" of the credentials is malformed' ],
			'a secret without its prefix' => [ [ 'secret' => 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYX' ], 'must begin with "whsec_"' ],
			'a secret that is not base64' => [ [ 'secret' => 'whsec_ü!' ], '24 to 64 bytes' ],
			'a secret that is too short'  => [ [ 'secret' => 'whsec_AAEC' ], '24 to 64 bytes' ],
		];
	}

	/** @dataProvider texts */
	public function test_text_that_is_not_a_JSON_object_is_refused( string $json ): void {
		$this->expectException( InvalidCredentials::class );
		Credentials::fromJson( $json );
	}

	/** @return list<array{string}> */
	public function texts(): array {
		return [ [ '' ], [ '{' ], [ 'null' ], [ '"text"' ], [ '[]' ] ];
	}

	public function test_a_dump_does_not_show_the_secrets(): void {
		ob_start();
		var_dump( Make::credentials() ); // phpcs:ignore WordPress.PHP.DevelopmentFunctions -- It is what is tested.
		$dump = ob_get_clean() . print_r( Make::credentials(), true ); // phpcs:ignore WordPress.PHP.DevelopmentFunctions -- It is what is tested.

		self::assertStringContainsString( 'acc_1.con_1', $dump );
		self::assertStringNotContainsString( 'tok_1', $dump );
		self::assertStringNotContainsString( Make::SECRET, $dump );
	}

	/** PHP hides arguments since 8.2; before, it hides them if the host configured it. */
	public function test_an_exception_does_not_show_the_secrets(): void {
		$this->iniSet( 'zend.exception_ignore_args', PHP_VERSION_ID < 80200 ? '1' : '0' );
		$this->iniSet( 'zend.exception_string_param_max_len', '1000' );
		foreach ( $this->mistakes() as $mistake => [ $changes ] ) {
			self::assertShowsNoSecrets( Make::credentialsJson( $changes + [ 'token' => 'tok_hidden' ] ), $changes, $mistake );
		}
		self::assertShowsNoSecrets( '[' . Make::credentialsJson( [ 'token' => 'tok_hidden' ] ), [], 'no JSON' );
	}

	/** @param array<string, mixed> $changes */
	private static function assertShowsNoSecrets( #[SensitiveParameter] string $json, #[SensitiveParameter] array $changes, string $mistake ): void {
		try {
			Credentials::fromJson( $json );
			self::fail( "Accepted: $mistake" );
		} catch ( InvalidCredentials $error ) {
			$ours  = array_filter( $error->getTrace(), static fn ( array $frame ): bool => Credentials::class === ( $frame['class'] ?? '' ) );
			$shown = $error . print_r( $ours, true ); // phpcs:ignore WordPress.PHP.DevelopmentFunctions -- It is what is tested.
			self::assertNotSame( [], $ours );
			self::assertNull( $error->getPrevious() );
			foreach ( [ 'tok_hidden', substr( Make::SECRET, 6 ), $changes['token'] ?? null, $changes['secret'] ?? null ] as $secret ) {
				if ( is_string( $secret ) ) {
					self::assertStringNotContainsString( $secret, $shown, $mistake );
				}
			}
		}
	}
}
