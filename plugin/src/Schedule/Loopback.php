<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Schedule;

use Ivorey\WooCommerce\Model\Clock;
use Throwable;
use WpOrg\Requests\Requests;
use WpOrg\Requests\Transport\Fsockopen;

/**
 * A request of the site to itself, for PHP that cannot continue after its response. Nobody waits for its
 * answer, and there is at most one a second.
 */
final class Loopback {

	/** A woken request looks again after this time: a mark made in the meantime sent no request of its own. */
	public const INTERVAL_MICROSECONDS = 1_000_000;

	/** Relative to the REST API's root. */
	public const ROUTE  = 'ivorey/v1/wake';
	public const HEADER = 'X-Ivorey-Wake';

	/** Tasks of which only one request at a time does each. */
	private const PURPOSES = [ 'wake', 'sweep', 'ask' ];

	private const CONNECT_TIMEOUT = 1.0;

	/** The owner waits for Site Health. */
	private const PROBE_TIMEOUT = 5;

	public function __construct( private readonly Clock $clock ) {}

	public function send(): void {
		if ( ! $this->isMyTurn( 'wake', 1 ) ) {
			return;
		}
		try {
			// Not wp_remote_post(): its "non-blocking" mode waits up to a second for the answer if PHP has
			// cURL.
			Requests::request(
				rest_url( self::ROUTE ),
				[ self::HEADER => self::token()->issue( intdiv( $this->clock->microseconds(), 1_000_000 ) ) ],
				[],
				Requests::POST,
				[
					'blocking'        => false,
					'timeout'         => self::CONNECT_TIMEOUT,
					'connect_timeout' => self::CONNECT_TIMEOUT,
					'transport'       => Fsockopen::class,
					'useragent'       => 'IvoreyForWooCommerce/' . IVOREY_FOR_WOOCOMMERCE_VERSION,
					// phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals.NonPrefixedHooknameFound -- WordPress' own, for requests to itself.
					'verify'          => (bool) apply_filters( 'https_local_ssl_verify', false, rest_url( self::ROUTE ) ),
					'verifyname'      => false,
				]
			);
		} catch ( Throwable ) {
			// If a site cannot reach itself, the sweep does the work.
			return;
		}
	}

	/**
	 * Whether the site can reach itself; waits for the answer.
	 *
	 * @return string|null The failure, such as `HTTP 401`; null if it works.
	 */
	public function problem(): ?string {
		$answer = wp_remote_post(
			rest_url( self::ROUTE ),
			[
				'headers'     => [ self::HEADER => self::token()->issue( intdiv( $this->clock->microseconds(), 1_000_000 ) ) ],
				'timeout'     => self::PROBE_TIMEOUT,
				'redirection' => 0,
				// phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals.NonPrefixedHooknameFound -- WordPress' own, for requests to itself.
				'sslverify'   => (bool) apply_filters( 'https_local_ssl_verify', false, rest_url( self::ROUTE ) ),
			]
		);
		if ( is_wp_error( $answer ) ) {
			return $answer->get_error_message();
		}
		$status = (int) wp_remote_retrieve_response_code( $answer );
		return 204 === $status ? null : "HTTP $status";
	}

	public static function token(): WakeToken {
		return new WakeToken( wp_salt( 'nonce' ) );
	}

	/**
	 * Whether this request may do a task that only one request does at a time, and only every so many
	 * seconds. Uses a briefly locked file: it costs no query, and two requests cannot both win.
	 *
	 * @param value-of<self::PURPOSES> $purpose
	 * @param int                      $every Seconds.
	 */
	public function isMyTurn( string $purpose, int $every ): bool {
		$path = self::file( $purpose );
		// phpcs:disable WordPress.WP.AlternativeFunctions -- WP_Filesystem has no locks.
		// phpcs:disable WordPress.PHP.NoSilencedErrors -- A temporary folder that cannot be written is a reason not to wake.
		$file = @fopen( $path, 'c+' );
		if ( false === $file ) {
			return false;
		}
		try {
			if ( ! flock( $file, LOCK_EX | LOCK_NB ) ) {
				return false;
			}
			$now  = $this->clock->microseconds();
			$last = (int) stream_get_contents( $file );
			// A clock that was set back must not block this.
			if ( $last <= $now && $now - $last < 1_000_000 * $every ) {
				return false;
			}
			rewind( $file );
			return false !== fwrite( $file, (string) $now );
		} finally {
			fclose( $file );
		}
		// phpcs:enable
	}

	/** Removes the current site's files. */
	public static function forget(): void {
		foreach ( self::PURPOSES as $purpose ) {
			if ( is_file( self::file( $purpose ) ) ) {
				wp_delete_file( self::file( $purpose ) );
			}
		}
	}

	/** @param value-of<self::PURPOSES> $purpose */
	public static function file( string $purpose ): string {
		return get_temp_dir() . 'ivorey-' . hash_hmac( 'md5', $purpose . get_current_blog_id() . ABSPATH, wp_salt( 'nonce' ) );
	}
}
