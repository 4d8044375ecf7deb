<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Connection;

use Ivorey\WooCommerce\Http\Classification;
use RuntimeException;

/** Connecting failed, and nothing changed here. The message is for the owner, and not escaped. */
final class AuthorizationFailed extends RuntimeException {

	/** @param string $name Stable, for programs. */
	private function __construct( public readonly string $name, public readonly int $status, string $message ) {
		parent::__construct( $message );
	}

	public static function badAddress( string $why ): self {
		return new self( 'api_invalid', 400, $why );
	}

	/** The link was made for an API that this site is not configured for. */
	public static function otherAddress( string $asked, string $known ): self {
		return new self(
			'api_other',
			403,
			sprintf(
				/* translators: 1: host in the link, 2: host that the site is set up for. */
				__( 'This link leads to %1$s, but this site only accepts Ivorey at %2$s.', 'ivorey-for-woocommerce' ),
				$asked,
				$known
			)
		);
	}

	/** The owner approved one address, but Ivorey would issue credentials for another. */
	public static function otherName( string $asked, string $own ): self {
		return new self(
			'api_other',
			403,
			sprintf(
				/* translators: 1: host that was asked, 2: host that Ivorey calls itself. */
				__( 'This site contacted Ivorey at %1$s, but Ivorey’s own address is %2$s. Nothing was changed. Start connecting again with that address.', 'ivorey-for-woocommerce' ),
				$asked,
				$own
			)
		);
	}

	/** The answer belongs to no request by this user. */
	public static function foreignState(): self {
		return new self( 'state_unknown', 403, __( 'You did not start this approval on this site, or you started it too long ago. Nothing was changed. Start connecting again.', 'ivorey-for-woocommerce' ) );
	}

	public static function invalidGrant(): self {
		return new self( 'code_invalid', 400, __( 'This link has expired. It works once, within ten minutes, and only for the store it was made for. Nothing was changed. Start connecting again.', 'ivorey-for-woocommerce' ) );
	}

	/** Connecting now might create a second connection beside one that the owner wants to keep. */
	public static function undecidedSite(): self {
		return new self( 'site_undecided', 409, __( 'This site is not the one that was connected to Ivorey. First choose whether the store has moved here or this is a copy. Then connect it.', 'ivorey-for-woocommerce' ) );
	}

	/** Ivorey asked this site for proof and got none: the code stays valid. */
	public static function unconfirmed(): self {
		return new self( 'unconfirmed', 502, __( 'Ivorey asked this site to confirm your approval and got no answer. A firewall, a security plugin or a cache may be blocking Ivorey’s requests to /wp-json/ivorey/v1/confirm. Nothing was changed. Allow these requests and try again.', 'ivorey-for-woocommerce' ) );
	}

	/**
	 * Ivorey has used the code, or may have, and that ended the previous connection: retrying the code cannot
	 * work.
	 */
	public static function usedUp( string $problem ): self {
		return new self(
			'code_used_up',
			502,
			sprintf(
				/* translators: %s: short technical name of what happened, such as "curl-28". */
				__( 'Ivorey may have connected this store, but its answer did not arrive (%s). The link can only be used once. Start connecting again.', 'ivorey-for-woocommerce' ),
				$problem
			)
		);
	}

	public static function because( Classification $classification ): self {
		return new self(
			'unreachable',
			502,
			sprintf(
				/* translators: %s: short technical name of what happened, such as "curl-7". */
				__( 'Ivorey did not answer as expected (%s). Nothing was changed. Try again.', 'ivorey-for-woocommerce' ),
				$classification->problem
			)
		);
	}

	/** Ivorey did not answer; checked before the owner is redirected there. */
	public static function silent( string $host, Classification $classification ): self {
		return new self(
			'unreachable',
			502,
			sprintf(
				/* translators: 1: host of Ivorey's API, 2: short technical name of what happened, such as "curl-7". */
				__( 'Ivorey did not answer at %1$s (%2$s). Nothing was changed. Try again in a minute. If it keeps failing, ask your host whether this server may connect to %1$s.', 'ivorey-for-woocommerce' ),
				$host,
				$classification->problem
			)
		);
	}

	public static function unreadable(): self {
		return self::because( Classification::unreadable() );
	}
}
