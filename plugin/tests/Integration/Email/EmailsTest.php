<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Email;

use Ivorey\WooCommerce\Connection\Incidents;
use Ivorey\WooCommerce\Connection\State;
use Ivorey\WooCommerce\Database\Database;
use Ivorey\WooCommerce\Email\PausedEmail;
use Ivorey\WooCommerce\Email\ResumedEmail;
use Ivorey\WooCommerce\Plugin;
use Ivorey\WooCommerce\Tests\Integration\Support\Pausing;
use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;
use RuntimeException;
use WC_Emails;

final class EmailsTest extends StoreTestCase {

	use Pausing;

	public function test_R28_each_incident_is_emailed_as_the_owner_configured_it(): void {
		update_option(
			'woocommerce_ivorey_paused_settings',
			[
				'enabled'            => 'yes',
				'email_type'         => 'plain',
				'recipient'          => 'boss@example.com',
				'subject'            => 'Ivorey: {ivorey_account}',
				'additional_content' => 'Call Ada.',
			]
		);
		$this->pausedByPerson();
		$this->resumed();
		self::assertSame( [ 'Ivorey: Acme', 'resumed' ], $this->mails->told() );
		$plain = $this->mails->all[0];
		self::assertSame( 'boss@example.com', $plain['to'] );
		self::assertDoesNotMatchRegularExpression( '/<[a-z]/i', $plain['message'] );
		self::assertStringContainsString( admin_url( 'admin.php?page=ivorey' ), $plain['message'] );
		self::assertStringContainsString( 'Call Ada.', $plain['message'] );

		$this->pausedByPerson();
		$this->pausedLongAgo();
		$this->resumed();
		self::assertSame( [ 'Ivorey: Acme', 'resumed', 'Ivorey: Acme', 'resumed' ], $this->mails->told() );
	}

	public function test_R28_an_email_that_is_switched_off_is_not_sent_but_the_other_one_is(): void {
		update_option( 'woocommerce_ivorey_paused_settings', [ 'enabled' => 'no' ] );
		$this->pausedByPerson();
		self::assertSame( State::Paused, $this->stored()->state );
		$this->resumed();
		self::assertSame( [ 'resumed' ], $this->mails->told() );
	}

	public function test_R28_a_store_that_is_disconnected_while_paused_sends_no_further_email(): void {
		$this->pausedByPerson();
		$this->request( static fn () => Plugin::instance()->connecting->connection->disconnect() );
		$this->ivorey->comeBack();
		$this->request( fn () => $this->connect() );
		self::assertSame( [ 'paused' ], $this->mails->told() );
	}

	public function test_R28_only_one_of_two_processes_reports_the_same_incident(): void {
		$one   = new Incidents( new Database() );
		$other = new Incidents( new Database() );
		self::assertFalse( $one->close() );
		self::assertTrue( $one->open( '1-revoked' ) );
		self::assertFalse( $other->open( '1-revoked' ) );
		self::assertTrue( $other->open( '2-revoked' ) );
		self::assertTrue( $other->close() );
		self::assertFalse( $one->close() );
	}

	public function test_an_email_that_fails_does_not_stop_the_pause(): void {
		$this->request(
			function (): void {
				add_filter( 'pre_wp_mail', static fn () => throw new RuntimeException( 'No mail here.' ), 1 );
				$this->ivorey->refuse( 403, 'revoked' );
				do_action( 'ivorey_sweep' );
				Plugin::instance()->connecting->connection->check();
			}
		);
		self::assertSame( State::Paused, $this->stored()->state );
		self::assertSame( [], $this->mails->all );
	}

	/** @return array<string, array{class-string<PausedEmail|ResumedEmail>, string, string}> */
	public function emails(): array {
		return [
			'paused'  => [ PausedEmail::class, 'ivorey_paused', 'paused' ],
			'resumed' => [ ResumedEmail::class, 'ivorey_resumed', 'has resumed' ],
		];
	}

	/**
	 * @dataProvider emails
	 * @param class-string<PausedEmail|ResumedEmail> $class
	 */
	public function test_R28_WooCommerce_lists_and_previews_each_email( string $class, string $id, string $text ): void {
		// WooCommerce creates its e-mails once per process.
		( new \ReflectionProperty( WC_Emails::class, 'instance' ) )->setValue( null, null );
		$emails = array_filter( WC()->mailer()->get_emails(), static fn ( object $email ): bool => $class === $email::class );
		self::assertCount( 1, $emails );
		$email = reset( $emails );
		self::assertInstanceOf( $class, $email );
		self::assertStringContainsString( "woocommerce_{$id}_recipient", $email->generate_settings_html( $email->get_form_fields(), false ) );

		// Not in the stubs.
		$preview = wc_get_container()->get( \Automattic\WooCommerce\Internal\Admin\EmailPreview\EmailPreview::class ); // @phpstan-ignore class.notFound
		$preview->set_email_type( $class ); // @phpstan-ignore class.notFound
		self::assertStringContainsString( $text, $preview->get_subject() ); // @phpstan-ignore class.notFound
		$shown = $preview->render(); // @phpstan-ignore class.notFound
		self::assertStringContainsString( $text, $shown );
		self::assertStringContainsString( 'page=ivorey', $shown );
	}

	public function test_the_settings_of_the_emails_are_autoloaded(): void {
		foreach ( [ 'woocommerce_ivorey_paused_settings', 'woocommerce_ivorey_resumed_settings' ] as $option ) {
			self::assertArrayHasKey( $option, wp_load_alloptions( true ) );
		}
	}
}
