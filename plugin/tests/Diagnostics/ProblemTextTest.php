<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Diagnostics;

use Ivorey\WooCommerce\Contract\Contract;
use Ivorey\WooCommerce\Diagnostics\ProblemText;
use PHPUnit\Framework\TestCase;

final class ProblemTextTest extends TestCase {

	public function test_every_problem_is_described_in_words_instead_of_its_slug(): void {
		foreach ( [ ...array_keys( Contract::PROBLEMS ), 'network', 'curl-7', 'curl-28', 'curl-99', 'http-302', 'http-503', 'refused-403', 'unexpected-content', 'something-new' ] as $problem ) {
			$text = ProblemText::of( $problem );

			self::assertMatchesRegularExpression( '/\A[A-Z].+\.\z/s', $text, $problem );
			self::assertStringNotContainsString( $problem, str_replace( [ 'network error', 'was revoked' ], '', $text ), $problem );
		}
	}

	public function test_the_text_keeps_the_HTTP_status_for_support(): void {
		self::assertStringContainsString( '503', ProblemText::of( 'http-503' ) );
		self::assertStringContainsString( '403', ProblemText::of( 'refused-403' ) );
	}

	public function test_the_text_of_a_refusal_asks_to_reconnect_the_store(): void {
		self::assertStringContainsString( 'Reconnect the store', ProblemText::of( 'unauthorized' ) );
	}
}
