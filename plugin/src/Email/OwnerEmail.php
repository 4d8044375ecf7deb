<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Email;

use Ivorey\WooCommerce\Admin\Panel;
use Ivorey\WooCommerce\Connection\Pause;
use Ivorey\WooCommerce\Connection\StoredConnection;
use WC_Email;

/**
 * An e-mail to the owner about the connection. Like WooCommerce's own e-mails, it can be edited, previewed
 * and disabled.
 */
abstract class OwnerEmail extends WC_Email {

	private ?Pause $pause = null;

	/** @param string $template Its file in templates/emails. */
	protected function __construct( string $template ) {
		$this->customer_email = false;
		$this->template_base  = plugin_dir_path( IVOREY_FOR_WOOCOMMERCE_FILE ) . 'templates/';
		$this->template_html  = "emails/$template.php";
		$this->template_plain = "emails/plain/$template.php";
		$this->placeholders   = [ '{ivorey_account}' => '' ];
		parent::__construct();
		$recipient       = $this->get_option( 'recipient' );
		$this->recipient = '' === $recipient ? self::ownersAddress() : $recipient;
	}

	/** @return bool Whether it was sent; false if it is disabled. */
	public function trigger( StoredConnection $connection ): bool {
		$this->setup_locale();
		try {
			$this->pause = $connection->pause;

			$this->placeholders['{ivorey_account}'] = $connection->accountName;

			return $this->is_enabled()
				&& '' !== $this->get_recipient()
				&& $this->send( $this->get_recipient(), $this->get_subject(), $this->get_content(), $this->get_headers(), $this->get_attachments() );
		} finally {
			// Even if a mailer throws, so that the rest of the request keeps its language.
			$this->restore_locale();
		}
	}

	public function get_content_html(): string {
		return $this->render( $this->template_html, false );
	}

	public function get_content_plain(): string {
		return $this->render( $this->template_plain, true );
	}

	/** The parent's fields, and the recipient. */
	public function init_form_fields(): void {
		parent::init_form_fields();
		$fields            = $this->form_fields;
		$this->form_fields = array_merge(
			array_slice( $fields, 0, 1 ),
			[
				'recipient' => [
					'title'       => __( 'Recipient(s)', 'ivorey-for-woocommerce' ),
					'type'        => 'text',
					/* translators: %s: e-mail address. */
					'description' => sprintf( __( 'Enter recipients (comma separated) for this email. Defaults to %s.', 'ivorey-for-woocommerce' ), '<code>' . esc_html( self::ownersAddress() ) . '</code>' ),
					'placeholder' => '',
					'default'     => '',
					'desc_tip'    => true,
				],
			],
			array_slice( $fields, 1 )
		);
	}

	private function render( string $template, bool $isPlain ): string {
		// The preview has no pause.
		$pause = $this->pause ?? new Pause( 'unauthorized', 0 );
		return wc_get_template_html(
			$template,
			[
				'email_heading'      => $this->get_heading(),
				'additional_content' => $this->get_additional_content(),
				'reason'             => $pause->message(),
				'is_by_person'       => $pause->isByPerson(),
				'panel_url'          => Panel::url(),
				'blogname'           => $this->get_blogname(),
				'sent_to_admin'      => true,
				'plain_text'         => $isPlain,
				'email'              => $this,
			],
			'',
			$this->template_base
		);
	}

	private static function ownersAddress(): string {
		$address = get_option( 'admin_email' );
		return is_string( $address ) ? $address : '';
	}
}
