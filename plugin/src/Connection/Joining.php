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

/** Connecting by a code (R19-R23), whichever side began. Who may do it is checked by the callers. */
final class Joining {

	/** Right after a code was used up a network that fails for a moment must not cost the connection. */
	private const ATTEMPTS      = 3;
	private const PAUSE_SECONDS = 1;

	/** @param Closure(): string $approveUrl The page that Ivorey sends the owner back to. */
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
	 * @param bool $hasMoved Whether the connection that this site has is to go on at its new address.
	 * @return string To where the owner's browser goes.
	 * @throws AuthorizationFailed If no Ivorey answers there: nobody is sent to a page that does not open.
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
	 * @param string|null $apiUrl With a link that Ivorey made.
	 * @param string|null $state  With an answer to begin().
	 * @throws AuthorizationFailed If the code cannot be used.
	 */
	public function describe( int $user, #[SensitiveParameter] string $code, ?string $apiUrl, ?string $state ): CodeDescription {
		return $this->described( $this->decided( $this->grant( $user, $code, $apiUrl, $state ) ) );
	}

	/**
	 * The owner approved (R22): saves the credentials. The listener to Connection::CONNECTED starts the import.
	 *
	 * @return string|null The page to go to; null where it is the panel.
	 * @throws AuthorizationFailed If the code cannot be used, or Ivorey does not answer to its own credentials; nothing is changed here then.
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
	 * The owner declined (R22): nothing stays.
	 *
	 * @throws AuthorizationFailed If Ivorey could not be told; the code ends by itself then.
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
		// PKCE shows it where this site began.
		$confirmation = null === $grant->verifier ? $this->confirmation->begin() : null;
		try {
			return $this->codes->exchange( $grant, $this->store->storeUrl(), $this->store->installId(), $this->moved( $grant ), $confirmation );
		} finally {
			if ( null !== $confirmation ) {
				$this->confirmation->end();
			}
		}
	}

	/** @throws AuthorizationFailed If the code cannot be used, or would bring credentials that are of no use here. */
	private function described( CodeGrant $grant ): CodeDescription {
		$description = $this->codes->describe( $grant, $this->store->storeUrl() );
		if ( null === $this->address->configured() && $description->ownHost !== $description->apiHost ) {
			throw AuthorizationFailed::otherName( $description->apiHost, $description->ownHost );
		}
		return $description;
	}

	/** @throws AuthorizationFailed If nobody has said yet whether this site is a copy, or has moved. */
	private function decided( CodeGrant $grant ): CodeGrant {
		if ( $this->connection->isCopied() && ! $grant->hasMoved ) {
			throw AuthorizationFailed::undecidedSite();
		}
		return $grant;
	}

	/** @throws AuthorizationFailed If it is not this person's, or its address cannot be used. */
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

	/** The credentials of this site until it moved; told to the Ivorey that gave them, and to no other. */
	private function moved( CodeGrant $grant ): ?Credentials {
		if ( ! $grant->hasMoved || ! $this->connection->isCopied() ) {
			return null;
		}
		try {
			$credentials = $this->store->credentials();
		} catch ( CredentialsUnreadable ) {
			// The salts changed with the move: it becomes a connection of its own.
			return null;
		}
		return null !== $credentials && SiteUrl::isSame( $credentials->apiUrl, $grant->apiUrl ) ? $credentials : null;
	}

	/**
	 * The owner approved one host, and no other one gets the store's data.
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

	/** @throws AuthorizationFailed If it fails again and again. */
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
