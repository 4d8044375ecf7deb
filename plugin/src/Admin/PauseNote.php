<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Admin;

use Automattic\WooCommerce\Admin\Notes\Note;
use Automattic\WooCommerce\Admin\Notes\Notes;
use Ivorey\WooCommerce\Connection\Connection;
use Ivorey\WooCommerce\Connection\Pause;
use Ivorey\WooCommerce\Connection\State;
use Ivorey\WooCommerce\Connection\StoredConnection;
use Ivorey\WooCommerce\Database\Database;
use Ivorey\WooCommerce\Model\Log;
use Throwable;

/**
 * R28: a note in the inbox of WooCommerce's home screen while the sync is paused. Each pause gets one note,
 * removed when the pause ends.
 */
final class PauseNote {

	public const NAME = 'ivorey-paused';

	/** The note's source: the plugin's slug. */
	private const SOURCE = 'ivorey-for-woocommerce';

	private const INCIDENT = 'incident';

	public function register(): void {
		add_action( Connection::CHANGED, [ $this, 'onConnectionChanged' ] );
	}

	/**
	 * An error with a note must not stop the process that paused or resumed the sync.
	 *
	 * @internal Hook.
	 */
	public function onConnectionChanged( mixed $connection ): void {
		if ( ! $connection instanceof StoredConnection || ! class_exists( Notes::class ) ) {
			return;
		}
		try {
			if ( State::Paused === $connection->state && null !== $connection->pause ) {
				self::show( $connection->pause );
			} else {
				self::remove();
			}
		} catch ( Throwable $error ) {
			Log::error( 'The note in WooCommerce’s inbox could not be updated.', [ 'error' => Log::describe( $error ) ] );
		}
	}

	/** Also removes notes that the owner dismissed. */
	public static function remove(): void {
		foreach ( self::notes() as $note ) {
			$note->delete();
		}
	}

	/** A dismissed note stays dismissed for the rest of this pause. */
	private static function show( Pause $pause ): void {
		foreach ( self::notes() as $note ) {
			$told = (array) $note->get_content_data();
			if ( ( $told[ self::INCIDENT ] ?? null ) === $pause->incident() ) {
				return;
			}
			$note->delete();
		}
		$note = new Note();
		$note->set_name( self::NAME );
		$note->set_source( self::SOURCE );
		$note->set_type( Note::E_WC_ADMIN_NOTE_WARNING );
		$note->set_title( __( 'The sync with Ivorey is paused', 'ivorey-for-woocommerce' ) );
		$note->set_content( esc_html( $pause->message() . ' ' . __( 'Nothing is lost: all changes are kept and sent once the sync resumes.', 'ivorey-for-woocommerce' ) ) );
		$note->set_content_data( (object) [ self::INCIDENT => $pause->incident() ] );
		$note->add_action(
			self::NAME,
			$pause->isByPerson() ? __( 'View status', 'ivorey-for-woocommerce' ) : __( 'Reconnect', 'ivorey-for-woocommerce' ),
			Panel::url(),
			// Following the link resolves nothing; only the end of the pause does.
			Note::E_WC_ADMIN_NOTE_UNACTIONED
		);
		$note->save();
		// Another process may have added one at the same moment: the older of the two stays.
		foreach ( array_slice( self::notes(), 1 ) as $twin ) {
			$twin->delete();
		}
	}

	/** @return list<Note> Oldest first. */
	private static function notes(): array {
		$database = new Database();
		$notes    = [];
		foreach ( $database->select( 'SELECT note_id FROM %i WHERE name = %s ORDER BY note_id', [ $database->shopTable( 'wc_admin_notes' ), self::NAME ] ) as $row ) {
			$note = Notes::get_note( (int) $row['note_id'] );
			if ( $note instanceof Note ) {
				$notes[] = $note;
			}
		}
		return $notes;
	}
}
