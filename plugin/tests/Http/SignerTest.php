<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Http;

use Ivorey\WooCommerce\Http\Signer;
use Ivorey\WooCommerce\Tests\Support\Make;
use PHPUnit\Framework\TestCase;
use StandardWebhooks\Exception\WebhookVerificationException;
use StandardWebhooks\Webhook;

final class SignerTest extends TestCase {

	public function test_the_signer_makes_the_signature_in_the_specification(): void {
		self::assertSame(
			'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
			Signer::sign( 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'msg_p5jXN8AQM9LWM0D4loKWxJek', 1_614_265_330, '{"test": 2432232314}' )
		);
	}

	/** @dataProvider bodies */
	public function test_the_standard_webhooks_library_accepts_the_signature( string $body ): void {
		$now       = time();
		$signature = Signer::sign( Make::SECRET, 'msg_1', $now, $body );

		$verified = ( new Webhook( Make::SECRET ) )->verify( $body, self::headers( $signature, $now ) );

		self::assertEquals( json_decode( $body, true ), $verified );
	}

	/** @dataProvider bodies */
	public function test_the_standard_webhooks_library_makes_the_same_signature( string $body ): void {
		self::assertSame(
			( new Webhook( Make::SECRET ) )->sign( 'msg_1', 1_700_000_000, $body ),
			Signer::sign( Make::SECRET, 'msg_1', 1_700_000_000, $body )
		);
	}

	public function test_a_changed_byte_in_the_body_breaks_the_signature(): void {
		$now       = time();
		$signature = Signer::sign( Make::SECRET, 'msg_1', $now, '{"a":1}' );

		$this->expectException( WebhookVerificationException::class );
		( new Webhook( Make::SECRET ) )->verify( '{"a":2}', self::headers( $signature, $now ) );
	}

	/** @return array<string, array{string}> */
	public function bodies(): array {
		return [
			'JSON'           => [ '{"a":1}' ],
			'many scripts'   => [ '{"name":"Zoë Müller 山田 محمد 🙂"}' ],
			'an empty array' => [ '[]' ],
		];
	}

	/** @return array<string, string> */
	private static function headers( string $signature, int $now ): array {
		return [
			'webhook-id'        => 'msg_1',
			'webhook-timestamp' => (string) $now,
			'webhook-signature' => $signature,
		];
	}
}
