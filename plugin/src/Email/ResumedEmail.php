<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Email;

/** R28: the pause announced by PausedEmail is over. */
final class ResumedEmail extends OwnerEmail {

	public function __construct( string $id ) {
		$this->id          = $id;
		$this->title       = __( 'Ivorey: sync resumed', 'ivorey-for-woocommerce' );
		$this->description = __( 'Sent to the store owner once when the sync resumes after a pause.', 'ivorey-for-woocommerce' );
		parent::__construct( 'ivorey-resumed' );
	}

	public function get_default_subject(): string {
		return __( '[{site_title}] The sync with Ivorey has resumed', 'ivorey-for-woocommerce' );
	}

	public function get_default_heading(): string {
		return __( 'The sync with Ivorey has resumed', 'ivorey-for-woocommerce' );
	}
}
