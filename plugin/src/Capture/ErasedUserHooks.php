<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Capture;

use Ivorey\WooCommerce\Contract\Contract;
use Ivorey\WooCommerce\Database\QueryFailed;
use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Model\Sites;
use Ivorey\WooCommerce\Outbox\Ledger;
use Ivorey\WooCommerce\Outbox\LedgerEntry;
use Ivorey\WooCommerce\Records\Contacts\ContactBuilder;
use WP_User;

/**
 * Handles users who are deleted: their account's data is erased in Ivorey, while their orders stay. A user
 * who only leaves one site of a network is not deleted. All data is looked up before the deletion, in every
 * site that knows the user.
 *
 * Parameters are untyped because other plugins fire these hooks too, with any value.
 */
final class ErasedUserHooks {

	/** @var array<int, array<int, string>> E-mail addresses by user and site. */
	private array $emails = [];

	public function __construct(
		private readonly Erasures $erasures,
		private readonly Ledger $ledger
	) {}

	public function register(): void {
		add_action( is_multisite() ? 'wpmu_delete_user' : 'delete_user', [ $this, 'deleting' ] );
		add_action( 'deleted_user', [ $this, 'deleted' ] );
	}

	/** @internal Hook. */
	public function deleting( mixed $id ): void {
		if ( ! is_numeric( $id ) || (int) $id <= 0 ) {
			return;
		}
		foreach ( is_multisite() ? array_map( intval( ... ), array_keys( get_blogs_of_user( (int) $id, true ) ) ) : [ get_current_blog_id() ] as $site ) {
			Sites::in(
				$site,
				function () use ( $id, $site ): void {
					$user  = get_userdata( (int) $id );
					$email = false === $user || ! $this->isContact( $user ) ? null : ContactBuilder::emailOf( $user );
					if ( null !== $email ) {
						$this->emails[ (int) $id ][ $site ] = $email;
					}
				}
			);
		}
	}

	/** @internal Hook. */
	public function deleted( mixed $id ): void {
		$user = is_numeric( $id ) ? (int) $id : 0;
		foreach ( $this->emails[ $user ] ?? [] as $site => $email ) {
			Sites::in( $site, fn () => $this->erasures->ofUser( $email, $user ) );
		}
		unset( $this->emails[ $user ] );
	}

	/** Whether Ivorey may have received the user (R1); roles change. */
	private function isContact( WP_User $user ): bool {
		if ( [] !== array_intersect( $user->roles, Contract::CONTACT_ROLES ) ) {
			return true;
		}
		try {
			$id = (string) $user->ID;
			return ( $this->ledger->find( [ Element::Contacts->value => [ $id ] ] )[ LedgerEntry::key( Element::Contacts, $id ) ]->version ?? 0 ) > 0;
		} catch ( QueryFailed ) {
			return true;
		}
	}
}
