<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Support;

use Closure;
use Ivorey\WooCommerce\Contract\Contract;
use Ivorey\WooCommerce\Records\Digest;
use Ivorey\WooCommerce\Tests\Support\Make;
use Opis\JsonSchema\Validator;
use PHPUnit\Framework\Assert;
use StandardWebhooks\Webhook;
use WP_Error;

/**
 * Ivorey behind WordPress' HTTP API, as far as the plugin can tell: it checks each signature and each body
 * against the contract, keeps the newest version of each record, and answers with receipts.
 */
final class FakeIvorey {

	public const URL = 'https://api.ivorey.example';

	/** @var list<array{method: string, path: string, plain: string, body: mixed, status: int}> With the body as JSON and decoded. */
	public array $requests = [];

	/** @var array<string, array<string, array{version: int, digest: string, data: array<string, mixed>}>> By element and wire id. */
	private array $records = [];

	/** @var array<string, string> Receipts by webhook-id. */
	private array $receipts = [];

	/** @var (Closure( string, string ): (array{int, string}|WP_Error|null))|null */
	private ?Closure $treatment = null;

	/** @var array<string, mixed> */
	private array $settings = Contract::DEFAULT_SETTINGS;

	private string $state = 'active';

	private string $epoch = '1';

	/** @var array<string, mixed>|null */
	private ?array $importRequest = null;

	/** @var array<string, object> */
	private static array $schemas = [];

	private static ?Validator $validator = null;

	/**
	 * @param string $connection `<account id>.<connection id>`.
	 * @param string $token
	 * @param string $secret     Of the connection.
	 */
	public function __construct(
		public string $connection = 'acc_1.con_1',
		public string $token = 'tok_1',
		public string $secret = Make::SECRET
	) {}

	/** Filter `pre_http_request`. */
	public function answer( mixed $response, mixed $args, mixed $url ): mixed {
		if ( ! is_string( $url ) || ! is_array( $args ) || ! str_starts_with( $url, self::URL . '/' ) ) {
			return $response;
		}
		$method = is_string( $args['method'] ?? null ) ? $args['method'] : 'GET';
		$path   = substr( $url, strlen( self::URL ) );
		$sent   = is_string( $args['body'] ?? null ) ? $args['body'] : '';
		/** @var array<string, string> $headers */
		$headers = is_array( $args['headers'] ?? null ) ? array_change_key_case( $args['headers'] ) : [];
		$this->assertSigned( $headers, $sent );
		$plain            = 'gzip' === ( $headers['content-encoding'] ?? '' ) ? (string) gzdecode( $sent ) : $sent;
		$index            = count( $this->requests );
		$this->requests[] = [
			'method' => $method,
			'path'   => $path,
			'plain'  => $plain,
			'body'   => '' === $plain ? null : json_decode( $plain, true, 512, JSON_THROW_ON_ERROR ),
			'status' => 0,
		];
		$treated          = null === $this->treatment ? null : ( $this->treatment )( $method, $path );
		if ( $treated instanceof WP_Error ) {
			return $treated;
		}
		[ $status, $body ]                  = $treated ?? $this->handle( "$method $path", $plain, $headers['webhook-id'] ?? '' );
		$this->requests[ $index ]['status'] = $status;
		return [
			'headers'  => [ 'content-type' => $status < 400 ? 'application/json' : 'application/problem+json' ],
			'body'     => $body,
			'response' => [
				'code'    => $status,
				'message' => '',
			],
			'cookies'  => [],
			'filename' => null,
		];
	}

	/**
	 * What becomes of each request from now on.
	 *
	 * @param (Closure( string, string ): (array{int, string}|WP_Error|null))|null $treatment Of method and path: status and
	 *        body, an error of the network, or null to answer as usual.
	 */
	public function treat( ?Closure $treatment ): void {
		$this->treatment = $treatment;
	}

	/** Is down until treat() or back() says otherwise. */
	public function goAway(): void {
		$this->treat( static fn (): array => [ 503, '' ] );
	}

	public function comeBack(): void {
		$this->treat( null );
	}

	/** All that is received is done, and no answer arrives. */
	public function loseAnswers(): void {
		$this->treat(
			function ( string $method, string $path ): WP_Error {
				$request = end( $this->requests );
				if ( false !== $request && 'POST /v1/batches' === "$method $path" ) {
					$this->apply( $request['plain'] );
				}
				return new WP_Error( 'http_request_failed', 'cURL error 28: Operation timed out' );
			}
		);
	}

	/** @param array<string, bool> $switches Of what is kept in sync. */
	public function sync( array $switches ): void {
		$this->settings['sync']    = $switches + $this->settings['sync'];
		$this->settings['version'] = $this->settings['version'] + 1;
	}

	/** @param array<string, mixed> $request As `requests.import` of the contract. */
	public function requestImport( array $request ): void {
		$this->importRequest = $request;
	}

	public function setState( string $state ): void {
		$this->state = $state;
	}

	/** @return array<string, array<string, mixed>> The data of what is there, by wire id. */
	public function records( string $element ): array {
		return array_map( static fn ( array $record ): array => $record['data'], $this->records[ $element ] ?? [] );
	}

	/** @return array<string, mixed>|null Its data; null where it is not there. */
	public function record( string $element, int|string $id ): ?array {
		return $this->records[ $element ][ (string) $id ]['data'] ?? null;
	}

	public function version( string $element, int|string $id ): int {
		return $this->records[ $element ][ (string) $id ]['version'] ?? 0;
	}

	/** @return list<string> `<type>:<order id>` of all that fired, sorted. */
	public function triggers(): array {
		$ids = array_map( 'strval', array_keys( $this->records['triggers'] ?? [] ) );
		sort( $ids );
		return $ids;
	}

	/** @return list<array<mixed>> The records of each batch that came. */
	public function batches(): array {
		$batches = [];
		foreach ( $this->requests as $request ) {
			if ( 'POST' === $request['method'] && '/v1/batches' === $request['path'] && is_array( $request['body'] ) ) {
				$batches[] = (array) $request['body']['records'];
			}
		}
		return $batches;
	}

	/** As after a restore of a backup of Ivorey's. */
	public function forget( string $element, int|string $id ): void {
		unset( $this->records[ $element ][ (string) $id ] );
	}

	/** Has this of it in place of what was sent, in this version. */
	public function holds( string $element, int|string $id, int $version ): void {
		$this->records[ $element ][ (string) $id ] = [ 'version' => $version ] + $this->records[ $element ][ (string) $id ];

		$this->records[ $element ][ (string) $id ]['digest'] = str_repeat( '0', 32 );
	}

	/** Its database is restored from a backup, in which none of this was yet. */
	public function restore( string ...$elements ): void {
		$this->epoch   .= '1';
		$this->settings = Contract::DEFAULT_SETTINGS;
		foreach ( $elements as $element ) {
			unset( $this->records[ $element ] );
		}
	}

	/** Forgets what passed, not what it has. */
	public function forgetRequests(): void {
		$this->requests = [];
	}

	/** @return array{int, string} */
	private function handle( string $route, string $body, string $id ): array {
		return match ( $route ) {
			'GET /v1/connection'         => [ 200, $this->connectionInfo() ],
			'DELETE /v1/connection'      => [ 204, '' ],
			'POST /v1/batches'           => $this->receive( $body, $id ),
			'PUT /v1/settings'           => $this->changeSettings( $body ),
			'PUT /v1/status'             => $this->takeStatus( $body ),
			'POST /v1/verify'            => $this->compare( $body ),
			default                      => [
				404,
				self::json(
					[
						'type'   => 'about:blank',
						'title'  => "The fake has no $route",
						'status' => 404,
					]
				),
			],
		};
	}

	/** @return array{int, string} */
	private function receive( string $body, string $id ): array {
		self::assertFits( 'batch', $body );
		if ( isset( $this->receipts[ $id ] ) ) {
			return [ 200, $this->receipts[ $id ] ];
		}
		$receipt = self::json(
			[
				'id'               => $id,
				'received_at'      => gmdate( 'Y-m-d\TH:i:s\Z' ),
				'settings_version' => $this->settings['version'],
				'outcomes'         => $this->apply( $body ),
			]
		);
		self::assertFits( 'receipt', $receipt );
		$this->receipts[ $id ] = $receipt;
		return [ 200, $receipt ];
	}

	/** @return list<array<string, string>> Outcomes. */
	private function apply( string $body ): array {
		/** @var array{records: list<array{element: string, id: string, version: int, data: array<string, mixed>}>} $batch */
		$batch = json_decode( $body, true, 512, JSON_THROW_ON_ERROR );
		/** @var object{records: list<object{data: object}>} $exact Which tells empty objects from empty lists. */
		$exact    = json_decode( $body, false, 512, JSON_THROW_ON_ERROR );
		$outcomes = [];
		foreach ( $batch['records'] as $index => $record ) {
			$outcome = [
				'element' => $record['element'],
				'id'      => $record['id'],
			];
			$there   = $this->records[ $record['element'] ][ $record['id'] ] ?? null;
			if ( null !== $there && ( 'triggers' === $record['element'] || $there['version'] >= $record['version'] ) ) {
				$outcomes[] = $outcome + [ 'outcome' => 'stale' ];
				continue;
			}
			if ( 'products' === $record['element'] && null === $there && false === $record['data']['include_in_online_store'] ) {
				$outcomes[] = $outcome + [
					'outcome' => 'excluded',
					'reason'  => 'not_published',
				];
				continue;
			}
			$this->records[ $record['element'] ][ $record['id'] ] = [
				'version' => $record['version'],
				'digest'  => Digest::of( (array) $exact->records[ $index ]->data ),
				'data'    => $record['data'],
			];

			$outcomes[] = $outcome + [ 'outcome' => 'applied' ];
		}
		return $outcomes;
	}

	private function connectionInfo(): string {
		[ $account, $id ] = explode( '.', $this->connection );
		$info             = self::json(
			[
				'id'          => $id,
				'state'       => $this->state,
				'account'     => [
					'id'   => $account,
					'name' => 'Acme',
				],
				'store_url'   => untrailingslashit( home_url() ),
				'server_time' => gmdate( 'Y-m-d\TH:i:s\Z' ),
				'epoch'       => $this->epoch,
				'settings'    => $this->settings,
				'requests'    => [ 'import' => $this->importRequest ],
			]
		);
		self::assertFits( 'connection', $info );
		return $info;
	}

	/** @return array{int, string} */
	private function changeSettings( string $body ): array {
		self::assertFits( 'settings-update', $body );
		/** @var array{import: array<string, bool>, sync: array<string, bool>} $update */
		$update         = json_decode( $body, true, 512, JSON_THROW_ON_ERROR );
		$this->settings = [
			...$this->settings,
			'version' => $this->settings['version'] + 1,
			'import'  => $update['import'],
			'sync'    => $update['sync'],
		];
		return [ 200, self::json( $this->settings ) ];
	}

	/** @return array{int, string} */
	private function takeStatus( string $body ): array {
		self::assertFits( 'status', $body );
		return [ 204, '' ];
	}

	/** @return array{int, string} */
	private function compare( string $body ): array {
		self::assertFits( 'verify-request', $body );
		$answer = Comparison::answer( $this->records, $body );
		self::assertFits( 'verify-answer', $answer );
		return [ 200, $answer ];
	}

	/** @param array<string, string> $headers */
	private function assertSigned( array $headers, string $body ): void {
		Assert::assertSame( 'Bearer ' . $this->token, $headers['authorization'] ?? null );
		Assert::assertSame( $this->connection, $headers[ Contract::HEADERS['connection'] ] ?? null );
		( new Webhook( $this->secret ) )->verify( $body, $headers );
	}

	private static function assertFits( string $schema, string $json ): void {
		self::$schemas[ $schema ] ??= (object) json_decode( (string) file_get_contents( __DIR__ . "/../../../contract/$schema.json" ), false, 512, JSON_THROW_ON_ERROR );
		self::$validator          ??= new Validator();
		$result                     = self::$validator->validate( json_decode( $json, false, 512, JSON_THROW_ON_ERROR ), self::$schemas[ $schema ] );
		Assert::assertTrue( $result->isValid(), "Not what the contract says of $schema: $result\n$json" );
	}

	/** @param array<mixed> $value */
	private static function json( array $value ): string {
		return json_encode( $value, JSON_THROW_ON_ERROR | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE );
	}
}
