<?php
declare( strict_types=1 );

// phpcs:disable WordPress.Security.EscapeOutput.ExceptionNotEscaped -- Exceptions are no output: whatever shows one escapes it.

namespace Ivorey\WooCommerce\Connection;

use Ivorey\WooCommerce\Database\QueryFailed;
use Ivorey\WooCommerce\Http\CircuitBreaker;
use Ivorey\WooCommerce\Http\Credentials;
use Ivorey\WooCommerce\Http\ResponseClass;
use Ivorey\WooCommerce\Http\Sender;
use Ivorey\WooCommerce\Model\Clock;
use Ivorey\WooCommerce\Model\Log;
use Ivorey\WooCommerce\Outbox\Ledger;
use Ivorey\WooCommerce\Outbox\OutboxTable;
use SensitiveParameter;

/** The site's connection to Ivorey, shared by WP-CLI, REST and the screens. */
final class Connection {

	/** Action with the StoredConnection, after its state or its credentials change. */
	public const CHANGED = 'ivorey_connection_changed';

	/** Action with the StoredConnection, after the store is connected, for the first time or again (R26). */
	public const CONNECTED = 'ivorey_connected';

	/** Action with the ImportRequest, each time Ivorey's answer contains one. */
	public const IMPORT_REQUESTED = 'ivorey_import_requested';

	/**
	 * Action with the StoredConnection, when Ivorey's database was restored from a backup and lacks
	 * everything delivered since.
	 */
	public const RESTORED = 'ivorey_restored';

	public function __construct(
		private readonly ConnectionOptions $store,
		private readonly Inquiry $inquiry,
		private readonly CircuitBreaker $breaker,
		private readonly OutboxTable $outbox,
		private readonly Ledger $ledger,
		private readonly OrderIds $orders,
		private readonly Clock $clock,
		private readonly EpochOption $epochs = new EpochOption()
	) {}

	/** The connection as saved, without asking Ivorey. */
	public function current(): StoredConnection {
		return $this->store->get();
	}

	/**
	 * Saves the credentials once Ivorey accepts them. Connecting again replaces the previous connection, and
	 * Ivorey is told that it ended. Rows that wait in the outbox go to the new connection, unless it belongs
	 * to another account.
	 *
	 * @throws ConnectFailed If Ivorey refuses them or cannot be reached; nothing changes then.
	 */
	public function connect( Credentials $credentials ): StoredConnection {
		$sender                    = $this->as( $credentials );
		[ $classification, $info ] = $this->inquiry->ask( $sender );
		if ( null === $info ) {
			throw ConnectFailed::because( $classification );
		}
		if ( State::Active !== $info->state && State::Pending !== $info->state ) {
			throw ConnectFailed::notReady( $info->state );
		}
		$left = $this->leftFor( $credentials );
		$now  = intdiv( $this->clock->microseconds(), 1_000_000 );

		[ $connectedAt, $isAnother, $isOtherAccount ] = $this->store->noteConnection( $credentials->connection, $now, $this->orders );
		if ( $isAnother ) {
			// The previous connection's ledger says nothing about this one.
			$this->ledger->forget();
		}
		if ( $isOtherAccount ) {
			// The rows were marked for the previous account. Here they would fire triggers of orders from
			// before the connection (R11) and send elements that were never selected. The import reads the
			// selected elements afresh.
			$this->outbox->forget();
		}
		$connected = StoredConnection::connected( $credentials, $info, $connectedAt, $sender->installId, $now );
		$this->store->saveCredentials( $credentials );
		$this->store->save( $connected );
		$this->store->noteSwitches( $connected->connection, $now );
		$this->breaker->worked();
		if ( null !== $left ) {
			$this->inquiry->leave( $left );
		}
		Log::info( 'Connected.', [ 'state' => $info->state->value ] );
		$this->announce();
		do_action( self::CONNECTED, $connected ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals.DynamicHooknameFound -- It begins with ivorey_.
		$this->noteEpoch( $connected, $info );
		$this->passOn( $info );
		return $connected;
	}

	/** Stops all sync. Ivorey keeps its copy; rows that wait here wait for the next connection. */
	public function disconnect(): void {
		try {
			$sender = $this->sender();
		} catch ( CredentialsUnreadable ) {
			$sender = null;
		}
		$before = $this->store->get()->connection;
		$this->store->forgetCredentials();
		$this->store->save( StoredConnection::disconnected() );
		$this->store->noteSwitches( $before, intdiv( $this->clock->microseconds(), 1_000_000 ) );
		if ( null !== $sender ) {
			// Last: nothing more is sent, whatever Ivorey answers.
			$this->inquiry->leave( $sender );
		}
		Log::info( 'Disconnected.' );
		$this->announce();
	}

	/** This site is a copy: it forgets the credentials, which stay valid for the original, without telling Ivorey. */
	public function forgetAsCopy(): void {
		$this->disconnect();
		$this->store->forgetInstallId();
	}

	/** Whether this site is a copy of the approved one, or has moved. Nothing is sent then. */
	public function isCopied(): bool {
		return ! $this->store->isApprovedSite();
	}

	/** The current address of this site. */
	public function siteUrl(): string {
		return $this->store->storeUrl();
	}

	/**
	 * Asks Ivorey and acts on the answer: adopts its settings, resumes after a pause, or pauses.
	 *
	 * @param bool $wasRefused Whether another request was refused just now, so that a refusal of this one confirms it.
	 * @throws CredentialsUnreadable If the salts have changed.
	 * @throws QueryFailed           If the database refuses.
	 */
	public function check( bool $wasRefused = false ): Answered {
		$before = $this->store->get();
		$sender = $this->sender();
		if ( null === $sender ) {
			return Answered::Refused;
		}
		[ $classification, $info ] = $this->inquiry->ask( $sender );
		if ( ResponseClass::Refused === $classification->kind && ! $wasRefused && $before->isPausedAnewBy( $classification->problem ) ) {
			// R27: a single refusal neither pauses the connection nor changes the reason of a pause.
			[ $classification, $info ] = $this->inquiry->ask( $sender );
		}
		if ( ResponseClass::Refused === $classification->kind ) {
			return $this->refused( $before, $classification->problem );
		}
		if ( null === $info ) {
			return Answered::Unclear;
		}
		if ( State::Paused === $info->state || State::Disconnected === $info->state ) {
			return $this->refused( $before, 'connection-' . $info->state->value );
		}
		$isRestored = $this->epochs->hasChanged( $before->connection, $info->epoch );
		$isTaken    = $this->store->change( static fn ( StoredConnection $now ): ?StoredConnection => $now->isStill( $before ) ? $now->refreshed( $info, $isRestored ) : null );
		if ( ! $isTaken ) {
			// The answer is about a connection that the owner has ended or replaced in the meantime.
			return Answered::Unclear;
		}
		$this->noteSwitches();
		if ( State::Paused === $before->state ) {
			$this->breaker->worked();
			Log::info( 'Resumed: Ivorey accepts this store again.' );
		}
		if ( $info->state !== $before->state ) {
			$this->announce();
		}
		$this->noteEpoch( $this->store->get(), $info );
		$this->passOn( $info );
		return State::Active === $info->state ? Answered::Good : Answered::Unclear;
	}

	/**
	 * Marking continues, sending stops. The first reason stays until it is resolved, unless the later one is
	 * another incident (R28).
	 *
	 * @param StoredConnection|null $refused The refused connection, if time has passed since; null for the current one.
	 * @throws QueryFailed If the database refuses.
	 */
	public function pause( string $reason, ?StoredConnection $refused = null ): void {
		$pause    = new Pause( $reason, intdiv( $this->clock->microseconds(), 1_000_000 ) );
		$isPaused = $this->store->change(
			static fn ( StoredConnection $now ): ?StoredConnection => $now->isPausedAnewBy( $reason ) && ( null === $refused || $now->isStill( $refused ) )
				? $now->paused( $pause )
				: null
		);
		if ( ! $isPaused ) {
			return;
		}
		$this->breaker->checked();
		Log::error( 'Paused: Ivorey is not accepting data from this store. Changes are kept and sent once the sync resumes.', [ 'reason' => $reason ] );
		$this->announce();
	}

	/**
	 * The sender for the current credentials; null if not connected, or if this is not the approved site.
	 *
	 * @throws CredentialsUnreadable If the salts have changed.
	 */
	public function sender(): ?Sender {
		if ( $this->isCopied() ) {
			return null;
		}
		$credentials = $this->store->credentials();
		return null === $credentials ? null : $this->as( $credentials );
	}

	/**
	 * Switches to new credentials that Ivorey gave to this same connection.
	 *
	 * @param StoredConnection $before The connection they were requested for.
	 * @return bool False if that connection was ended or replaced in the meantime; the new credentials are
	 *              discarded then.
	 * @throws QueryFailed If the database refuses.
	 */
	public function rotate( Credentials $credentials, StoredConnection $before ): bool {
		if ( ! $this->store->fresh()->hasCredentialsOf( $before ) ) {
			return false;
		}
		// Save the credentials before noting their age.
		$this->store->saveCredentials( $credentials );
		$now     = intdiv( $this->clock->microseconds(), 1_000_000 );
		$isTaken = $this->store->change( static fn ( StoredConnection $stored ): ?StoredConnection => $stored->hasCredentialsOf( $before ) ? $stored->rotated( $credentials, $now ) : null );
		if ( $isTaken ) {
			Log::info( 'The credentials were renewed.' );
		} elseif ( State::Disconnected === $this->store->get()->state ) {
			$this->store->forgetCredentials();
		}
		return $isTaken;
	}

	/**
	 * Adopts settings that are newer than the stored ones.
	 *
	 * @throws QueryFailed If the database refuses.
	 */
	public function adopt( Settings $settings ): void {
		$this->store->change(
			static fn ( StoredConnection $now ): ?StoredConnection => State::Disconnected !== $now->state && $settings->version >= ( $now->settings->version ?? 0 )
				? $now->withSettings( $settings )
				: null
		);
		$this->noteSwitches();
	}

	private function noteSwitches(): void {
		$this->store->noteSwitches( $this->store->get()->connection, intdiv( $this->clock->microseconds(), 1_000_000 ) );
	}

	/** Last: if this process is killed earlier, the next answer carries the same epoch. */
	private function noteEpoch( StoredConnection $connection, ConnectionInfo $info ): void {
		if ( $this->epochs->hasChanged( $connection->connection, $info->epoch ) ) {
			do_action( self::RESTORED, $connection ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals.DynamicHooknameFound -- It begins with ivorey_.
		}
		$this->epochs->note( $connection->connection, $info->epoch );
	}

	private function passOn( ConnectionInfo $info ): void {
		if ( null !== $info->importRequest ) {
			// phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals.DynamicHooknameFound -- It begins with ivorey_.
			do_action( self::IMPORT_REQUESTED, $info->importRequest );
		}
	}

	private function as( #[SensitiveParameter] Credentials $credentials ): Sender {
		return new Sender( $credentials, $this->store->storeUrl(), $this->store->installId() );
	}

	/**
	 * The sender of the connection that the new one ends. Null if that connection continues: it is the same
	 * one, or this site is a copy and the original still uses it (see sender()).
	 */
	private function leftFor( Credentials $credentials ): ?Sender {
		if ( '' === $this->store->get()->connection ) {
			return null;
		}
		try {
			$before = $this->sender();
		} catch ( CredentialsUnreadable ) {
			return null;
		}
		return null === $before || $credentials->succeed( $before->credentials ) ? null : $before;
	}

	private function announce(): void {
		// phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals.DynamicHooknameFound -- It begins with ivorey_.
		do_action( self::CHANGED, $this->store->get() );
	}

	/** @throws QueryFailed If the database refuses. */
	private function refused( StoredConnection $before, string $reason ): Answered {
		$this->pause( $reason, $before );
		return Answered::Refused;
	}
}
