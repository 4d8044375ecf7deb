<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Connection;

use Ivorey\WooCommerce\Database\Database;
use Ivorey\WooCommerce\Database\QueryFailed;
use Ivorey\WooCommerce\Database\SharedOption;
use Ivorey\WooCommerce\Http\Credentials;
use Ivorey\WooCommerce\Http\InvalidCredentials;
use Ivorey\WooCommerce\Http\SiteUrl;
use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Model\ElementSwitch;

/** The options of the current site: one connection per site, also in a multisite. */
final class ConnectionOptions implements ElementSwitch {

	/** Autoloaded and always present, so that reading it costs no query. */
	public const OPTION = 'ivorey_connection';

	/** Encrypted, never autoloaded. */
	public const CREDENTIALS_OPTION = 'ivorey_credentials';

	/** Autoloaded: wp-admin compares it on each page to detect a copied site. */
	public const INSTALL_ID_OPTION = 'ivorey_install_id';

	/** A SyncHistory for each connection this site ever had; not autoloaded. */
	public const HISTORY_OPTION = 'ivorey_connections';

	/** The salts that make up the encryption key of the credentials. */
	private const SALTS = [ 'auth', 'secure_auth' ];

	private const MAX_HISTORY = 20;

	private readonly SharedOption $option;

	/** @var array<value-of<Element>, bool> Cached answers of isOn(), valid while the option is unchanged. */
	private array $answers = [];

	/** The option value, as cached by WordPress, that the answers are based on. */
	private mixed $cached = null;

	public function __construct( private readonly Database $database = new Database() ) {
		$this->option = new SharedOption( $database, self::OPTION, true );
	}

	/** Reading a missing option would cost a query in each request. */
	public function initialize(): void {
		add_option( self::OPTION, StoredConnection::disconnected()->toOption(), '', true );
	}

	public function get(): StoredConnection {
		return StoredConnection::fromOption( get_option( self::OPTION ) );
	}

	/**
	 * Follows the settings that Ivorey gave the current site; everything is off if it is not connected. The
	 * hooks of one saved product ask dozens of times, and decoding the option each time took longer than the
	 * marks themselves.
	 */
	public function isOn( Element $element ): bool {
		$cached = ( (array) wp_cache_get( 'alloptions', 'options' ) )[ self::OPTION ] ?? null;
		if ( null === $cached || $cached !== $this->cached || has_filter( 'option_' . self::OPTION ) || has_filter( 'pre_option_' . self::OPTION ) ) {
			$this->answers = [];
			$this->cached  = $cached;
		}
		return $this->answers[ $element->value ] ??= $this->get()->marks( $element );
	}

	public function save( StoredConnection $connection ): void {
		update_option( self::OPTION, $connection->toOption(), true );
	}

	/**
	 * Changes the value that the database holds now, not the one this process read earlier: an answer takes
	 * seconds, in which the owner may disconnect or reconnect.
	 *
	 * @param callable( StoredConnection ): (StoredConnection|null) $change Returns null to leave the value as
	 *        it is; called again if another process was faster.
	 * @return bool Whether the value is now the one the callable returned.
	 * @throws QueryFailed If the database refuses, or other processes keep writing.
	 */
	public function change( callable $change ): bool {
		return $this->option->change(
			static function ( ?string $before ) use ( $change ): ?string {
				$changed = $change( StoredConnection::fromOption( maybe_unserialize( $before ?? '' ) ) );
				$after   = maybe_serialize( $changed?->toOption() );
				return null !== $changed && is_string( $after ) ? $after : null;
			}
		);
	}

	/** The value in the database now, not the one this process read earlier. */
	public function fresh(): StoredConnection {
		$this->option->forgetCached();
		return $this->get();
	}

	/**
	 * @return Credentials|null Null if none are stored.
	 * @throws CredentialsUnreadable If they cannot be decrypted.
	 */
	public function credentials(): ?Credentials {
		$sealed = get_option( self::CREDENTIALS_OPTION );
		if ( ! is_string( $sealed ) || '' === $sealed ) {
			return null;
		}
		$json = self::box()->open( $sealed );
		if ( null === $json ) {
			throw new CredentialsUnreadable();
		}
		try {
			// They were validated when received, perhaps while the site was local.
			return Credentials::fromJson( $json, true );
		} catch ( InvalidCredentials ) {
			throw new CredentialsUnreadable();
		}
	}

	public function saveCredentials( Credentials $credentials ): void {
		update_option( self::CREDENTIALS_OPTION, self::box()->seal( $credentials->toJson() ), false );
	}

	public function forgetCredentials(): void {
		delete_option( self::CREDENTIALS_OPTION );
	}

	/**
	 * Notes that this site has this connection from now on.
	 *
	 * @param string   $connection `<account id>.<connection id>`.
	 * @param int      $now        Seconds since 1970.
	 * @param OrderIds $orders     The existing orders.
	 * @return array{int, bool, bool} When the site first had this connection (a reconnect must not make old
	 *                                orders new, R11); whether the previous connection was another one; and
	 *                                whether it belonged to another account.
	 * @throws QueryFailed If the database refuses.
	 */
	public function noteConnection( string $connection, int $now, OrderIds $orders ): array {
		$histories = $this->histories();
		$history   = $histories[ $connection ] ?? new SyncHistory( $now, $orders->highest(), array_fill_keys( $orders->checkoutDrafts(), true ) );
		$before    = array_key_last( $histories );
		unset( $histories[ $connection ] );
		$histories[ $connection ] = $history;
		$this->saveHistories( $histories );
		return [ $history->since, $before !== $connection, null !== $before && self::accountOf( $before ) !== self::accountOf( $connection ) ];
	}

	/**
	 * Notes which elements are kept in sync from now on, if that changed.
	 *
	 * @param string $connection `<account id>.<connection id>`.
	 * @param int    $now        Seconds since 1970.
	 */
	public function noteSwitches( string $connection, int $now ): void {
		$histories = $this->histories();
		$history   = $histories[ $connection ] ?? null;
		$stored    = $this->get();
		$isThis    = $stored->connection === $connection;
		$on        = array_values( array_filter( Element::switched(), static fn ( Element $element ): bool => $isThis && $stored->marks( $element ) ) );
		$noted     = $history?->noted( $now, $on, $this->highestCategory( ... ) );
		if ( null !== $noted && $noted !== $history ) {
			$histories[ $connection ] = $noted;
			$this->saveHistories( $histories );
		}
	}

	private function highestCategory(): int {
		return (int) ( $this->database->select( 'SELECT MAX(term_id) AS number FROM %i', [ $this->database->shopTable( 'terms' ) ] )[0]['number'] ?? 0 );
	}

	/** The history of the current connection. */
	public function syncHistory(): SyncHistory {
		$stored = $this->get();
		return $this->histories()[ $stored->connection ] ?? new SyncHistory( $stored->connectedAt );
	}

	/** @return list<string> The IDs of all accounts this site was ever connected to. */
	public function accounts(): array {
		$present = $this->get()->accountId;
		$former  = array_map( self::accountOf( ... ), array_map( strval( ... ), array_keys( $this->histories() ) ) );
		return array_values( array_unique( array_filter( [ ...$former, $present ], static fn ( string $account ): bool => '' !== $account ) ) );
	}

	/** @return array<string, SyncHistory> By connection, the current one last. */
	private function histories(): array {
		$stored    = get_option( self::HISTORY_OPTION );
		$histories = [];
		foreach ( is_array( $stored ) ? $stored : [] as $connection => $value ) {
			$history = SyncHistory::fromOption( $value );
			if ( null !== $history ) {
				$histories[ (string) $connection ] = $history;
			}
		}
		return $histories;
	}

	/** @param array<string, SyncHistory> $histories */
	private function saveHistories( array $histories ): void {
		$latest = array_slice( $histories, -self::MAX_HISTORY, null, true );
		update_option( self::HISTORY_OPTION, array_map( static fn ( SyncHistory $history ): array => $history->toOption(), $latest ), false );
	}

	/** @param string $connection `<account id>.<connection id>`. */
	private static function accountOf( string $connection ): string {
		return explode( '.', $connection, 2 )[0];
	}

	/** Whether this is the approved site. */
	public function isApprovedSite(): bool {
		$id = get_option( self::INSTALL_ID_OPTION );
		return $this->get()->isOf( $this->storeUrl(), is_string( $id ) ? $id : '' );
	}

	/** This site is a copy: from now on it is a separate installation. */
	public function forgetInstallId(): void {
		delete_option( self::INSTALL_ID_OPTION );
	}

	/** Created with the first connection and kept: distinguishes this installation from a copy of it. */
	public function installId(): string {
		$id = get_option( self::INSTALL_ID_OPTION );
		if ( is_string( $id ) && '' !== $id ) {
			return $id;
		}
		$id = wp_generate_uuid4();
		update_option( self::INSTALL_ID_OPTION, $id, true );
		return $id;
	}

	/**
	 * The URL as Ivorey writes it. Not home_url(): plugins filter that by language, and the store has one
	 * address.
	 */
	public function storeUrl(): string {
		$url = get_option( 'home' );
		return is_string( $url ) ? SiteUrl::normalized( $url ) ?? untrailingslashit( $url ) : '';
	}

	/**
	 * Whether the credentials are sealed only with salts that WordPress keeps in the database, because
	 * wp-config.php defines none.
	 */
	public static function isKeyInDatabase(): bool {
		foreach ( self::SALTS as $salt ) {
			[ $key, $value ] = [ get_site_option( "{$salt}_key" ), get_site_option( "{$salt}_salt" ) ];
			if ( ! is_string( $key ) || ! is_string( $value ) || wp_salt( $salt ) !== $key . $value ) {
				return false;
			}
		}
		return true;
	}

	private static function box(): SecretBox {
		return new SecretBox( implode( '', array_map( wp_salt( ... ), self::SALTS ) ) );
	}
}
