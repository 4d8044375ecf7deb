<?php
/**
 * Plugin Name: Store in tests
 * Description: Catches mail, and reports what a request did before and after its response was sent.
 *
 * @package Ivorey\Store
 */

defined( 'ABSPATH' ) || exit;

add_filter(
	'pre_wp_mail',
	static function ( $result, array $mail ) {
		$mail['sent_at'] = gmdate( 'Y-m-d\TH:i:s\Z' );
		file_put_contents( STORE_FILES . '/mails.jsonl', wp_json_encode( $mail ) . "\n", FILE_APPEND | LOCK_EX );
		return true;
	},
	PHP_INT_MAX,
	2
);

// Update checks cannot reach a server, and each try would be logged as a warning.
add_action(
	'init',
	static function (): void {
		$checks = array(
			'_maybe_update_core'    => array( 'admin_init' ),
			'_maybe_update_plugins' => array( 'admin_init' ),
			'_maybe_update_themes'  => array( 'admin_init' ),
			'wp_version_check'      => array( 'wp_version_check', 'upgrader_process_complete' ),
			'wp_update_plugins'     => array( 'wp_update_plugins', 'load-plugins.php', 'load-update.php', 'load-update-core.php' ),
			'wp_update_themes'      => array( 'wp_update_themes', 'load-themes.php', 'load-update.php', 'load-update-core.php' ),
		);
		foreach ( $checks as $check => $hooks ) {
			foreach ( $hooks as $hook ) {
				remove_action( $hook, $check );
			}
		}
	}
);

/**
 * Follows one request that asked for it with the header `X-Store-Request: <id>`.
 *
 * The response is sent by `fastcgi_finish_request`, or else at the end. Both flush all output buffers by force, so a
 * buffer of our own detects the moment, whoever calls the function and however.
 */
final class Ivorey_Store_Request_Report {
	private int $queries_before  = 0;
	private int $requests_before = 0;
	private ?float $sent_at      = null;
	private string $sent_by      = 'end';
	private ?int $shutdown_at    = null;

	/** @var list<array<string, mixed>> */
	private array $requests = array();

	public function __construct( private readonly string $id ) {
		$this->watch_output();
		add_filter( 'pre_http_request', array( $this, 'record_request' ), PHP_INT_MIN, 3 );
		add_action( 'http_api_debug', array( $this, 'record_response' ), 10, 5 );
		add_action(
			'shutdown',
			function (): void {
				$this->shutdown_at = $this->queries();
			},
			PHP_INT_MIN
		);
		// At this priority WordPress has just ended all buffers, ours too, so a new one is needed.
		add_action( 'shutdown', array( $this, 'watch_output' ), 1 );
		add_action(
			'shutdown',
			function (): void {
				// Runs after the shutdown functions that are registered so far.
				register_shutdown_function( fn () => $this->write( true ) );
			},
			PHP_INT_MAX
		);
	}

	public function watch_output(): void {
		ob_start(
			function ( string $output, int $phase ): string {
				if ( $phase & PHP_OUTPUT_HANDLER_FINAL ) {
					foreach ( debug_backtrace( DEBUG_BACKTRACE_IGNORE_ARGS ) as $frame ) {
						if ( in_array( $frame['function'], array( 'fastcgi_finish_request', 'litespeed_finish_request' ), true ) ) {
							$this->response_sent( $frame['function'] );
						}
					}
				}
				return $output;
			}
		);
	}

	/**
	 * @param mixed                $response Another filter's answer instead of the network's.
	 * @param array<string, mixed> $args     Arguments of the request.
	 */
	public function record_request( $response, array $args, string $url ) {
		$this->requests[] = array(
			'method'   => $args['method'] ?? 'GET',
			'url'      => $url,
			'blocking' => (bool) ( $args['blocking'] ?? true ),
			'at_ms'    => $this->elapsed(),
			'status'   => null,
		);
		return $response;
	}

	/**
	 * @param mixed $response The request's response, or a WP_Error.
	 */
	public function record_response( $response, $context, $transport, $args, $url ): void {
		for ( $i = count( $this->requests ) - 1; $i >= 0; $i-- ) {
			if ( $this->requests[ $i ]['url'] === $url && null === $this->requests[ $i ]['status'] ) {
				$this->requests[ $i ]['status'] = is_wp_error( $response )
					? $response->get_error_code()
					: ( wp_remote_retrieve_response_code( $response ) ?: null );
				return;
			}
		}
	}

	private function response_sent( string $by ): void {
		if ( null !== $this->sent_at ) {
			return;
		}
		$this->sent_at         = $this->elapsed();
		$this->sent_by         = $by;
		$this->queries_before  = $this->queries();
		$this->requests_before = count( $this->requests );
		// If the process is killed from here on, this much is known.
		$this->write( false );
	}

	private function write( bool $ended ): void {
		if ( null === $this->sent_at ) {
			$this->sent_at         = $this->elapsed();
			$this->queries_before  = $this->queries();
			$this->requests_before = count( $this->requests );
		}
		$queries = array_map(
			static fn ( array $query ): array => array(
				'sql'    => $query[0],
				'ms'     => round( $query[1] * 1000, 3 ),
				'caller' => $query[2],
			),
			$GLOBALS['wpdb']->queries ?? array()
		);
		$report  = array(
			'id'                => $this->id,
			'method'            => $_SERVER['REQUEST_METHOD'] ?? '',
			'path'              => $_SERVER['REQUEST_URI'] ?? '',
			'status'            => http_response_code(),
			'pid'               => getmypid(),
			'ended'             => $ended,
			'sentBy'            => $this->sent_by,
			'sentMs'            => $this->sent_at,
			'endedMs'           => $this->elapsed(),
			'queriesAtShutdown' => $this->shutdown_at,
			'before'            => array(
				'queries'  => array_slice( $queries, 0, $this->queries_before ),
				'requests' => array_slice( $this->requests, 0, $this->requests_before ),
			),
			'after'             => array(
				'queries'  => array_slice( $queries, $this->queries_before ),
				'requests' => array_slice( $this->requests, $this->requests_before ),
			),
		);
		$file    = STORE_FILES . '/requests/' . $this->id . '.json';
		file_put_contents( $file . '.new', json_encode( $report, JSON_INVALID_UTF8_SUBSTITUTE ) );
		rename( $file . '.new', $file );
	}

	private function queries(): int {
		return count( $GLOBALS['wpdb']->queries ?? array() );
	}

	/** Milliseconds since the request began. */
	private function elapsed(): float {
		return round( ( microtime( true ) - (float) $_SERVER['REQUEST_TIME_FLOAT'] ) * 1000, 1 );
	}
}

if ( preg_match( '/^[A-Za-z0-9_-]{1,64}$/', $_SERVER['HTTP_X_STORE_REQUEST'] ?? '' ) ) {
	new Ivorey_Store_Request_Report( $_SERVER['HTTP_X_STORE_REQUEST'] );
}
