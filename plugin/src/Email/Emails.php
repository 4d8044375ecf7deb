<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Email;

use Closure;
use Ivorey\WooCommerce\Connection\Connection;
use Ivorey\WooCommerce\Connection\Incidents;
use Ivorey\WooCommerce\Connection\State;
use Ivorey\WooCommerce\Connection\StoredConnection;
use Ivorey\WooCommerce\Model\Log;
use Throwable;

/** R28: one e-mail at the start of each pause, and one at its end. */
final class Emails {

	/** Named here rather than in the e-mail classes, because those need a WooCommerce that has loaded its own. */
	public const PAUSED  = 'ivorey_paused';
	public const RESUMED = 'ivorey_resumed';

	/** Options in which WooCommerce stores the settings of an e-mail. */
	public const OPTIONS = [
		'woocommerce_' . self::PAUSED . '_settings',
		'woocommerce_' . self::RESUMED . '_settings',
	];

	public function __construct( private readonly Incidents $incidents ) {}

	public function register(): void {
		add_filter( 'woocommerce_email_classes', [ $this, 'add' ] );
		add_action( Connection::CHANGED, [ $this, 'onConnectionChanged' ] );
	}

	/**
	 * WooCommerce reads these options whenever it sends any e-mail, including at checkout, where they must
	 * not cost a query.
	 */
	public static function initialize(): void {
		foreach ( self::OPTIONS as $option ) {
			add_option( $option, [ 'enabled' => 'yes' ], '', true );
		}
	}

	/**
	 * @param mixed $emails By class.
	 * @return array<mixed>
	 */
	public function add( mixed $emails ): array {
		return ( is_array( $emails ) ? $emails : [] ) + [
			'Ivorey_Paused'  => self::paused(),
			'Ivorey_Resumed' => self::resumed(),
		];
	}

	/** An error with an e-mail must not stop the process that paused or resumed the sync. */
	public function onConnectionChanged( mixed $connection ): void {
		if ( ! $connection instanceof StoredConnection ) {
			return;
		}
		try {
			$this->tell( $connection );
		} catch ( Throwable $error ) {
			Log::error( 'The owner could not be notified of the connection’s state.', [ 'error' => Log::describe( $error ) ] );
		}
	}

	private function tell( StoredConnection $connection ): void {
		if ( State::Paused === $connection->state ) {
			if ( $this->incidents->open( $connection->pause?->incident() ?? '' ) ) {
				$this->send( self::paused( ... ), $connection );
			}
			return;
		}
		// An owner who disconnects knows that the pause is over.
		if ( $this->incidents->close() && State::Disconnected !== $connection->state ) {
			$this->send( self::resumed( ... ), $connection );
		}
	}

	private static function paused(): PausedEmail {
		return new PausedEmail( self::PAUSED );
	}

	private static function resumed(): ResumedEmail {
		return new ResumedEmail( self::RESUMED );
	}

	/** @param Closure(): OwnerEmail $make */
	private function send( Closure $make, StoredConnection $connection ): void {
		// Sets up header, footer and styles.
		WC()->mailer();
		$email = $make();
		if ( $email->is_enabled() && ! $email->trigger( $connection ) ) {
			Log::error( 'An e-mail to the owner could not be sent.', [ 'email' => $email->id ] );
		}
	}
}
