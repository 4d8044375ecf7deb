<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Records;

use Ivorey\WooCommerce\Plugin;
use Ivorey\WooCommerce\Records\MarketingConsent;
use Ivorey\WooCommerce\Tests\Integration\Support\Built;
use Ivorey\WooCommerce\Tests\Integration\Support\Shop;
use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;
use WC_Order;
use WP_User;

/** A buyer's marketing consent, as the store's checkouts and accounts know it. */
final class MarketingConsentTest extends StoreTestCase {

	private const BOX = 'acme/newsletter-opt-in';

	/** @var array<mixed> */
	private array $cookies = [];

	protected function setUp(): void {
		parent::setUp();
		$this->cookies = $_COOKIE;
	}

	protected function tearDown(): void {
		$_COOKIE = $this->cookies;
		unset( $GLOBALS['consent_type'] );
		if ( function_exists( '__internal_woocommerce_blocks_deregister_checkout_field' ) ) {
			__internal_woocommerce_blocks_deregister_checkout_field( self::BOX );
		}
		parent::tearDown();
	}

	/**
	 * @group order-storage
	 * @dataProvider answers
	 */
	public function test_R7_the_answer_to_a_box_in_the_block_checkout_is_sent_with_the_order( bool $isTicked ): void {
		self::addBox();
		$id = $this->request( static fn (): int => Shop::blockCheckout( fields: [ 'additional_fields' => [ self::BOX => $isTicked ] ] ) );
		$this->drain();
		self::assertSame(
			[
				'given'  => $isTicked,
				'source' => 'checkout_field',
			],
			$this->consentSent( $id )
		);
	}

	/** @dataProvider answers */
	public function test_R7_the_account_of_a_buyer_keeps_the_answer_to_the_box( bool $isTicked ): void {
		self::addBox( 'contact' );
		$user = self::customer();
		Shop::blockCheckout( customer: $user, fields: [ 'additional_fields' => [ self::BOX => $isTicked ] ] );
		self::assertSame(
			[
				'given'  => $isTicked,
				'source' => 'checkout_field',
			],
			Built::contact( $user )['marketing_consent'] ?? null
		);
	}

	/** @dataProvider answers */
	public function test_R7_the_answer_to_a_plugins_box_in_the_classic_checkout_is_noted_on_the_order( bool $isTicked ): void {
		$this->request(
			function () use ( $isTicked ): void {
				add_filter(
					'woocommerce_checkout_fields',
					static function ( array $fields ): array {
						$fields['billing']['billing_marketing_optin'] = [
							'type'  => 'checkbox',
							'label' => 'Send me offers',
						];
						return $fields;
					}
				);
				WC()->checkout()->__set( 'checkout_fields', null );
				$id = Shop::classicCheckout( fields: $isTicked ? [ 'billing_marketing_optin' => '1' ] : [] );
				WC()->checkout()->__set( 'checkout_fields', null );
				self::assertSame( ( $isTicked ? '1' : '0' ) . ':checkout_field', Shop::order( $id )->get_meta( MarketingConsent::NOTE ) );
				self::assertSame( $isTicked, Built::order( $id )['marketing_consent']['given'] ?? null );
			}
		);
	}

	/** @dataProvider answers */
	public function test_R7_the_answer_to_MailPoets_box_in_the_classic_checkout_is_read( bool $isTicked ): void {
		$fields = [ 'mailpoet_woocommerce_checkout_optin_present' => '1' ] + ( $isTicked ? [ 'mailpoet_woocommerce_checkout_optin' => '1' ] : [] );
		self::assertSame(
			[
				'given'  => $isTicked,
				'source' => 'mailpoet',
			],
			Built::order( Shop::classicCheckout( fields: $fields ) )['marketing_consent'] ?? null
		);
	}

	public function test_R7_Mailchimps_meta_of_orders_and_users_is_read(): void {
		$order = Shop::order( Shop::cliOrder() );
		$order->update_meta_data( 'mailchimp_woocommerce_is_subscribed', '0' );
		$order->save();
		self::assertSame(
			[
				'given'  => false,
				'source' => 'mailchimp',
			],
			Built::order( $order->get_id() )['marketing_consent'] ?? null
		);
		$user = self::customer();
		update_user_meta( $user, 'mailchimp_woocommerce_is_subscribed', '1' );
		self::assertSame(
			[
				'given'  => true,
				'source' => 'mailchimp',
			],
			Built::contact( $user )['marketing_consent'] ?? null
		);
	}

	/** @group order-storage */
	public function test_R7_a_record_says_nothing_about_consent_if_nobody_asked(): void {
		self::assertArrayNotHasKey( 'marketing_consent', Built::order( Shop::blockCheckout() ) );
		self::assertArrayNotHasKey( 'marketing_consent', Built::order( Shop::classicCheckout() ) );
		self::assertArrayNotHasKey( 'marketing_consent', Built::contact( self::customer() ) );
	}

	/** @return iterable<string, array{string, string|null, bool|null}> */
	public static function cookies(): iterable {
		yield 'opt-in, allowed' => [ 'optin', 'allow', true ];
		yield 'opt-in, denied' => [ 'optin', 'deny', false ];
		yield 'opt-in, not asked yet' => [ 'optin', null, null ];
		yield 'opt-out, denied' => [ 'optout', 'deny', false ];
		yield 'opt-out, allowed' => [ 'optout', 'allow', true ];
		yield 'opt-out, silence' => [ 'optout', null, null ];
		yield 'nothing manages consent' => [ '', null, null ];
	}

	/** @dataProvider cookies */
	public function test_R7_the_wp_consent_api_is_asked_at_both_checkouts( string $type, ?string $cookie, ?bool $given ): void {
		require_once __DIR__ . '/../Support/wp-consent-api.php';
		$GLOBALS['consent_type'] = $type;
		if ( null !== $cookie ) {
			$_COOKIE['wp_consent_marketing'] = $cookie;
		}
		$expected = null === $given ? null : [
			'given'  => $given,
			'source' => 'wp_consent_api',
		];
		self::assertSame( $expected, Built::order( Shop::blockCheckout() )['marketing_consent'] ?? null );
		self::assertSame( $expected, Built::order( Shop::classicCheckout() )['marketing_consent'] ?? null );
	}

	public function test_R7_the_answer_to_a_box_outranks_a_cookie(): void {
		require_once __DIR__ . '/../Support/wp-consent-api.php';
		$GLOBALS['consent_type']         = 'optin';
		$_COOKIE['wp_consent_marketing'] = 'allow';
		self::addBox();
		$id = Shop::blockCheckout( fields: [ 'additional_fields' => [ self::BOX => false ] ] );
		self::assertSame(
			[
				'given'  => false,
				'source' => 'checkout_field',
			],
			Built::order( $id )['marketing_consent'] ?? null
		);
	}

	public function test_R7_the_consent_filter_has_the_last_word(): void {
		$seen = [];
		add_filter(
			MarketingConsent::FILTER,
			static function ( mixed $given, WC_Order|WP_User $whose ) use ( &$seen ): bool {
				$seen[] = [ $given, $whose::class ];
				return $whose instanceof WC_Order;
			},
			10,
			2
		);
		$order = Built::order( Shop::cliOrder() );
		self::assertSame(
			[
				'given'  => true,
				'source' => 'filter',
			],
			$order['marketing_consent'] ?? null
		);
		self::assertFalse( Built::contact( self::customer() )['marketing_consent']['given'] ?? null );
		self::assertSame( [ null, WP_User::class ], end( $seen ) );
		add_filter( MarketingConsent::FILTER, static fn (): string => 'yes', 20 );
		self::assertArrayNotHasKey( 'marketing_consent', Built::order( Shop::cliOrder() ), 'Only true is a yes.' );
	}

	public function test_R29_an_older_Ivorey_gets_no_consent_field_until_it_is_upgraded(): void {
		$this->ivorey->beOlder();
		Plugin::instance()->connecting->connection->check();
		self::addBox();
		$id = $this->request( static fn (): int => Shop::blockCheckout( fields: [ 'additional_fields' => [ self::BOX => true ] ] ) );
		$this->drain();
		self::assertCount( 1, $this->ivorey->sent( 'orders', $id ) );
		self::assertNull( $this->consentSent( $id ) );

		$this->ivorey->beUpgraded();
		Plugin::instance()->connecting->connection->check();
		$this->aWhilePasses();
		$this->verify( true );
		$this->drain();
		self::assertTrue( $this->consentSent( $id )['given'] ?? null );
	}

	public function test_R30_an_erased_order_says_nothing_about_its_buyers_consent(): void {
		$id = Shop::classicCheckout( fields: [ 'mailpoet_woocommerce_checkout_optin_present' => '1' ] );
		self::assertFalse( Built::order( $id )['marketing_consent']['given'] ?? null );
		\WC_Privacy_Erasers::remove_order_personal_data( Shop::order( $id ) );
		self::assertArrayNotHasKey( 'marketing_consent', Built::order( $id ) );
	}

	/** @return iterable<string, array{bool}> */
	public static function answers(): iterable {
		yield 'ticked' => [ true ];
		yield 'not ticked' => [ false ];
	}

	private static function customer(): int {
		$id = wc_create_new_customer( 'ada@example.com', 'ada', 'secret' );
		self::assertIsInt( $id );
		return $id;
	}

	private static function addBox( string $location = 'order' ): void {
		woocommerce_register_additional_checkout_field(
			[
				'id'       => self::BOX,
				'label'    => 'Send me offers',
				'location' => $location,
				'type'     => 'checkbox',
			]
		);
	}

	/** @return array<mixed>|null The consent in the newest record that Ivorey got. */
	private function consentSent( int $id ): ?array {
		$sent    = $this->ivorey->sent( 'orders', $id );
		$consent = ( (array) end( $sent ) )['marketing_consent'] ?? null;
		return is_array( $consent ) ? $consent : null;
	}
}
