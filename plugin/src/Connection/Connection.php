<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Connection;

use Ivorey\WooCommerce\Clock;
use Ivorey\WooCommerce\Delivery\Alarm;
use Ivorey\WooCommerce\Delivery\Backoff;
use Ivorey\WooCommerce\Delivery\DeliveryLog;
use Ivorey\WooCommerce\Delivery\LinkState;
use Ivorey\WooCommerce\Delivery\LinkStateStore;
use Ivorey\WooCommerce\Delivery\Sender;
use Ivorey\WooCommerce\Delivery\Verdict;
use Ivorey\WooCommerce\Delivery\VerdictKind;
use Ivorey\WooCommerce\Log;
use Ivorey\WooCommerce\Outbox\OutboxTable;

/** The site's connection to Ivorey: what WP-CLI, REST and the screens share. */
final class Connection {

	/** A refusal in somebody else's words (a proxy's page) counts when it comes again. */
	private const STRIKES_TO_PAUSE = 2;

	private const MAX_BACKOFF_SECONDS = 300.0;

	public function __construct(
		private readonly ConnectionStore $store,
		private readonly Inquiry $inquiry,
		private readonly LinkStateStore $links,
		private readonly OutboxTable $outbox,
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
		$sender            = new Sender( $credentials, $this->store->storeUrl(), $this->store->installId() );
		[ $verdict, $info ] = $this->inquiry->ask( $sender );
		if ( null === $info ) {
			throw ConnectFailed::because( $verdict );
		}
		if ( State::Active !== $info->state && State::Pending !== $info->state ) {
			throw ConnectFailed::notReady( $info->state );
		}
		$now       = $this->clock->microseconds();
		$connected = StoredConnection::connected( $credentials, $info, intdiv( $now, 1_000_000 ) );
		$this->store->saveCredentials( $credentials );
		$this->store->save( $connected );
		$this->links->save( new LinkState( clockOffset: $this->links->get()->clockOffset, checkedAt: $now ) );
		$this->alarm->start();
		Log::info( 'Connected.', [ 'state' => $info->state->value ] );
		return $connected;
	}

	/** Stops everything. What Ivorey has stays there; what waits here waits for the next connection. */
	public function disconnect(): void {
		$this->store->forgetCredentials();
		$this->store->save( StoredConnection::disconnected() );
		$this->alarm->stop();
		Log::info( 'Disconnected.' );
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
			$this->links->save( $this->links->get()->worked() );
			Log::info( 'Resumed: Ivorey accepts this store again.' );
		}
		return State::Active === $info->state ? Answered::Good : Answered::Unclear;
	}

	/** Goes on marking, sends nothing. The first reason stays until it is resolved. */
	public function pause( string $reason ): void {
		$stored = $this->store->get();
		if ( State::Active !== $stored->state ) {
			return;
		}
		$now = $this->clock->microseconds();
		$this->store->save( $stored->paused( new Pause( $reason, intdiv( $now, 1_000_000 ) ) ) );
		$this->links->save( $this->links->get()->checked( $now ) );
		Log::error( 'Paused: Ivorey refuses this store. Changes are kept and sent after the reconnect.', [ 'reason' => $reason ] );
	}

	/**
	 * Who we are to Ivorey; null if not connected.
	 *
	 * @throws CredentialsUnreadable If the salts have changed.
	 */
	public function sender(): ?Sender {
		$credentials = $this->store->credentials();
		return null === $credentials
			? null
			: new Sender( $credentials, $this->store->storeUrl(), $this->store->installId() );
	}

	public function status(): Status {
		$last = $this->deliveries->last( 1 );
		return new Status(
			$this->store->get(),
			$this->links->get(),
			$this->outbox->counts(),
			$last[0] ?? null
		);
	}

	private function refused( Verdict $verdict ): Answered {
		$link = $this->links->get();
		if ( $verdict->ours || $link->strikes + 1 >= self::STRIKES_TO_PAUSE ) {
			$this->pause( $verdict->problem );
			return Answered::Refused;
		}
		$delay = Backoff::delay( $link->failures + 1, self::MAX_BACKOFF_SECONDS, random_int( 0, 1_000_000 ) / 1_000_000 );
		$this->links->save( $link->refusedByStranger( $this->clock->microseconds() + (int) ( $delay * 1_000_000 ) ) );
		Log::warning( 'Refused, but not by Ivorey itself: will ask again before pausing.', [ 'problem' => $verdict->problem ] );
		return Answered::Unclear;
	}
}
