<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Http;

use Ivorey\WooCommerce\Contract\Contract;
use Ivorey\WooCommerce\Http\Classification;
use Ivorey\WooCommerce\Http\Response;
use Ivorey\WooCommerce\Http\ResponseClass;
use PHPUnit\Framework\TestCase;

final class ClassificationTest extends TestCase {

	private const NOW = 1_700_000_000;

	/** @return array<string, ResponseClass> */
	private static function expected(): array {
		return [
			'bad-request'            => ResponseClass::Suspect,
			'clock-skew'             => ResponseClass::ClockSkew,
			'contract-too-old'       => ResponseClass::Retry,
			'contract-too-new'       => ResponseClass::Retry,
			'malformed-json'         => ResponseClass::Suspect,
			'malformed-encoding'     => ResponseClass::Suspect,
			'invalid-grant'          => ResponseClass::Suspect,
			'store-unconfirmed'      => ResponseClass::Suspect,
			'invalid-request'        => ResponseClass::Suspect,
			'unsupported-grant-type' => ResponseClass::Suspect,
			'unauthorized'           => ResponseClass::Refused,
			'revoked'                => ResponseClass::Refused,
			'paused-by-person'       => ResponseClass::Refused,
			'store-mismatch'         => ResponseClass::Refused,
			// For account tokens, which no store sends.
			'insufficient-scope'     => ResponseClass::Refused,
			'connection-gone'        => ResponseClass::Refused,
			'not-found'              => ResponseClass::Refused,
			'method-not-allowed'     => ResponseClass::Suspect,
			'request-timeout'        => ResponseClass::Retry,
			'id-reused'              => ResponseClass::Suspect,
			'settings-conflict'      => ResponseClass::Suspect,
			'cursor-gone'            => ResponseClass::Suspect,
			'changed-meanwhile'      => ResponseClass::Suspect,
			'payload-too-large'      => ResponseClass::TooLarge,
			'too-many-records'       => ResponseClass::TooLarge,
			'unsupported-media-type' => ResponseClass::Suspect,
			'invalid-batch'          => ResponseClass::Suspect,
			'invalid-body'           => ResponseClass::Suspect,
			'if-match-required'      => ResponseClass::Suspect,
			'rate-limited'           => ResponseClass::Retry,
			'internal'               => ResponseClass::Broken,
			'unavailable'            => ResponseClass::Retry,
		];
	}

	public function test_this_test_lists_every_problem_in_the_contract(): void {
		self::assertSame( array_keys( Contract::PROBLEMS ), array_keys( self::expected() ) );
	}

	/** @dataProvider problems */
	public function test_R27_a_problem_from_Ivorey_leads_to_its_own_reaction( string $name, int $status, ResponseClass $expected ): void {
		$classification = Classification::of( self::problem( $status, $name ), self::NOW );

		self::assertSame( $expected, $classification->kind );
		self::assertSame( $name, $classification->problem );
		self::assertTrue( $classification->ours );
	}

	/** @return array<string, array{string, int, ResponseClass}> */
	public function problems(): array {
		$cases = [];
		foreach ( Contract::PROBLEMS as $name => $problem ) {
			$cases[ $name ] = [ $name, $problem['status'], self::expected()[ $name ] ];
		}
		return $cases;
	}

	/** @dataProvider pages */
	public function test_an_HTML_page_never_counts_as_an_answer_from_Ivorey( int $status, ResponseClass $expected, string $problem ): void {
		$classification = Classification::of( new Response( $status, [ 'content-type' => 'text/html; charset=utf-8' ], '<h1>Hello</h1>' ), self::NOW );

		self::assertSame( $expected, $classification->kind );
		self::assertSame( $problem, $classification->problem );
		self::assertFalse( $classification->ours );
	}

	/** @return list<array{int, ResponseClass, string}> */
	public function pages(): array {
		return [
			[ 200, ResponseClass::Retry, 'unexpected-content' ],
			[ 201, ResponseClass::Retry, 'http-201' ],
			[ 204, ResponseClass::Retry, 'http-204' ],
			[ 301, ResponseClass::Retry, 'http-301' ],
			[ 302, ResponseClass::Retry, 'http-302' ],
			[ 400, ResponseClass::Retry, 'http-400' ],
			[ 401, ResponseClass::Refused, 'refused-401' ],
			[ 403, ResponseClass::Refused, 'refused-403' ],
			[ 404, ResponseClass::Refused, 'refused-404' ],
			[ 405, ResponseClass::Retry, 'http-405' ],
			[ 407, ResponseClass::Retry, 'http-407' ],
			[ 408, ResponseClass::Retry, 'http-408' ],
			[ 413, ResponseClass::TooLarge, 'http-413' ],
			[ 418, ResponseClass::Retry, 'http-418' ],
			[ 429, ResponseClass::Retry, 'http-429' ],
			[ 500, ResponseClass::Retry, 'http-500' ],
			[ 502, ResponseClass::Retry, 'http-502' ],
			[ 503, ResponseClass::Retry, 'http-503' ],
			[ 504, ResponseClass::Retry, 'http-504' ],
			[ 522, ResponseClass::Retry, 'http-522' ],
		];
	}

	public function test_a_problem_of_another_type_does_not_count_as_Ivoreys(): void {
		$answer = new Response( 403, [ 'content-type' => 'application/problem+json' ], '{"type":"https://proxy.example/denied","status":403}' );

		self::assertFalse( Classification::of( $answer, self::NOW )->ours );
	}

	public function test_a_problem_that_is_cut_off_does_not_count_as_Ivoreys(): void {
		$answer = new Response( 401, [ 'content-type' => 'application/problem+json' ], '{"type":"urn:ivorey:problem:unauth' );

		self::assertFalse( Classification::of( $answer, self::NOW )->ours );
	}

	public function test_an_unknown_problem_of_a_later_Ivorey_does_not_count_as_a_refusal(): void {
		self::assertSame( ResponseClass::Suspect, Classification::of( self::problem( 422, 'news' ), self::NOW )->kind );
		self::assertSame( ResponseClass::Retry, Classification::of( self::problem( 503, 'news' ), self::NOW )->kind );
	}

	public function test_R29_an_internal_error_counts_as_a_broken_Ivorey_and_keeps_its_retry_after(): void {
		self::assertSame( ResponseClass::Broken, Classification::of( self::problem( 500, 'internal' ), self::NOW )->kind );
		self::assertSame( 5, Classification::of( self::problem( 500, 'internal', [], [ 'retry-after' => '5' ] ), self::NOW )->retryAfter );
	}

	public function test_an_answer_in_JSON_with_status_200_is_good(): void {
		self::assertSame( ResponseClass::Good, Classification::of( new Response( 200, [ 'content-type' => 'application/json; charset=utf-8' ], '{}' ), self::NOW )->kind );
	}

	public function test_a_missing_answer_is_retried_under_the_name_of_its_network_error(): void {
		self::assertSame( 'curl-28', Classification::of( new Response( 0, [], '', 'curl-28' ), self::NOW )->problem );
		self::assertSame( ResponseClass::Retry, Classification::of( new Response( 0 ), self::NOW )->kind );
	}

	public function test_clock_skew_carries_Ivoreys_time(): void {
		$classification = Classification::of( self::problem( 400, 'clock-skew', [ 'server_time' => '2026-01-31T08:15:00.500Z' ] ), self::NOW );

		self::assertSame( gmmktime( 8, 15, 0, 1, 31, 2026 ), $classification->serverTime );
	}

	public function test_clock_skew_without_a_time_is_retried_and_never_pauses(): void {
		self::assertSame( ResponseClass::Retry, Classification::of( self::problem( 400, 'clock-skew', [ 'server_time' => null ] ), self::NOW )->kind );
	}

	public function test_retry_after_is_read_from_Ivorey_and_from_other_servers(): void {
		$headers = [
			'content-type' => 'text/html',
			'retry-after'  => '17',
		];

		self::assertSame( 17, Classification::of( new Response( 503, $headers ), self::NOW )->retryAfter );
		self::assertSame( 17, Classification::of( self::problem( 429, 'rate-limited', [], $headers ), self::NOW )->retryAfter );
	}

	/** @dataProvider retryAfters */
	public function test_retry_after_is_seconds_or_a_date( string $header, ?int $expected ): void {
		self::assertSame( $expected, Classification::retryAfter( $header, self::NOW ) );
	}

	/** @return array<string, array{string, int|null}> */
	public function retryAfters(): array {
		return [
			'none'             => [ '', null ],
			'seconds'          => [ '120', 120 ],
			'zero'             => [ '0', 0 ],
			'with spaces'      => [ ' 5 ', 5 ],
			'more than a day'  => [ '999999', 86_400 ],
			'a date'           => [ 'Tue, 14 Nov 2023 22:14:20 GMT', 60 ],
			'a date long past' => [ 'Tue, 14 Nov 2000 22:14:20 GMT', 0 ],
			'a date far off'   => [ 'Thu, 14 Nov 2199 22:14:20 GMT', 86_400 ],
			'negative'         => [ '-5', null ],
			'words'            => [ 'soon', null ],
			'a float'          => [ '1.5', null ],
		];
	}

	/**
	 * @param array<string, mixed>  $more
	 * @param array<string, string> $headers
	 */
	private static function problem( int $status, string $name, array $more = [ 'server_time' => '2026-01-31T08:15:00Z' ], array $headers = [] ): Response {
		return new Response(
			$status,
			[ 'content-type' => 'application/problem+json' ] + $headers,
			json_encode(
				[
					'type'   => 'urn:ivorey:problem:' . $name,
					'title'  => 'Title',
					'status' => $status,
					'detail' => 'Detail.',
				] + $more,
				JSON_THROW_ON_ERROR
			)
		);
	}
}
