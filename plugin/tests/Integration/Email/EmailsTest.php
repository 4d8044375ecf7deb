<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Email;

use Ivorey\WooCommerce\Connection\Answered;
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

	/** @return array<string, array{callable(): bool, string}> */
	public function failures(): array {
		return [
			'throws' => [ static fn (): bool => throw new RuntimeException( 'No mail here.' ), 'The owner could not be notified of the connection’s state.' ],
			'fails'  => [ static fn (): bool => false, 'An e-mail to the owner could not be sent.' ],
		];
	}

	/**
	 * @dataProvider failures
	 * @param callable(): bool $fails
	 */
	public function test_an_email_that_throws_or_fails_stops_neither_the_pause_nor_its_end( callable $fails, string $why ): void {
		$tried               = 0;
		$this->mails->server = static function () use ( $fails, &$tried ): bool {
			++$tried;
			return $fails();
		};
		// The process itself must not notice.
		$logged    = [];
		$languages = [
			'woocommerce_allow_switching_email_locale' => 0,
			'woocommerce_allow_restoring_email_locale' => 0,
		];
		$check     = static function () use ( &$logged, &$languages ): Answered {
			foreach ( array_keys( $languages ) as $filter ) {
				add_filter(
					$filter,
					static function ( mixed $is ) use ( $filter, &$languages ): mixed {
						++$languages[ $filter ];
						return $is;
					}
				);
			}
			add_filter(
				'woocommerce_logger_log_message',
				static function ( mixed $message ) use ( &$logged ): mixed {
					$logged[] = $message;
					return $message;
				}
			);
			return Plugin::instance()->connecting->connection->check();
		};
		$this->ivorey->refuse( 403, 'paused-by-person' );
		self::assertSame( Answered::Refused, $this->request( $check ) );
		self::assertSame( [ State::Paused, 1 ], [ $this->stored()->state, $tried ] );
		$order = $this->order();
		self::assertNull( $this->ivorey->record( 'orders', $order ) );

		$this->ivorey->comeBack();
		self::assertSame( Answered::Good, $this->request( $check ) );
		self::assertSame( [ State::Active, 2 ], [ $this->stored()->state, $tried ] );
		self::assertNotNull( $this->ivorey->record( 'orders', $order ) );
		self::assertContains( $why, $logged );
		// The rest of the request has its language again.
		self::assertSame( [ 2, 2 ], array_values( $languages ) );

		// Neither is repeated, and the next pause is announced.
		$this->mails->server = null;
		$this->hourly();
		self::assertSame( [], $this->mails->told() );
		$this->pausedByPerson();
		$this->pausedLongAgo();
		$this->resumed();
		self::assertSame( [ 'paused', 'resumed' ], $this->mails->told() );
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
