<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Support;

use Closure;
use Ivorey\WooCommerce\Contract\Contract;
use Ivorey\WooCommerce\Records\RecordJson;
use Ivorey\WooCommerce\Tests\Support\Make;
use Opis\JsonSchema\Validator;
use PHPUnit\Framework\Assert;
use PHPUnit\Framework\AssertionFailedError;
use StandardWebhooks\Exception\WebhookVerificationException;
use StandardWebhooks\Webhook;
use WP_Error;

/**
 * A fake Ivorey behind WordPress' HTTP API: it checks each signature, and each body against the contract,
 * keeps the newest version of each record, and answers with receipts.
 */
final class FakeIvorey {

	use HeldRecords;

	public const URL = 'https://api.ivorey.example';

	/** The console's URL. */
	public const CONSOLE = 'https://app.ivorey.example';

	/**
	 * @var list<array{method: string, path: string, id: string, plain: string, body: mixed, status: int}> With
	 *      the webhook-id, and the body as JSON and decoded.
	 */
	public array $requests = [];

	/** @var array<string, string> Receipts by webhook-id. */
	private array $receipts = [];

	/** @var (Closure( string, string ): (array{0: int, 1: string, 2?: string}|WP_Error|null))|null */
	private ?Closure $treatment = null;

	/** @var array{version: int, import: array<string, bool>, sync: array<string, bool>} */
	private array $settings = Contract::DEFAULT_SETTINGS;

	private string $state = 'active';

	private string $epoch = '1';

	/** @var list<string>|null Null: it is older than optional fields. */
	private ?array $optionalFields = Contract::OPTIONAL_FIELDS;

	/** @var array<string, mixed>|null */
	private ?array $importRequest = null;

	/** The first request that broke the contract. */
	private AssertionFailedError|WebhookVerificationException|null $violation = null;

	/** @var array<string, object> */
	private static array $schemas = [];

	private static ?Validator $validator = null;

	/**
	 * @param string $connection `<account id>.<connection id>`.
	 * @param string $token
	 * @param string $secret     The connection's secret.
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
		try {
			return $this->respond( $args, $url );
		} catch ( AssertionFailedError | WebhookVerificationException $error ) {
			// The plugin treats it as a network failure; the test must not. A DELETE is exempt: the token of an
			// ended connection is unknown here.
			if ( 'DELETE' !== ( $args['method'] ?? '' ) ) {
				$this->violation ??= $error;
			}
			throw $error;
		}
	}

	/** Fails if a request was not signed correctly, or broke the contract. */
	public function assertContractKept(): void {
		if ( null !== $this->violation ) {
			throw $this->violation;
		}
	}

	/** @param array<mixed> $args */
	private function respond( array $args, string $url ): mixed {
		$method = is_string( $args['method'] ?? null ) ? $args['method'] : 'GET';
		$path   = substr( $url, strlen( self::URL ) );
		$sent   = is_string( $args['body'] ?? null ) ? $args['body'] : '';
		/** @var array<string, string> $headers */
		$headers = is_array( $args['headers'] ?? null ) ? array_change_key_case( $args['headers'] ) : [];
		if ( '/healthz' !== $path && ! str_starts_with( $path, '/v1/connect/' ) ) {
			$this->assertSigned( $headers, $sent );
		}
		$plain            = 'gzip' === ( $headers['content-encoding'] ?? '' ) ? (string) gzdecode( $sent ) : $sent;
		$index            = count( $this->requests );
		$this->requests[] = [
			'method' => $method,
			'path'   => $path,
			'id'     => $headers['webhook-id'] ?? '',
			'plain'  => $plain,
			'body'   => '' === $plain ? null : json_decode( $plain, true, 512, JSON_THROW_ON_ERROR ),
			'status' => 0,
		];
		$treated          = null === $this->treatment ? null : ( $this->treatment )( $method, $path );
		if ( $treated instanceof WP_Error ) {
			return $treated;
		}
		$answer                             = $treated ?? $this->handle( "$method $path", $plain, $headers['webhook-id'] ?? '' );
		$status                             = $answer[0];
		$this->requests[ $index ]['status'] = $status;
		return [
			'headers'  => [ 'content-type' => $answer[2] ?? ( $status < 400 ? 'application/json' : 'application/problem+json' ) ],
			'body'     => $answer[1],
			'response' => [
				'code'    => $status,
				'message' => '',
			],
			'cookies'  => [],
			'filename' => null,
		];
	}

	/**
	 * Sets the treatment of each request from now on.
	 *
	 * @param (Closure( string, string ): (array{0: int, 1: string, 2?: string}|WP_Error|null))|null $treatment Takes
	 *        method and path; returns status, body and content type, a network error, or null to answer
	 *        normally.
	 */
	public function treat( ?Closure $treatment ): void {
		$this->treatment = $treatment;
	}

	/** Is down until treat() or comeBack() is called. */
	public function goAway(): void {
		$this->treat( static fn (): array => [ 503, '' ] );
	}

	/**
	 * Refuses each request until treat() or comeBack() is called.
	 *
	 * @param string $problem Name of Ivorey's problem; empty for a page from something in between.
	 */
	public function refuse( int $status, string $problem ): void {
		$this->treat( static fn (): array => self::refusal( $status, $problem ) );
	}

	/** @return array{int, string, string} As treat() takes it. */
	public static function refusal( int $status, string $problem ): array {
		if ( '' === $problem ) {
			return [ $status, '<h1>Access denied</h1>', 'text/html' ];
		}
		$body = self::json(
			[
				'type'   => Contract::PROBLEM_TYPE_PREFIX . $problem,
				'title'  => $problem,
				'status' => $status,
			]
		);
		return [ $status, $body, 'application/problem+json' ];
	}

	public function comeBack(): void {
		$this->treat( null );
	}

	/** Processes all requests, but no answer arrives. */
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

	/** @param array<string, bool> $switches Switches of the sync. */
	public function sync( array $switches ): void {
		$this->settings['sync']    = $switches + $this->settings['sync'];
		$this->settings['version'] = $this->settings['version'] + 1;
	}

	/** @param array<string, bool> $switches Switches of the import. */
	public function select( array $switches ): void {
		$this->settings['import']  = $switches + $this->settings['import'];
		$this->settings['version'] = $this->settings['version'] + 1;
	}

	/**
	 * @param array<string, mixed> $request In the form of the contract's `requests.import`. The next receipt
	 *                                      announces it.
	 */
	public function requestImport( array $request ): void {
		$this->importRequest       = $request;
		$this->settings['version'] = $this->settings['version'] + 1;
	}

	/** Turns it into the version before optional fields, which refuses them. */
	public function beOlder(): void {
		$this->optionalFields = null;
	}

	/** Upgrades it. */
	public function beUpgraded(): void {
		$this->optionalFields = Contract::OPTIONAL_FIELDS;
	}

	public function setState( string $state ): void {
		$this->state = $state;
	}

	/** @return list<array<mixed>> The records of each received batch. */
	public function batches(): array {
		$batches = [];
		foreach ( $this->requests as $request ) {
			if ( 'POST' === $request['method'] && '/v1/batches' === $request['path'] && is_array( $request['body'] ) ) {
				$batches[] = (array) $request['body']['records'];
			}
		}
		return $batches;
	}

	/** @return list<string> `<method> <path>` of each request. */
	public function asked(): array {
		return array_map( static fn ( array $request ): string => $request['method'] . ' ' . $request['path'], $this->requests );
	}

	/** @return list<array<string, mixed>> The data of each received version of a record, oldest first. */
	public function sent( string $element, int|string $id ): array {
		$found = array_filter( array_merge( ...$this->batches() ), static fn ( array $record ): bool => $element === $record['element'] && (string) $id === $record['id'] );
		return array_column( $found, 'data' );
	}

	/** @return array{version: int, import: array<string, bool>, sync: array<string, bool>} */
	public function settings(): array {
		return $this->settings;
	}

	/** @return array<mixed>|null The store's last report about itself. */
	public function status(): ?array {
		$told = null;
		foreach ( $this->requests as $request ) {
			if ( [ 'PUT', '/v1/status' ] === [ $request['method'], $request['path'] ] && is_array( $request['body'] ) ) {
				$told = $request['body'];
			}
		}
		return $told;
	}

	/** @return list<array<mixed>> The bodies of all requests to this path. */
	public function questions( string $path ): array {
		return array_values(
			array_filter(
				array_map( static fn ( array $request ): mixed => $request['path'] === $path ? $request['body'] : null, $this->requests ),
				'is_array'
			)
		);
	}

	/** Restores its database from a backup that contains none of these elements. */
	public function restore( string ...$elements ): void {
		$this->epoch   .= '1';
		$this->settings = Contract::DEFAULT_SETTINGS;
		foreach ( $elements as $element ) {
			unset( $this->records[ $element ] );
		}
	}

	/** Forgets the requests, not the records. */
	public function forgetRequests(): void {
		$this->requests = [];
	}

	/** @return array{int, string} */
	private function handle( string $route, string $body, string $id ): array {
		return match ( $route ) {
			'GET /healthz'               => [ 200, '{"status":"ok"}' ],
			'GET /v1/connection'         => [ 200, $this->connectionInfo() ],
			'DELETE /v1/connection'      => [ 204, '' ],
			'POST /v1/batches'           => $this->receive( $body, $id ),
			'PUT /v1/settings'           => $this->changeSettings( $body ),
			'PUT /v1/status'             => $this->takeStatus( $body ),
			'POST /v1/verify'            => $this->compare( $body ),
			'POST /v1/digests'           => $this->compareDigests( $body ),
			'POST /v1/versions'          => $this->compareVersions( $body ),
			'POST /v1/explain'           => $this->explain( $body ),
			'POST /v1/find'              => $this->find( $body ),
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
		self::assertInOrder( $body );
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
				'console_url' => self::CONSOLE,
				'server_time' => gmdate( 'Y-m-d\TH:i:s\Z' ),
				'epoch'       => $this->epoch,
				'settings'    => $this->settings,
				'requests'    => [ 'import' => $this->importRequest ],
			] + ( null === $this->optionalFields ? [] : [ 'optional_fields' => $this->optionalFields ] )
		);
		self::assertFits( 'connection', $info );
		return $info;
	}

	/** @return array{int, string} */
	private function changeSettings( string $body ): array {
		self::assertFits( 'settings-update', $body );
		/** @var array{base_version: int, import: array<string, bool>, sync: array<string, bool>} $update */
		$update = json_decode( $body, true, 512, JSON_THROW_ON_ERROR );
		if ( $update['base_version'] !== $this->settings['version'] ) {
			$problem = self::json(
				[
					'type'     => Contract::PROBLEM_TYPE_PREFIX . 'settings-conflict',
					'title'    => 'The settings have changed meanwhile',
					'status'   => 409,
					'detail'   => 'They have another version.',
					'settings' => $this->settings,
				]
			);
			self::assertFits( 'problem', $problem );
			return [ 409, $problem ];
		}
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
		$answer = Comparison::answer( $this->comparable(), $body );
		self::assertFits( 'verify-answer', $answer );
		return [ 200, $answer ];
	}

	/** @return array{int, string} */
	private function compareDigests( string $body ): array {
		self::assertFits( 'digests-request', $body );
		$answer = Comparison::digests( $this->comparable(), $body );
		self::assertFits( 'digests-answer', $answer );
		return [ 200, $answer ];
	}

	/** @return array{int, string} */
	private function compareVersions( string $body ): array {
		self::assertFits( 'versions-request', $body );
		$answer = HeldSums::answer( $this->heldVersions(), $body );
		self::assertFits( 'versions-answer', $answer );
		return [ 200, $answer ];
	}

	/** @return array{int, string} */
	private function explain( string $body ): array {
		self::assertFits( 'explain-request', $body );
		$answer = Explanations::explain( $this->records, $this->receivedAt, $body );
		self::assertFits( 'explain-answer', $answer );
		return [ 200, $answer ];
	}

	/** @return array{int, string} */
	private function find( string $body ): array {
		self::assertFits( 'find-request', $body );
		$answer = Explanations::find( $this->records['orders'] ?? [], $body );
		self::assertFits( 'find-answer', $answer );
		return [ 200, $answer ];
	}

	/** @param array<string, string> $headers */
	private function assertSigned( array $headers, string $body ): void {
		Assert::assertSame( 'Bearer ' . $this->token, $headers['authorization'] ?? null );
		Assert::assertSame( $this->connection, $headers[ Contract::HEADERS['connection'] ] ?? null );
		( new Webhook( $this->secret ) )->verify( $body, $headers );
	}

	public static function assertFits( string $schema, string $json ): void {
		self::$schemas[ $schema ] ??= (object) json_decode( (string) file_get_contents( __DIR__ . "/../../../contract/$schema.json" ), false, 512, JSON_THROW_ON_ERROR );
		self::$validator          ??= new Validator();
		$result                     = self::$validator->validate( json_decode( $json, false, 512, JSON_THROW_ON_ERROR ), self::$schemas[ $schema ] );
		Assert::assertTrue( $result->isValid(), "Not what the contract says of $schema: $result\n$json" );
	}

	/**
	 * Fails if a record's text differs from the one both sides build: its fields must be in the contract's
	 * order, which is alphabetical.
	 */
	private static function assertInOrder( string $body ): void {
		/** @var array{records: list<array{data: array<mixed>}>} $batch */
		$batch = json_decode( $body, true, 512, JSON_THROW_ON_ERROR );
		foreach ( $batch['records'] as $record ) {
			/** @var array<string, mixed> $ordered */
			$ordered = ContractOrder::of( $record['data'] );
			Assert::assertStringContainsString( ',"data":' . RecordJson::of( $ordered ) . '}', $body );
		}
	}

	/** @param array<mixed> $value */
	private static function json( array $value ): string {
		return json_encode( $value, JSON_THROW_ON_ERROR | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE );
	}
}
