<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Http;

use Ivorey\WooCommerce\Contract\Contract;
use Ivorey\WooCommerce\Delivery\Batch;
use Ivorey\WooCommerce\Http\Classification;
use Ivorey\WooCommerce\Http\Client;
use Ivorey\WooCommerce\Http\Exchange;
use Ivorey\WooCommerce\Http\IvoreyClock;
use Ivorey\WooCommerce\Http\Request;
use Ivorey\WooCommerce\Http\Response;
use Ivorey\WooCommerce\Http\ResponseClass;
use Ivorey\WooCommerce\Http\Sender;
use Ivorey\WooCommerce\Http\Transport;
use Ivorey\WooCommerce\Model\Clock;
use Ivorey\WooCommerce\Tests\Support\Make;
use PHPUnit\Framework\TestCase;
use StandardWebhooks\Webhook;

final class ClientTest extends TestCase {

	public function test_a_batch_is_signed_over_the_bytes_that_are_sent(): void {
		$batch                             = Batch::of( Make::envelope(), [ Make::item() ], true );
		[ $method, $url, $headers, $body ] = $this->sent( $batch->request() );

		self::assertSame( [ 'POST', 'https://api.ivorey.example/v1/batches', $batch->body ], [ $method, $url, $body ] );
		self::assertSame( 'gzip', $headers['content-encoding'] ?? null );
		self::assertSame( 'application/json', $headers['content-type'] ?? null );
		self::assertSame( $batch->id, $headers['webhook-id'] ?? null );
		self::assertSame( '1700000000', $headers['webhook-timestamp'] ?? null );
		self::assertSame( ( new Webhook( Make::SECRET ) )->sign( $batch->id, 1_700_000_000, $batch->body ), $headers['webhook-signature'] ?? null );
	}

	public function test_a_request_names_the_connection_the_store_and_the_installation(): void {
		[ , , $headers ] = $this->sent( Request::get( '/v1/connection' ) );

		self::assertSame( 'Bearer tok_1', $headers['authorization'] ?? null );
		self::assertSame( 'acc_1.con_1', $headers['ivorey-connection'] ?? null );
		self::assertSame( 'https://shop.example', $headers['ivorey-store-url'] ?? null );
		self::assertSame( 'install-1', $headers['ivorey-install-id'] ?? null );
	}

	public function test_a_GET_request_has_a_new_id_each_time_and_signs_an_empty_body(): void {
		$ask       = Request::get( '/v1/connection' );
		$one       = $this->sent( $ask );
		$other     = $this->sent( $ask );
		$id        = $one[2]['webhook-id'] ?? '';
		$signature = ( new Webhook( Make::SECRET ) )->sign( $id, 1_700_000_000, '' );

		self::assertSame( [ 'GET', 'https://api.ivorey.example/v1/connection', '' ], [ $one[0], $one[1], $one[3] ] );
		self::assertNotSame( $id, $other[2]['webhook-id'] ?? '' );
		self::assertSame( $signature, $one[2]['webhook-signature'] ?? null );
	}

	public function test_a_long_question_is_compressed_and_signed_as_it_is_sent(): void {
		foreach ( [
			1_024 => false,
			1_025 => true,
		] as $length => $isCompressed ) {
			$json                       = str_pad( '{', $length - 1 ) . '}';
			[ , $url, $headers, $body ] = $this->sent( Request::question( '/v1/verify', $json ) );

			self::assertSame( 'https://api.ivorey.example/v1/verify', $url );
			self::assertSame( $isCompressed ? 'gzip' : null, $headers['content-encoding'] ?? null );
			self::assertSame( $json, $isCompressed ? gzdecode( $body ) : $body );
			self::assertSame( ( new Webhook( Make::SECRET ) )->sign( $headers['webhook-id'] ?? '', 1_700_000_000, $body ), $headers['webhook-signature'] ?? null );
		}
	}

	public function test_r30_an_action_without_a_body_is_named_in_its_signed_id(): void {
		foreach (
			[
				[ 'rotate_', 'POST', '/v1/connection/rotate', Request::action( 'POST', '/v1/connection/rotate', Contract::ACTION_IDS['rotate'] ) ],
				[ 'disconnect_', 'DELETE', '/v1/connection', Request::action( 'DELETE', '/v1/connection', Contract::ACTION_IDS['disconnect'] ) ],
			] as [ $prefix, $method, $path, $send ]
		) {
			[ $sent, $url, $headers, $body ] = $this->sent( $send );
			$id                              = $headers['webhook-id'] ?? '';

			self::assertSame( [ $method, 'https://api.ivorey.example' . $path, '' ], [ $sent, $url, $body ] );
			self::assertStringStartsWith( $prefix, $id );
			self::assertSame( ( new Webhook( Make::SECRET ) )->sign( $id, 1_700_000_000, '' ), $headers['webhook-signature'] ?? null );
			self::assertNotSame( $id, $this->sent( $send )[2]['webhook-id'] ?? '' );
		}
	}

	public function test_a_request_is_sent_once_more_with_Ivoreys_time_if_the_clocks_differ(): void {
		$good                               = new Response( 200, [ 'content-type' => 'application/json' ], '{}' );
		[ $sent, $classification, $answer ] = $this->exchange( Request::batch( 'msg_1', '{}', false ), self::skewed(), $good );

		self::assertSame( [ '1700000000', '1700003600' ], array_map( static fn ( array $request ): ?string => $request[2]['webhook-timestamp'] ?? null, $sent ) );
		self::assertSame( [ 'msg_1', 'msg_1' ], array_map( static fn ( array $request ): ?string => $request[2]['webhook-id'] ?? null, $sent ) );
		self::assertSame( ( new Webhook( Make::SECRET ) )->sign( 'msg_1', 1_700_003_600, '{}' ), $sent[1][2]['webhook-signature'] ?? null );
		self::assertSame( [ ResponseClass::Good, $good ], [ $classification->kind, $answer ] );
	}

	public function test_a_request_is_not_sent_a_third_time_if_the_clocks_still_differ(): void {
		[ $sent, $classification ] = $this->exchange( Request::get( '/v1/connection' ), self::skewed(), self::skewed(), new Response( 200 ) );

		self::assertCount( 2, $sent );
		self::assertSame( ResponseClass::ClockSkew, $classification->kind );
	}

	public function test_each_attempt_is_reported_with_its_class(): void {
		$kinds  = [];
		$client = self::client( self::transport( self::skewed(), new Response( 503 ) ) );
		$client->finish(
			$client->begin( Request::get( '/v1/connection' ), self::sender(), 5 ),
			static function ( Exchange $exchange, Classification $classification ) use ( &$kinds ): void {
				$kinds[] = $classification->kind;
			}
		);

		self::assertSame( [ ResponseClass::ClockSkew, ResponseClass::Retry ], $kinds );
	}

	/** Ivorey's clock is an hour ahead. */
	private static function skewed(): Response {
		return new Response(
			400,
			[ 'content-type' => 'application/problem+json' ],
			(string) json_encode(
				[
					'type'        => Contract::PROBLEM_TYPE_PREFIX . 'clock-skew',
					'server_time' => gmdate( 'Y-m-d\TH:i:s\Z', 1_700_003_600 ),
				]
			)
		);
	}

	/** @return array{string, string, array<string, string>, string} */
	private function sent( Request $request ): array {
		return $this->exchange( $request, new Response( 200 ) )[0][0];
	}

	/** @return array{non-empty-list<array{string, string, array<string, string>, string}>, Classification, Response} */
	private function exchange( Request $request, Response ...$responses ): array {
		$transport                     = self::transport( ...$responses );
		[ $classification, $response ] = self::client( $transport )->send( $request, self::sender(), 5 );
		self::assertNotEmpty( $transport->sent );
		return [ $transport->sent, $classification, $response ];
	}

	private static function sender(): Sender {
		return new Sender( Make::credentials(), 'https://shop.example', 'install-1' );
	}

	private static function client( Transport $transport ): Client {
		$clock = new class() implements Clock, IvoreyClock {
			private int $offset = 0;

			public function microseconds(): int {
				return 1_700_000_000_000_000;
			}

			public function ivoreySeconds(): int {
				return 1_700_000_000 + $this->offset;
			}

			public function correctClock( int $serverTime ): void {
				$this->offset = $serverTime - 1_700_000_000;
			}
		};
		return new Client( $transport, $clock, $clock );
	}

	private static function transport( Response ...$responses ): RecordingTransport {
		return new RecordingTransport( ...$responses );
	}
}
