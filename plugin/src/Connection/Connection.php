<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Connection;

use Ivorey\WooCommerce\Clock;
use Ivorey\WooCommerce\Delivery\Alarm;
use Ivorey\WooCommerce\Delivery\DeliveryLog;
use Ivorey\WooCommerce\Delivery\Link;
use Ivorey\WooCommerce\Delivery\Sender;
use Ivorey\WooCommerce\Delivery\Verdict;
use Ivorey\WooCommerce\Delivery\VerdictKind;
use Ivorey\WooCommerce\Log;
use Ivorey\WooCommerce\Outbox\Ledger;
use Ivorey\WooCommerce\Outbox\OutboxTable;
use SensitiveParameter;

/** The site's connection to Ivorey: what WP-CLI, REST and the screens share. */
final class Connection {

	/** Action with the StoredConnection, when its state has become another one, or its credentials are new. */
	public const CHANGED = 'ivorey_connection_changed';

	/** Action with the StoredConnection, when the store was connected, for the first time or again (R26). */
	public const CONNECTED = 'ivorey_connected';

	/** Action with the ImportRequest, each time Ivorey names it. */
	public const IMPORT_REQUESTED = 'ivorey_import_requested';

	public function __construct(
		private readonly ConnectionStore $store,
		private readonly Inquiry $inquiry,
		private readonly Link $link,
		private readonly OutboxTable $outbox,
		private readonly Ledger $ledger,
		private readonly DeliveryLog $deliveries,
		private readonly Alarm $alarm,
		private readonly Clock $clock
	) {}

	/** What is saved; asks nobody. */
	public function current(): StoredConnection {
		return $this->store->get();
	}

	/**
	 * Saves the credentials once Ivorey has accepted them. Connecting again replaces what there was;
	 * what waits in the outbox goes to the new connection.
	 *
	 * @throws ConnectFailed If Ivorey refuses them, or cannot be reached; nothing is changed then.
	 */
	public function connect( Credentials $credentials ): StoredConnection {
		$sender             = $this->as( $credentials );
		[ $verdict, $info ] = $this->inquiry->ask( $sender );
		if ( null === $info ) {
			throw ConnectFailed::because( $verdict );
		}
		if ( State::Active !== $info->state && State::Pending !== $info->state ) {
			throw ConnectFailed::notReady( $info->state );
		}
		$now = intdiv( $this->clock->microseconds(), 1_000_000 );

		[ $connectedAt, $isAnother ] = $this->store->noteConnection( $credentials->connection, $now );
		if ( $isAnother ) {
			// What the one before was sent says nothing of what this one has.
			$this->ledger->forget();
		}
		$connected = StoredConnection::connected( $credentials, $info, $connectedAt, $sender->installId, $now );
		$this->store->saveCredentials( $credentials );
		$this->store->save( $connected );
		$this->link->worked();
		$this->alarm->start();
		Log::info( 'Connected.', [ 'state' => $info->state->value ] );
		$this->announce();
		do_action( self::CONNECTED, $connected ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals.DynamicHooknameFound -- It begins with ivorey_.
		$this->passOn( $info );
		return $connected;
	}

	/** Stops everything. What Ivorey has stays there; what waits here waits for the next connection. */
	public function disconnect(): void {
		try {
			$sender = $this->sender();
		} catch ( CredentialsUnreadable ) {
			$sender = null;
		}
		$this->store->forgetCredentials();
		$this->store->save( StoredConnection::disconnected() );
		$this->alarm->stop();
		if ( null !== $sender ) {
			// Last: nothing is sent any more, whatever Ivorey answers.
			$this->inquiry->leave( $sender );
		}
		Log::info( 'Disconnected.' );
		$this->announce();
	}

	/** This site is a copy: it forgets the credentials, which stay good for the original, and Ivorey hears nothing of it. */
	public function forgetAsCopy(): void {
		$this->disconnect();
		$this->store->forgetInstallId();
	}

	/** Whether this site is a copy of the one that was approved, or has moved. Nothing is sent then. */
	public function isCopied(): bool {
		return ! $this->store->isApprovedSite();
	}

	/** The address of this site, as it is now. */
	public function siteUrl(): string {
		return $this->store->storeUrl();
	}

	/**
	 * Asks Ivorey and acts on the answer: takes over its settings, resumes after a pause, or pauses.
	 *
	 * @throws CredentialsUnreadable If the salts have changed.
	 */
	public function check(): Answered {
		$sender = $this->sender();
		if ( null === $sender ) {
			return Answered::Refused;
		}
		[ $verdict, $info ] = $this->inquiry->ask( $sender );
		if ( null === $info ) {
			return VerdictKind::Refused === $verdict->kind ? $this->refused( $verdict ) : Answered::Unclear;
		}
		$before = $this->store->get();
		if ( State::Paused === $info->state || State::Disconnected === $info->state ) {
			$this->pause( 'connection-' . $info->state->value );
			return Answered::Refused;
		}
		$this->store->save( $before->refreshed( $info ) );
		if ( State::Paused === $before->state ) {
			$this->link->worked();
			Log::info( 'Resumed: Ivorey accepts this store again.' );
		}
		if ( $info->state !== $before->state ) {
			$this->announce();
		}
		$this->passOn( $info );
		return State::Active === $info->state ? Answered::Good : Answered::Unclear;
	}

	/** Goes on marking, sends nothing. The first reason stays until it is resolved. */
	public function pause( string $reason ): void {
		$stored = $this->store->get();
		if ( State::Active !== $stored->state ) {
			return;
		}
		$this->store->save( $stored->paused( new Pause( $reason, intdiv( $this->clock->microseconds(), 1_000_000 ) ) ) );
		$this->link->checked();
		Log::error( 'Paused: Ivorey refuses this store. Changes are kept and sent after the reconnect.', [ 'reason' => $reason ] );
		$this->announce();
	}

	/**
	 * Who we are to Ivorey; null if not connected, or if this is not the site that was approved.
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

	/** Sends with these from now on; Ivorey has given them to this very connection. */
	public function rotate( Credentials $credentials ): void {
		$this->store->saveCredentials( $credentials );
		$this->store->save( $this->store->get()->rotated( $credentials, intdiv( $this->clock->microseconds(), 1_000_000 ) ) );
		Log::info( 'The credentials were renewed.' );
	}

	public function status(): Status {
		$last = $this->deliveries->last( 1 );
		return new Status(
			$this->store->get(),
			$this->link->state(),
			$this->outbox->counts(),
			$last[0] ?? null
		);
	}

	/** Takes over settings that are newer than ours. */
	public function adopt( Settings $settings ): void {
		$stored = $this->store->get();
		if ( State::Disconnected !== $stored->state && $settings->version >= ( $stored->settings->version ?? 0 ) ) {
			$this->store->save( $stored->withSettings( $settings ) );
		}
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

	private function announce(): void {
		// phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals.DynamicHooknameFound -- It begins with ivorey_.
		do_action( self::CHANGED, $this->store->get() );
	}

	private function refused( Verdict $verdict ): Answered {
		if ( ! $this->link->refused( $verdict ) ) {
			return Answered::Unclear;
		}
		$this->pause( $verdict->problem );
		return Answered::Refused;
	}
}
