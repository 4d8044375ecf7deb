<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Diagnostics;

use Ivorey\WooCommerce\Connection\State;
use Ivorey\WooCommerce\Connection\StoredConnection;
use Ivorey\WooCommerce\Http\CircuitState;

/** Something that needs the owner's attention. Its texts are not escaped. */
final class Alert {

	/** A shorter outage ends before anybody could react. */
	private const OUTAGE_SECONDS = 6 * 3_600;

	/**
	 * @param string $incident ID of this occurrence: dismissing it does not hide the next one.
	 * @param string $action   Text of the link to the panel.
	 */
	private function __construct(
		public readonly string $incident,
		public readonly string $title,
		public readonly string $message,
		public readonly string $action
	) {}

	/**
	 * @param int|null $stalledSince Since when a row waits without any delivery, in microseconds since 1970.
	 * @param int      $now          Microseconds since 1970.
	 * @return self|null Null if all is well, or the store is not connected.
	 */
	public static function of( StoredConnection $connection, bool $isCopied, string $siteUrl, CircuitState $link, ?int $stalledSince, int $now ): ?self {
		if ( $isCopied ) {
			return new self(
				'copied-' . substr( hash( 'sha256', $siteUrl . $connection->connection ), 0, 16 ),
				__( 'The sync with Ivorey has stopped: is this site a copy?', 'ivorey-for-woocommerce' ),
				sprintf(
					/* translators: 1: address that was approved, 2: address of this site. */
					__( 'The store at %1$s is connected to Ivorey, but this site is %2$s or another installation. Nothing is sent until you choose whether the store has moved here or this is a copy.', 'ivorey-for-woocommerce' ),
					$connection->storeUrl,
					$siteUrl
				),
				__( 'Decide now', 'ivorey-for-woocommerce' )
			);
		}
		if ( State::Paused === $connection->state && null !== $connection->pause ) {
			return new self(
				'paused-' . $connection->pause->incident(),
				__( 'The sync with Ivorey is paused', 'ivorey-for-woocommerce' ),
				$connection->pause->message() . ' ' . __( 'Nothing is lost: all changes are kept and sent once the sync resumes.', 'ivorey-for-woocommerce' ),
				$connection->pause->isByPerson() ? __( 'View status', 'ivorey-for-woocommerce' ) : __( 'Reconnect', 'ivorey-for-woocommerce' )
			);
		}
		if ( State::Active === $connection->state && $link->needsUpdate() ) {
			return new self(
				'update-' . $link->failedSince,
				'contract-too-old' === $link->problem
					? __( 'Ivorey for WooCommerce needs an update', 'ivorey-for-woocommerce' )
					: __( 'Ivorey needs an update', 'ivorey-for-woocommerce' ),
				ProblemText::of( $link->problem ) . ' ' . __( 'Nothing is lost in the meantime.', 'ivorey-for-woocommerce' ),
				__( 'View status', 'ivorey-for-woocommerce' )
			);
		}
		if ( State::Active === $connection->state && $link->hasFailedFor( self::OUTAGE_SECONDS, $now ) ) {
			return new self(
				'outage-' . $link->failedSince,
				__( 'Ivorey has been unreachable for hours', 'ivorey-for-woocommerce' ),
				__( 'No changes in your store have reached Ivorey since then. The plugin retries every few minutes. Nothing is lost: all changes are sent as soon as Ivorey can be reached. If Ivorey works for others, ask your host whether this server may connect to it.', 'ivorey-for-woocommerce' ),
				__( 'View status', 'ivorey-for-woocommerce' )
			);
		}
		if ( State::Active === $connection->state && null !== $stalledSince ) {
			return new self(
				'stalled-' . $stalledSince,
				__( 'Changes are waiting to be sent to Ivorey', 'ivorey-for-woocommerce' ),
				sprintf(
					/* translators: %s: a date and time. */
					__( 'Changes in your store have been waiting since %s because nothing on this server sends them: WP-Cron does not run, and the site cannot call itself. Ask your host to run wp-cron.php every minute and to allow the site’s own requests to its REST API. Nothing is lost.', 'ivorey-for-woocommerce' ),
					self::time( $stalledSince )
				),
				__( 'View status', 'ivorey-for-woocommerce' )
			);
		}
		return null;
	}

	/** In the site's time zone. */
	private static function time( int $microseconds ): string {
		return (string) wp_date( 'Y-m-d H:i', intdiv( $microseconds, 1_000_000 ) );
	}
}
