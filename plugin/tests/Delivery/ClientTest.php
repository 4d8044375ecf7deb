<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Delivery;

use Ivorey\WooCommerce\Delivery\Answer;
use Ivorey\WooCommerce\Delivery\Batch;
use Ivorey\WooCommerce\Delivery\Client;
use Ivorey\WooCommerce\Delivery\Sender;
use Ivorey\WooCommerce\Delivery\Transport;
use Ivorey\WooCommerce\Tests\Support\Make;
use PHPUnit\Framework\TestCase;
use StandardWebhooks\Webhook;

final class ClientTest extends TestCase {

	public function test_a_batch_is_signed_over_the_bytes_that_are_sent(): void {
		$batch                             = Batch::of( Make::envelope(), [ Make::item() ], true );
		[ $method, $url, $headers, $body ] = $this->sent( static fn ( Client $client, Sender $sender ) => $client->batch( $sender, $batch, 1_700_000_000, 5 ) );

		self::assertSame( [ 'POST', 'https://api.ivorey.example/v1/batches', $batch->body ], [ $method, $url, $body ] );
		self::assertSame( 'gzip', $headers['content-encoding'] ?? null );
		self::assertSame( 'application/json', $headers['content-type'] ?? null );
		self::assertSame( $batch->id, $headers['webhook-id'] ?? null );
		self::assertSame( '1700000000', $headers['webhook-timestamp'] ?? null );
		self::assertSame( ( new Webhook( Make::SECRET ) )->sign( $batch->id, 1_700_000_000, $batch->body ), $headers['webhook-signature'] ?? null );
	}

	public function test_a_request_says_who_asks(): void {
		[ , , $headers ] = $this->sent( static fn ( Client $client, Sender $sender ) => $client->connection( $sender, 1_700_000_000, 5 ) );

		self::assertSame( 'Bearer tok_1', $headers['authorization'] ?? null );
		self::assertSame( 'acc_1.con_1', $headers['ivorey-connection'] ?? null );
		self::assertSame( 'https://shop.example', $headers['ivorey-store-url'] ?? null );
		self::assertSame( 'install-1', $headers['ivorey-install-id'] ?? null );
	}

	public function test_a_question_has_a_new_id_each_time_and_signs_an_empty_body(): void {
		$ask       = static fn ( Client $client, Sender $sender ) => $client->connection( $sender, 1_700_000_000, 5 );
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
			[ , $url, $headers, $body ] = $this->sent( static fn ( Client $client, Sender $sender ) => $client->ask( $sender, '/v1/verify', $json, 1_700_000_000, 5 ) );

			self::assertSame( 'https://api.ivorey.example/v1/verify', $url );
			self::assertSame( $isCompressed ? 'gzip' : null, $headers['content-encoding'] ?? null );
			self::assertSame( $json, $isCompressed ? gzdecode( $body ) : $body );
			self::assertSame( ( new Webhook( Make::SECRET ) )->sign( $headers['webhook-id'] ?? '', 1_700_000_000, $body ), $headers['webhook-signature'] ?? null );
		}
	}

	public function test_r30_what_a_request_without_a_body_does_is_signed_with_its_id(): void {
		foreach (
			[
				[ 'rotate_', 'POST', '/v1/connection/rotate', static fn ( Client $client, Sender $sender ) => $client->rotate( $sender, 1_700_000_000, 5 ) ],
				[ 'disconnect_', 'DELETE', '/v1/connection', static fn ( Client $client, Sender $sender ) => $client->leave( $sender, 1_700_000_000, 5 ) ],
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

	/**
	 * @param callable(Client, Sender): Answer $send
	 * @return array{string, string, array<string, string>, string}
	 */
	private function sent( callable $send ): array {
		$transport = new class() implements Transport {
			/** @var array{string, string, array<string, string>, string}|null */
			public ?array $sent = null;

			public function request( string $method, string $url, array $headers, string $body, int $timeout ): Answer {
				$this->sent = [ $method, $url, $headers, $body ];
				return new Answer( 200 );
			}
		};
		$send( new Client( $transport ), new Sender( Make::credentials(), 'https://shop.example', 'install-1' ) );
		self::assertNotNull( $transport->sent );
		return $transport->sent;
	}
}
