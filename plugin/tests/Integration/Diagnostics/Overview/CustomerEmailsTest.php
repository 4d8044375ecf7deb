<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Diagnostics\Overview;

use Ivorey\WooCommerce\Diagnostics\Overview\CustomerEmails;
use Ivorey\WooCommerce\Schedule\Scheduler;
use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;
use WC_Email;

/** R46: Ivorey is told which e-mails WooCommerce itself sends to buyers. */
final class CustomerEmailsTest extends StoreTestCase {

	private const CLASSES = [
		'on_hold_order'    => 'WC_Email_Customer_On_Hold_Order',
		'processing_order' => 'WC_Email_Customer_Processing_Order',
		'completed_order'  => 'WC_Email_Customer_Completed_Order',
	];

	public function test_R46_customer_emails_are_on_in_a_new_store_as_in_WooCommerce(): void {
		self::assertSame( self::asWooCommerceSays(), CustomerEmails::enabled() );
		self::assertSame( array_fill_keys( array_keys( self::CLASSES ), true ), CustomerEmails::enabled() );
	}

	public function test_R46_the_switches_that_the_owner_saved_count(): void {
		self::email( 'processing_order' )->update_option( 'enabled', 'no' );
		self::email( 'completed_order' )->update_option( 'enabled', 'yes' );
		self::assertSame( self::asWooCommerceSays(), CustomerEmails::enabled() );
		self::assertSame( [ true, false, true ], array_values( CustomerEmails::enabled() ) );
	}

	/** @dataProvider oddSettings */
	public function test_R46_settings_without_a_yes_or_no_are_read_as_WooCommerce_does( mixed $settings ): void {
		update_option( 'woocommerce_customer_on_hold_order_settings', $settings );
		self::assertSame( self::asWooCommerceSays(), CustomerEmails::enabled() );
	}

	/** @return array<string, array{mixed}> */
	public function oddSettings(): array {
		return [
			'only a subject' => [ [ 'subject' => 'Thank you' ] ],
			'an empty value' => [ [ 'enabled' => '' ] ],
			'nothing'        => [ [] ],
			'a text'         => [ 'broken' ],
		];
	}

	public function test_R46_a_change_is_reported_with_the_next_sweep(): void {
		$this->sweep();
		self::assertSame( CustomerEmails::enabled(), $this->ivorey->status()['customer_emails'] ?? null );
		self::email( 'on_hold_order' )->update_option( 'enabled', 'no' );
		$this->sweep();
		$told = $this->ivorey->status()['customer_emails'] ?? null;
		self::assertIsArray( $told );
		self::assertFalse( $told['on_hold_order'] );
		self::assertTrue( $told['processing_order'] );
	}

	private function sweep(): void {
		$this->request( static fn () => do_action( Scheduler::SWEEP ) ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals -- It begins with ivorey_.
	}

	/** @return array<string, bool> */
	private static function asWooCommerceSays(): array {
		return array_map( static fn ( string $name ): bool => self::email( $name )->is_enabled(), array_combine( array_keys( self::CLASSES ), array_keys( self::CLASSES ) ) );
	}

	/** As in a new process. */
	private static function email( string $name ): WC_Email {
		$email = WC()->mailer()->get_emails()[ self::CLASSES[ $name ] ];
		$email->init_settings();
		$email->enabled = $email->get_option( 'enabled' );
		return $email;
	}
}
