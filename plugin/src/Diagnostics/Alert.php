<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Diagnostics;

use Ivorey\WooCommerce\Connection\State;
use Ivorey\WooCommerce\Connection\StoredConnection;
use Ivorey\WooCommerce\Http\CircuitState;

/** Something that needs the owner's attention. Its texts are not escaped. */
final class Alert {

	/** Shorter ones pass before anybody could do something. */
	private const OUTAGE_SECONDS = 6 * 3_600;

	/**
	 * @param string $incident Names this very occurrence: who dismissed it sees the next one.
	 * @param string $action   What the link to the panel says.
	 */
	private function __construct(
		public readonly string $incident,
		public readonly string $title,
		public readonly string $message,
		public readonly string $action
	) {}

	/**
	 * @param int|null $stalledSince Since when something waits that nothing sends, in microseconds since 1970.
	 * @param int      $now          Microseconds since 1970.
	 * @return self|null Null where all is well, or nothing is connected.
	 */
	public static function of( StoredConnection $connection, bool $isCopied, string $siteUrl, CircuitState $link, ?int $stalledSince, int $now ): ?self {
		if ( $isCopied ) {
			return new self(
				'copied-' . substr( hash( 'sha256', $siteUrl . $connection->connection ), 0, 16 ),
				__( 'Ivorey has stopped: is this site a copy?', 'ivorey-for-woocommerce' ),
				sprintf(
					/* translators: 1: address that was approved, 2: address of this site. */
					__( 'The store at %1$s is connected to Ivorey, and this site is %2$s, or another installation of it. Nothing is sent until you say whether the store has moved here or this is a copy of it.', 'ivorey-for-woocommerce' ),
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
				$connection->pause->message() . ' ' . __( 'Nothing is lost: what changes meanwhile is sent afterwards.', 'ivorey-for-woocommerce' ),
				$connection->pause->isByPerson() ? __( 'See how it stands', 'ivorey-for-woocommerce' ) : __( 'Reconnect', 'ivorey-for-woocommerce' )
			);
		}
		if ( State::Active === $connection->state && $link->needsUpdate() ) {
			return new self(
				'update-' . $link->failedSince,
				'contract-too-old' === $link->problem
					? __( 'Ivorey for WooCommerce needs an update', 'ivorey-for-woocommerce' )
					: __( 'Ivorey needs an update', 'ivorey-for-woocommerce' ),
				ProblemText::of( $link->problem ) . ' ' . __( 'Nothing is lost meanwhile.', 'ivorey-for-woocommerce' ),
				__( 'See how it stands', 'ivorey-for-woocommerce' )
			);
		}
		if ( State::Active === $connection->state && $link->hasFailedFor( self::OUTAGE_SECONDS, $now ) ) {
			return new self(
				'outage-' . $link->failedSince,
				__( 'Ivorey has not been reached for hours', 'ivorey-for-woocommerce' ),
				__( 'Nothing that changed in the store has reached Ivorey since then, and it is tried again every few minutes. Nothing is lost: it is sent as soon as Ivorey can be reached. If Ivorey works for others, ask your host whether this server may send to it.', 'ivorey-for-woocommerce' ),
				__( 'See how it stands', 'ivorey-for-woocommerce' )
			);
		}
		if ( State::Active === $connection->state && null !== $stalledSince ) {
			return new self(
				'stalled-' . $stalledSince,
				__( 'Changes wait to be sent to Ivorey', 'ivorey-for-woocommerce' ),
				sprintf(
					/* translators: %s: a date and time. */
					__( 'What changed in the store has waited since %s, because nothing on this server sends it: WP-Cron does not run, and the site cannot call itself. Ask your host to run wp-cron.php every minute, and allow the site’s own requests to its REST API. Nothing is lost.', 'ivorey-for-woocommerce' ),
					self::time( $stalledSince )
				),
				__( 'See how it stands', 'ivorey-for-woocommerce' )
			);
		}
		return null;
	}

	/** In the site's own time zone. */
	private static function time( int $microseconds ): string {
		return (string) wp_date( 'Y-m-d H:i', intdiv( $microseconds, 1_000_000 ) );
	}
}
