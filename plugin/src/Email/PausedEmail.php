<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Email;

/** R28: why the sync was paused, and how to resume it. */
final class PausedEmail extends OwnerEmail {

	public function __construct( string $id ) {
		$this->id          = $id;
		$this->title       = __( 'Ivorey: sync paused', 'ivorey-for-woocommerce' );
		$this->description = __( 'Sent to the store owner once when the sync pauses, because Ivorey no longer accepts the store or because someone paused it in Ivorey.', 'ivorey-for-woocommerce' );
		parent::__construct( 'ivorey-paused' );
	}

	public function get_default_subject(): string {
		return __( '[{site_title}] The sync with Ivorey is paused', 'ivorey-for-woocommerce' );
	}

	public function get_default_heading(): string {
		return __( 'The sync with Ivorey is paused', 'ivorey-for-woocommerce' );
	}
}
