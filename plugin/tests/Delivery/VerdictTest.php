<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Delivery;

use Ivorey\WooCommerce\Contract\Contract;
use Ivorey\WooCommerce\Delivery\Answer;
use Ivorey\WooCommerce\Delivery\Verdict;
use Ivorey\WooCommerce\Delivery\VerdictKind;
use PHPUnit\Framework\TestCase;

final class VerdictTest extends TestCase {

	private const NOW = 1_700_000_000;

	/** @return array<string, VerdictKind> */
	private static function expected(): array {
		return [
			'bad-request'            => VerdictKind::Suspect,
			'clock-skew'             => VerdictKind::ClockSkew,
			'contract-too-old'       => VerdictKind::Retry,
			'contract-too-new'       => VerdictKind::Retry,
			'malformed-json'         => VerdictKind::Suspect,
			'malformed-encoding'     => VerdictKind::Suspect,
			'invalid-grant'          => VerdictKind::Suspect,
			'store-unconfirmed'      => VerdictKind::Suspect,
			'invalid-request'        => VerdictKind::Suspect,
			'unsupported-grant-type' => VerdictKind::Suspect,
			'unauthorized'           => VerdictKind::Refused,
			'revoked'                => VerdictKind::Refused,
			'paused-by-person'       => VerdictKind::Refused,
			'store-mismatch'         => VerdictKind::Refused,
			// Of tokens of an account, which no store sends.
			'insufficient-scope'     => VerdictKind::Refused,
			'connection-gone'        => VerdictKind::Refused,
			'not-found'              => VerdictKind::Refused,
			'method-not-allowed'     => VerdictKind::Suspect,
			'request-timeout'        => VerdictKind::Retry,
			'id-reused'              => VerdictKind::Suspect,
			'settings-conflict'      => VerdictKind::Suspect,
			'cursor-gone'            => VerdictKind::Suspect,
			'changed-meanwhile'      => VerdictKind::Suspect,
			'payload-too-large'      => VerdictKind::TooLarge,
			'too-many-records'       => VerdictKind::TooLarge,
			'unsupported-media-type' => VerdictKind::Suspect,
			'invalid-batch'          => VerdictKind::Suspect,
			'invalid-body'           => VerdictKind::Suspect,
			'if-match-required'      => VerdictKind::Suspect,
			'rate-limited'           => VerdictKind::Retry,
			'internal'               => VerdictKind::Broken,
			'unavailable'            => VerdictKind::Retry,
		];
	}

	public function test_every_problem_of_the_contract_is_listed_here(): void {
		self::assertSame( array_keys( Contract::PROBLEMS ), array_keys( self::expected() ) );
	}

	/** @dataProvider problems */
	public function test_R27_a_problem_of_Ivorey_is_answered_by_its_reaction( string $name, int $status, VerdictKind $expected ): void {
		$verdict = Verdict::of( self::problem( $status, $name ), self::NOW );

		self::assertSame( $expected, $verdict->kind );
		self::assertSame( $name, $verdict->problem );
		self::assertTrue( $verdict->ours );
	}

	/** @return array<string, array{string, int, VerdictKind}> */
	public function problems(): array {
		$cases = [];
		foreach ( Contract::PROBLEMS as $name => $problem ) {
			$cases[ $name ] = [ $name, $problem['status'], self::expected()[ $name ] ];
		}
		return $cases;
	}

	/** @dataProvider pages */
	public function test_a_page_in_somebody_elses_words_never_counts_as_Ivoreys( int $status, VerdictKind $expected, string $problem ): void {
		$verdict = Verdict::of( new Answer( $status, [ 'content-type' => 'text/html; charset=utf-8' ], '<h1>Hello</h1>' ), self::NOW );

		self::assertSame( $expected, $verdict->kind );
		self::assertSame( $problem, $verdict->problem );
		self::assertFalse( $verdict->ours );
	}

	/** @return list<array{int, VerdictKind, string}> */
	public function pages(): array {
		return [
			[ 200, VerdictKind::Retry, 'unexpected-content' ],
			[ 201, VerdictKind::Retry, 'http-201' ],
			[ 204, VerdictKind::Retry, 'http-204' ],
			[ 301, VerdictKind::Retry, 'http-301' ],
			[ 302, VerdictKind::Retry, 'http-302' ],
			[ 400, VerdictKind::Retry, 'http-400' ],
			[ 401, VerdictKind::Refused, 'refused-401' ],
			[ 403, VerdictKind::Refused, 'refused-403' ],
			[ 404, VerdictKind::Refused, 'refused-404' ],
			[ 405, VerdictKind::Retry, 'http-405' ],
			[ 407, VerdictKind::Retry, 'http-407' ],
			[ 408, VerdictKind::Retry, 'http-408' ],
			[ 413, VerdictKind::TooLarge, 'http-413' ],
			[ 418, VerdictKind::Retry, 'http-418' ],
			[ 429, VerdictKind::Retry, 'http-429' ],
			[ 500, VerdictKind::Retry, 'http-500' ],
			[ 502, VerdictKind::Retry, 'http-502' ],
			[ 503, VerdictKind::Retry, 'http-503' ],
			[ 504, VerdictKind::Retry, 'http-504' ],
			[ 522, VerdictKind::Retry, 'http-522' ],
		];
	}

	public function test_a_problem_that_is_not_of_Ivorey_is_somebody_elses(): void {
		$answer = new Answer( 403, [ 'content-type' => 'application/problem+json' ], '{"type":"https://proxy.example/denied","status":403}' );

		self::assertFalse( Verdict::of( $answer, self::NOW )->ours );
	}

	public function test_a_problem_that_is_cut_off_is_somebody_elses(): void {
		$answer = new Answer( 401, [ 'content-type' => 'application/problem+json' ], '{"type":"urn:ivorey:problem:unauth' );

		self::assertFalse( Verdict::of( $answer, self::NOW )->ours );
	}

	public function test_a_problem_of_a_later_Ivorey_is_not_taken_for_a_refusal(): void {
		self::assertSame( VerdictKind::Suspect, Verdict::of( self::problem( 422, 'news' ), self::NOW )->kind );
		self::assertSame( VerdictKind::Retry, Verdict::of( self::problem( 503, 'news' ), self::NOW )->kind );
	}

	public function test_R29_an_Ivorey_that_breaks_says_nothing_of_what_was_sent(): void {
		self::assertSame( VerdictKind::Broken, Verdict::of( self::problem( 500, 'internal' ), self::NOW )->kind );
		self::assertSame( 5, Verdict::of( self::problem( 500, 'internal', [], [ 'retry-after' => '5' ] ), self::NOW )->retryAfter );
	}

	public function test_a_good_answer_is_json(): void {
		self::assertSame( VerdictKind::Good, Verdict::of( new Answer( 200, [ 'content-type' => 'application/json; charset=utf-8' ], '{}' ), self::NOW )->kind );
	}

	public function test_no_answer_is_tried_again_under_its_own_name(): void {
		self::assertSame( 'curl-28', Verdict::of( new Answer( 0, [], '', 'curl-28' ), self::NOW )->problem );
		self::assertSame( VerdictKind::Retry, Verdict::of( new Answer( 0 ), self::NOW )->kind );
	}

	public function test_clock_skew_carries_the_time_of_Ivorey(): void {
		$verdict = Verdict::of( self::problem( 400, 'clock-skew', [ 'server_time' => '2026-01-31T08:15:00.500Z' ] ), self::NOW );

		self::assertSame( gmmktime( 8, 15, 0, 1, 31, 2026 ), $verdict->serverTime );
	}

	public function test_clock_skew_without_a_time_is_tried_again_and_never_pauses(): void {
		self::assertSame( VerdictKind::Retry, Verdict::of( self::problem( 400, 'clock-skew', [ 'server_time' => null ] ), self::NOW )->kind );
	}

	public function test_retry_after_comes_with_whoever_said_it(): void {
		$headers = [
			'content-type' => 'text/html',
			'retry-after'  => '17',
		];

		self::assertSame( 17, Verdict::of( new Answer( 503, $headers ), self::NOW )->retryAfter );
		self::assertSame( 17, Verdict::of( self::problem( 429, 'rate-limited', [], $headers ), self::NOW )->retryAfter );
	}

	/** @dataProvider retryAfters */
	public function test_retry_after_is_seconds_or_a_date( string $header, ?int $expected ): void {
		self::assertSame( $expected, Verdict::retryAfter( $header, self::NOW ) );
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
	private static function problem( int $status, string $name, array $more = [ 'server_time' => '2026-01-31T08:15:00Z' ], array $headers = [] ): Answer {
		return new Answer(
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
