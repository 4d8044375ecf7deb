<?php
declare( strict_types=1 );

// phpcs:disable WordPress.Security.EscapeOutput.ExceptionNotEscaped -- Exceptions are no output: whatever shows one escapes it.

namespace Ivorey\WooCommerce\Import;

use Closure;
use Ivorey\WooCommerce\Connection\Connection;
use Ivorey\WooCommerce\Connection\ImportRequest;
use Ivorey\WooCommerce\Connection\Settings;
use Ivorey\WooCommerce\Connection\State;
use Ivorey\WooCommerce\Connection\StoredConnection;
use Ivorey\WooCommerce\Model\Clock;
use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Model\Log;

/** Starts and cancels imports; shared by WP-CLI, REST, Ivorey and the screens. */
final class Imports {

	/** Action, after somebody started or ended an import. */
	public const CHANGED = 'ivorey_import_changed';

	/**
	 * @param list<Element>              $elements Elements with a builder.
	 * @param Closure( Element ): Keys   $keys
	 */
	public function __construct(
		private readonly ImportOption $store,
		private readonly Connection $connection,
		private readonly array $elements,
		private readonly Closure $keys,
		private readonly Clock $clock
	) {}

	public function current(): ImportRecord {
		return $this->store->read();
	}

	/**
	 * Starts an import on request of a user here. It does not replace a running one, whose remaining objects
	 * would never be imported.
	 *
	 * @param list<Element>|null $elements Null for the selected ones (R20).
	 * @throws NothingToImport If none of them can be imported.
	 * @throws ImportUnderWay If another import is still running.
	 */
	public function start( ?array $elements = null ): Job {
		$job      = $this->job( $this->chosen( $this->connection->current(), $elements ) );
		$underWay = null;
		$this->store->change(
			static function ( ImportRecord $record ) use ( $job, &$underWay ): bool {
				$underWay = null === $record->job || $record->job->state->isOver() ? null : $record->job;
				if ( null !== $underWay ) {
					return false;
				}
				$record->job = $job;
				return true;
			}
		);
		if ( null !== $underWay ) {
			throw ImportUnderWay::of( $underWay );
		}
		return self::begun( $job );
	}

	/**
	 * Starts an import of everything selected, and ends the previous one.
	 *
	 * @param list<Element> $also Elements to import in addition.
	 * @throws NothingToImport If nothing can be imported.
	 */
	private function startAfresh( array $also ): void {
		$connection = $this->connection->current();
		$chosen     = $this->chosen( $connection, null );
		foreach ( $also as $element ) {
			if ( ! in_array( $element, $chosen, true ) && self::isWanted( $connection->settings, $element ) ) {
				$chosen[] = $element;
			}
		}
		$job = $this->job( $chosen );
		$this->store->change(
			static function ( ImportRecord $record ) use ( $job ): bool {
				$record->job = $job;
				return true;
			}
		);
		self::begun( $job );
	}

	private static function begun( Job $job ): Job {
		Log::info( 'An import has started.', [ 'elements' => implode( ', ', array_keys( $job->progress ) ) ] );
		self::announce();
		return $job;
	}

	/** @return bool Whether there was one to cancel. Imported records stay in Ivorey. */
	public function cancel(): bool {
		$now       = $this->clock->microseconds();
		$cancelled = false;
		$this->store->change(
			static function ( ImportRecord $record ) use ( $now, &$cancelled ): bool {
				$cancelled = null !== $record->job && ! $record->job->state->isOver();
				if ( $cancelled ) {
					$record->job->end( ImportState::Cancelled, $now );
				}
				return $cancelled;
			}
		);
		if ( $cancelled ) {
			Log::info( 'The import was cancelled.' );
			self::announce();
		}
		return $cancelled;
	}

	/** R26: a store that is connected, again or for the first time, imports the selected elements. */
	public function onConnected(): void {
		try {
			$this->startAfresh( [] );
		} catch ( NothingToImport ) {
			$this->cancel();
		}
	}

	/** R26: disconnecting stops everything. */
	public function onConnectionChanged( mixed $connection ): void {
		if ( $connection instanceof StoredConnection && State::Disconnected === $connection->state ) {
			$this->cancel();
		}
	}

	/** Carries out Ivorey's request, once. */
	public function onRequest( mixed $request ): void {
		if ( ! $request instanceof ImportRequest ) {
			return;
		}
		$isNew = false;
		$this->store->change(
			static function ( ImportRecord $record ) use ( $request, &$isNew ): bool {
				$isNew                  = $record->handledRequest !== $request->id;
				$record->handledRequest = $request->id;
				return $isNew;
			}
		);
		if ( ! $isNew ) {
			return;
		}
		if ( ImportRequest::CANCEL === $request->action ) {
			$this->cancel();
			return;
		}
		try {
			// A running import starts again, so that none of it is left out.
			$job = $this->current()->job;
			$this->startAfresh( null === $job || $job->state->isOver() ? [] : $job->unfinished() );
		} catch ( NothingToImport $error ) {
			Log::warning( 'Ivorey asked for an import, but nothing can be imported.', [ 'error' => $error->getMessage() ] );
		}
	}

	private static function announce(): void {
		// phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals.DynamicHooknameFound -- It begins with ivorey_.
		do_action( self::CHANGED );
	}

	/**
	 * @param list<Element>|null $elements
	 * @return non-empty-list<Element>
	 * @throws NothingToImport If there is none.
	 */
	private function chosen( StoredConnection $connection, ?array $elements ): array {
		$settings = $connection->settings;
		if ( State::Disconnected === $connection->state || null === $settings ) {
			throw NothingToImport::notConnected();
		}
		$off = [];
		foreach ( $elements ?? [] as $element ) {
			if ( ! self::isWanted( $settings, $element ) ) {
				$off[] = $element->value;
			}
		}
		if ( [] !== $off ) {
			throw NothingToImport::switchedOff( implode( ', ', $off ) );
		}
		$chosen = array_values(
			array_filter(
				$this->elements,
				static fn ( Element $element ): bool => null === $elements ? $settings->imports( $element ) : in_array( $element, $elements, true )
			)
		);
		if ( [] === $chosen ) {
			throw NothingToImport::nothingSelected();
		}
		return $chosen;
	}

	/** Whether this may be imported if it is named explicitly. */
	private static function isWanted( ?Settings $settings, Element $element ): bool {
		return null !== $settings && ( $settings->imports( $element ) || ( Element::Triggers !== $element && $settings->keepsInSync( $element ) ) );
	}

	/** @param non-empty-list<Element> $elements */
	private function job( array $elements ): Job {
		$passes   = [];
		$progress = [];
		foreach ( Pass::plan( $elements ) as $together ) {
			$keys     = ( $this->keys )( $together[0] );
			$highest  = $keys->highest();
			$total    = $keys->count( $highest );
			$passes[] = new Pass( $together, $highest + 1 );
			foreach ( $together as $element ) {
				$progress[ $element->value ] = new Progress( ImportState::Waiting, $total );
			}
		}
		return new Job( wp_generate_uuid4(), ImportState::Waiting, $this->clock->microseconds(), null, $passes, $progress );
	}
}
