<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Connection;

/** The options of the current site: one connection per site, in a multisite too. */
final class ConnectionStore {

	/** Autoloaded and always present, so that reading it costs no query. */
	public const OPTION = 'ivorey_connection';

	/** Encrypted, never autoloaded. */
	public const CREDENTIALS_OPTION = 'ivorey_credentials';

	public const INSTALL_ID_OPTION = 'ivorey_install_id';

	/** An option that does not exist would be looked up with a query in each request. */
	public function initialize(): void {
		add_option( self::OPTION, StoredConnection::disconnected()->toOption(), '', true );
	}

	public function get(): StoredConnection {
		return StoredConnection::fromOption( get_option( self::OPTION ) );
	}

	public function save( StoredConnection $connection ): void {
		update_option( self::OPTION, $connection->toOption(), true );
	}

	/**
	 * @return Credentials|null Null if there are none.
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
			// They were checked when they came in, perhaps on a site that was local then.
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

	/** Made with the first connection, and kept: it tells this installation from a copy of it. */
	public function installId(): string {
		$id = get_option( self::INSTALL_ID_OPTION );
		if ( is_string( $id ) && '' !== $id ) {
			return $id;
		}
		$id = wp_generate_uuid4();
		update_option( self::INSTALL_ID_OPTION, $id, false );
		return $id;
	}

	/** Not home_url(): plugins filter that by language, and the store has one address. */
	public function storeUrl(): string {
		$url = get_option( 'home' );
		return is_string( $url ) ? untrailingslashit( $url ) : '';
	}

	private static function box(): SecretBox {
		return new SecretBox( wp_salt( 'auth' ) . wp_salt( 'secure_auth' ) );
	}
}
