<?php
declare( strict_types=1 );

// phpcs:disable WordPress.Security.EscapeOutput.ExceptionNotEscaped -- Exceptions are no output: whatever shows one escapes it.

namespace Ivorey\WooCommerce\Connection;

use Closure;
use Ivorey\WooCommerce\Http\Classification;
use Ivorey\WooCommerce\Http\Credentials;
use Ivorey\WooCommerce\Http\InvalidCredentials;
use Ivorey\WooCommerce\Http\SiteUrl;
use Ivorey\WooCommerce\Model\Clock;
use Ivorey\WooCommerce\Model\Log;
use SensitiveParameter;

/** Connects by a code (R19-R23), whichever side began. Callers check permissions. */
final class Joining {

	/** A brief network failure right after a code was used must not cost the connection. */
	private const ATTEMPTS      = 3;
	private const PAUSE_SECONDS = 1;

	/** @param Closure(): string $approveUrl The page to which Ivorey redirects the owner back. */
	public function __construct(
		private readonly ApiAddress $address,
		private readonly AuthorizationOption $authorizations,
		private readonly CodeClient $codes,
		private readonly Confirmation $confirmation,
		private readonly ConnectionOptions $store,
		private readonly Connection $connection,
		private readonly Closure $approveUrl,
		private readonly Clock $clock
	) {}

	/**
	 * Begins in wp-admin (R23).
	 *
	 * @param bool $hasMoved Whether the site's existing connection continues at its new address.
	 * @return string The URL to open in the owner's browser.
	 * @throws AuthorizationFailed If no Ivorey answers there: the owner is not sent to a page that does not open.
	 */
	public function begin( int $user, bool $hasMoved = false ): string {
		$apiUrl = $this->address->ofConnection( $this->connection->current() );
		$this->address->assertWellFormed( $apiUrl );
		$this->codes->probe( $apiUrl );
		$authorization = Authorization::begin( $apiUrl, $this->now(), $hasMoved );
		$this->authorizations->save( $user, $authorization );
		return $authorization->url( $this->store->storeUrl(), ( $this->approveUrl )() );
	}

	/**
	 * @param string|null $apiUrl Set with a link that Ivorey made.
	 * @param string|null $state  Set with an answer to begin().
	 * @throws AuthorizationFailed If the code cannot be used.
	 */
	public function describe( int $user, #[SensitiveParameter] string $code, ?string $apiUrl, ?string $state ): CodeDescription {
		return $this->described( $this->decided( $this->grant( $user, $code, $apiUrl, $state ) ) );
	}

	/**
	 * The owner approved (R22): saves the credentials. The listener of Connection::CONNECTED starts the
	 * import.
	 *
	 * @return string|null The page to open next; null for the panel.
	 * @throws AuthorizationFailed If the code cannot be used, or Ivorey does not accept its own credentials;
	 *                             nothing changes here then.
	 */
	public function approve( int $user, #[SensitiveParameter] string $code, ?string $apiUrl, ?string $state ): ?string {
		$grant = $this->decided( $this->grant( $user, $code, $apiUrl, $state ) );
		// First: the exchange uses the code up.
		$this->described( $grant );
		[ $given, $returnUrl ] = $this->exchange( $grant );
		$this->authorizations->forget( $user );
		$this->connect( $this->credentials( $given, $grant->apiUrl ) );
		return null === $state && '' !== SiteUrl::host( $returnUrl ) ? $returnUrl : null;
	}

	/**
	 * The owner declined (R22): nothing is kept.
	 *
	 * @throws AuthorizationFailed If Ivorey could not be told; the code expires by itself then.
	 */
	public function deny( int $user, #[SensitiveParameter] string $code, ?string $apiUrl, ?string $state ): void {
		$grant = $this->grant( $user, $code, $apiUrl, $state );
		$this->authorizations->forget( $user );
		$this->codes->deny( $grant );
	}

	/**
	 * @return array{mixed, string} As CodeClient::exchange().
	 * @throws AuthorizationFailed If the code cannot be used.
	 */
	private function exchange( CodeGrant $grant ): array {
		// If this site began, PKCE is the proof.
		$confirmation = null === $grant->verifier ? $this->confirmation->begin() : null;
		try {
			return $this->codes->exchange( $grant, $this->store->storeUrl(), $this->store->installId(), $this->moved( $grant ), $confirmation );
		} finally {
			if ( null !== $confirmation ) {
				$this->confirmation->end();
			}
		}
	}

	/** @throws AuthorizationFailed If the code cannot be used, or would bring credentials that are useless here. */
	private function described( CodeGrant $grant ): CodeDescription {
		$description = $this->codes->describe( $grant, $this->store->storeUrl() );
		if ( null === $this->address->configured() && $description->ownHost !== $description->apiHost ) {
			throw AuthorizationFailed::otherName( $description->apiHost, $description->ownHost );
		}
		return $description;
	}

	/** @throws AuthorizationFailed If nobody has decided yet whether this site is a copy or has moved. */
	private function decided( CodeGrant $grant ): CodeGrant {
		if ( $this->connection->isCopied() && ! $grant->hasMoved ) {
			throw AuthorizationFailed::undecidedSite();
		}
		return $grant;
	}

	/** @throws AuthorizationFailed If the code belongs to another user, or its address cannot be used. */
	private function grant( int $user, #[SensitiveParameter] string $code, ?string $apiUrl, ?string $state ): CodeGrant {
		if ( null === $state ) {
			return new CodeGrant( $this->address->accept( $apiUrl ), $code, null );
		}
		$authorization = $this->authorizations->get( $user );
		if ( null === $authorization || ! $authorization->answers( $state, $this->now() ) ) {
			throw AuthorizationFailed::foreignState();
		}
		return new CodeGrant( $authorization->apiUrl, $code, $authorization->verifier, $authorization->hasMoved );
	}

	/** The credentials this site used before it moved. They are sent only to the Ivorey that issued them. */
	private function moved( CodeGrant $grant ): ?Credentials {
		if ( ! $grant->hasMoved || ! $this->connection->isCopied() ) {
			return null;
		}
		try {
			$credentials = $this->store->credentials();
		} catch ( CredentialsUnreadable ) {
			// The salts changed with the move: this becomes a separate connection.
			return null;
		}
		return null !== $credentials && SiteUrl::isSame( $credentials->apiUrl, $grant->apiUrl ) ? $credentials : null;
	}

	/**
	 * The owner approved one host, and no other host gets the store's data.
	 *
	 * @param mixed $given Decoded JSON.
	 * @throws AuthorizationFailed If they are for another address, or unreadable.
	 */
	private function credentials( #[SensitiveParameter] mixed $given, string $apiUrl ): Credentials {
		if ( is_array( $given ) && null !== $this->address->configured() ) {
			$given['api_url'] = $apiUrl;
		}
		try {
			$credentials = Credentials::fromJson(
				json_encode( $given, JSON_THROW_ON_ERROR | JSON_INVALID_UTF8_SUBSTITUTE ),
				'local' === wp_get_environment_type()
			);
		} catch ( InvalidCredentials ) {
			throw AuthorizationFailed::usedUp( Classification::unreadable()->problem );
		}
		if ( SiteUrl::host( $credentials->apiUrl ) !== SiteUrl::host( $apiUrl ) ) {
			throw AuthorizationFailed::otherName( SiteUrl::host( $apiUrl ), SiteUrl::host( $credentials->apiUrl ) );
		}
		return $credentials;
	}

	/** @throws AuthorizationFailed If it fails repeatedly. */
	private function connect( Credentials $credentials ): void {
		for ( $attempt = 1; ; $attempt++ ) {
			try {
				$this->connection->connect( $credentials );
				return;
			} catch ( ConnectFailed $error ) {
				if ( $attempt >= self::ATTEMPTS ) {
					throw AuthorizationFailed::usedUp( $error->problem );
				}
				Log::warning( 'Ivorey did not answer right after the approval; retrying.' );
				sleep( self::PAUSE_SECONDS );
			}
		}
	}

	private function now(): int {
		return intdiv( $this->clock->microseconds(), 1_000_000 );
	}
}
