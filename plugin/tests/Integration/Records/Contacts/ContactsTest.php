<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Records\Contacts;

use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Records\Contacts\ContactBuilder;
use Ivorey\WooCommerce\Records\WireRecord;
use Ivorey\WooCommerce\Tests\Integration\Support\ContractOrder;
use Ivorey\WooCommerce\Tests\Integration\Support\Shop;
use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;
use WP_User;

/** R1: users who are contacts, their records, and the delivery of each change. */
final class ContactsTest extends StoreTestCase {

	public function test_R1_a_customer_arrives_in_Ivorey_with_every_field(): void {
		$id = $this->request(
			static function (): int {
				$id   = self::user( 'ada@example.com', 'customer', 'author' );
				$meta = [ 'last_name' => 'O&#039;Neill &amp; Söhne' ];
				foreach ( [ 'billing', 'shipping' ] as $address ) {
					foreach ( [ 'first_name', 'last_name', 'company', 'address_1', 'address_2', 'city', 'state', 'postcode', 'phone' ] as $field ) {
						$meta[ "{$address}_$field" ] = "$address $field & é";
					}
					$meta[ "{$address}_country" ] = 'billing' === $address ? 'NO' : 'de';
				}
				foreach ( $meta as $key => $value ) {
					update_user_meta( $id, $key, $value );
				}
				wp_update_user(
					[
						'ID'              => $id,
						'display_name'    => 'Zoë 🦄 & Co',
						'user_registered' => '2026-01-02 03:04:05',
					]
				);
				return $id;
			}
		);
		self::assertSame(
			ContractOrder::of(
				[
					'email'           => 'ada@example.com',
					'first_name'      => 'Ada',
					'last_name'       => "O'Neill & Söhne",
					'display_name'    => 'Zoë 🦄 & Co',
					'roles'           => [ 'customer', 'author' ],
					'date_registered' => '2026-01-02T03:04:05Z',
					'billing'         => self::address( 'billing', 'NO' ),
					'shipping'        => self::address( 'shipping', 'DE' ),
				]
			),
			$this->ivorey->record( 'contacts', $id )
		);
	}

	/** @return array<string, array{list<string>, bool}> */
	public function roles(): array {
		return [
			'a customer'                    => [ [ 'customer' ], true ],
			'a subscriber'                  => [ [ 'subscriber' ], true ],
			'an editor'                     => [ [ 'editor' ], false ],
			'a shop manager and a customer' => [ [ 'shop_manager', 'customer' ], true ],
			'an author and a subscriber'    => [ [ 'author', 'subscriber' ], true ],
			'nobody'                        => [ [], false ],
		];
	}

	/**
	 * @dataProvider roles
	 * @param list<string> $roles
	 */
	public function test_R1_users_are_contacts_if_one_of_their_roles_is_customer_or_subscriber( array $roles, bool $isContact ): void {
		$id = $this->request( static fn (): int => self::user( 'ada@example.com', ...$roles ) );
		self::assertSame( $isContact ? 'ada@example.com' : null, $this->ivorey->record( 'contacts', $id )['email'] ?? null );
		self::assertSame( $isContact ? null : 'role', $this->exclusion( 'contacts', $id ) );
	}

	public function test_R1_a_user_who_stops_being_a_customer_is_not_synced_until_becoming_one_again(): void {
		$id = $this->request( static fn (): int => self::user( 'ada@example.com', 'subscriber' ) );
		self::assertSame( 'Ada', $this->firstName( $id ) );

		$this->request(
			static function () use ( $id ): void {
				self::get( $id )->set_role( 'editor' );
				update_user_meta( $id, 'first_name', 'Grace' );
			}
		);
		self::assertSame( 'Ada', $this->firstName( $id ) );
		self::assertSame( 'role', $this->exclusion( 'contacts', $id ) );

		$this->request( static fn () => self::get( $id )->add_role( 'customer' ) );
		self::assertSame( 'Grace', $this->firstName( $id ) );
		self::assertNull( $this->exclusion( 'contacts', $id ) );

		$this->request(
			static function () use ( $id ): void {
				self::get( $id )->remove_role( 'customer' );
				wp_update_user(
					[
						'ID'         => $id,
						'first_name' => 'Joan',
					]
				);
			}
		);
		self::assertSame( 'Grace', $this->firstName( $id ) );
		// As a role plugin does it, bypassing WordPress' own functions.
		$this->request( static fn () => update_user_meta( $id, $GLOBALS['wpdb']->get_blog_prefix() . 'capabilities', [ 'customer' => true ] ) );
		self::assertSame( 'Joan', $this->firstName( $id ) );
	}

	public function test_R1_a_user_without_an_email_address_gets_the_billing_email_address_or_is_excluded(): void {
		global $wpdb;
		$id = $this->request( static fn (): int => self::user( 'ada@example.com', 'editor' ) );
		$wpdb->update( $wpdb->users, [ 'user_email' => '' ], [ 'ID' => $id ] );
		$this->request( static fn () => self::get( $id )->set_role( 'customer' ) );
		self::assertNull( $this->ivorey->record( 'contacts', $id ) );
		self::assertSame( 'no_email', $this->exclusion( 'contacts', $id ) );

		$this->request( static fn () => update_user_meta( $id, 'billing_email', 'billing@example.com' ) );
		self::assertSame( 'billing@example.com', $this->ivorey->record( 'contacts', $id )['email'] ?? null );
	}

	/**
	 * @return array<string, array{callable( int ): mixed, string, string}> The change to the customer; the
	 *         field that shows it (with a dot for an address), and its value.
	 */
	public function changes(): array {
		return [
			'REST'               => [ static fn ( int $id ) => Shop::rest( 'PUT', "/wc/v3/customers/$id", [ 'billing' => [ 'city' => 'Bergen' ] ] ), 'billing.city', 'Bergen' ],
			'meta'               => [ static fn ( int $id ) => update_user_meta( $id, 'billing_city', 'Łódź' ), 'billing.city', 'Łódź' ],
			'new meta'           => [ static fn ( int $id ) => update_user_meta( $id, 'shipping_postcode', '0150' ), 'shipping.postcode', '0150' ],
			'meta that goes'     => [ static fn ( int $id ) => delete_user_meta( $id, 'billing_city' ), 'billing.city', '' ],
			'the last name'      => [ static fn ( int $id ) => update_user_meta( $id, 'last_name', 'Lovelace' ), 'last_name', 'Lovelace' ],
			'the user'           => [
				static fn ( int $id ) => wp_update_user(
					[
						'ID'           => $id,
						'display_name' => 'Zoë 🦄',
					]
				),
				'display_name',
				'Zoë 🦄',
			],
			// R3: under its own ID, so that Ivorey still has one contact.
			'the e-mail address' => [
				static fn ( int $id ) => wp_update_user(
					[
						'ID'         => $id,
						'user_email' => 'New@Example.com',
					]
				),
				'email',
				'New@Example.com',
			],
			'WC_Customer'        => [
				static function ( int $id ): void {
					$customer = new \WC_Customer( $id );
					$customer->set_billing_phone( '+49 30' );
					$customer->save();
				},
				'billing.phone',
				'+49 30',
			],
			'a checkout'         => [
				static fn ( int $id ) => Shop::classicCheckout(
					customer: $id,
					billing: [
						'email' => 'member@example.com',
						'city'  => 'Bergen',
					]
				),
				'billing.city',
				'Bergen',
			],
		];
	}

	/**
	 * @dataProvider changes
	 * @param callable( int ): mixed $change
	 */
	public function test_R1_R3_a_change_of_a_customer_arrives_however_it_is_made( callable $change, string $field, string $expected ): void {
		$id = $this->request( static fn (): int => Shop::register( 'member@example.com' ) );
		$this->request( static fn () => update_user_meta( $id, 'billing_city', 'Oslo' ) );
		self::assertSame( 'Oslo', $this->field( $id, 'billing.city' ) );
		self::assertNotSame( $expected, $this->field( $id, $field ) );

		$this->request( static fn () => $change( $id ) );
		self::assertSame( $expected, $this->field( $id, $field ) );
		self::assertCount( 1, $this->ivorey->records( 'contacts' ) );
	}

	public function test_R1_user_meta_that_is_not_sent_leaves_no_mark(): void {
		$id    = $this->request( static fn (): int => self::user( 'ada@example.com', 'customer' ) );
		$marks = $this->markedBy(
			static function () use ( $id ): void {
				foreach ( [ 'session_tokens', 'wc_last_active', '_woocommerce_persistent_cart_1', 'last_update', 'billing_vat', 'shipping', 'nickname', 'locale', 'wp_2_capabilities_of', 'city' ] as $key ) {
					update_user_meta( $id, $key, '1' );
				}
			}
		);
		self::assertSame( [], $marks );
		self::assertSame( [ "contacts:$id" => [ 'changed' ] ], $this->markedBy( static fn () => update_user_meta( $id, 'billing_city', '1' ) ) );
	}

	public function test_R1_a_customer_whom_another_process_changed_meanwhile_is_read_anew(): void {
		$id = $this->request( static fn (): int => self::user( 'ada@example.com', 'customer' ) );
		$this->request(
			static function () use ( $id ): void {
				global $wpdb;
				self::assertSame( 'Ada', get_user_meta( $id, 'first_name', true ) );
				$wpdb->update(
					$wpdb->usermeta,
					[ 'meta_value' => 'Grace' ],
					[
						'user_id'  => $id,
						'meta_key' => 'first_name',
					]
				);
				$wpdb->update( $wpdb->users, [ 'user_email' => 'grace@example.com' ], [ 'ID' => $id ] );
				do_action( 'woocommerce_update_customer', $id );
			}
		);
		self::assertSame( [ 'Grace', 'grace@example.com' ], [ $this->firstName( $id ), $this->field( $id, 'email' ) ] );
	}

	public function test_R16_a_user_who_is_deleted_stays_in_Ivorey(): void {
		$id     = $this->request( static fn (): int => self::user( 'ada@example.com', 'customer' ) );
		$before = $this->ivorey->record( 'contacts', $id );
		self::assertNotNull( $before );
		$this->ivorey->forgetRequests();
		$this->request( static fn () => wp_delete_user( $id ) );
		self::assertSame( $before, $this->ivorey->record( 'contacts', $id ) );
		self::assertSame( [], $this->ivorey->sent( 'contacts', $id ) );
		self::assertSame( 'deleted', $this->exclusion( 'contacts', $id ) );
		self::assertSame( [], $this->verify()->differences );
	}

	public function test_R4_users_arrive_only_within_orders_while_contacts_are_off_and_with_a_change_when_they_are_on(): void {
		$this->switchSync( [ 'contacts' => false ] );
		$id = $this->request( static fn (): int => Shop::register( 'member@example.com' ) );
		self::assertSame( [], $this->marks() );
		self::assertSame( [], $this->ivorey->batches() );

		$order  = $this->request(
			static fn (): int => Shop::blockCheckout(
				customer: $id,
				billing: [
					'email' => 'member@example.com',
					'city'  => 'Bergen',
				]
			)
		);
		$record = $this->ivorey->record( 'orders', $order ) ?? [];
		self::assertSame( [ (string) $id, 'member@example.com', 'Bergen' ], [ $record['customer_id'], $record['billing_email'], $record['billing']['city'] ] );
		$this->request( static fn () => update_user_meta( $id, 'billing_city', 'Oslo' ) );
		self::assertSame( [], $this->ivorey->records( 'contacts' ) );

		$this->switchSync( [ 'contacts' => true ] );
		$this->request( static fn () => update_user_meta( $id, 'billing_city', 'Tromsø' ) );
		self::assertSame( 'Tromsø', $this->field( $id, 'billing.city' ) );
	}

	public function test_R1_many_users_take_no_more_queries_than_one(): void {
		$ids = [];
		for ( $n = 0; $n < 8; $n++ ) {
			$ids[] = self::user( "u$n@example.com", 'customer' );
		}
		$few = self::queries( $ids[0] );
		self::assertSame( $few, self::queries( ...$ids ) );
		self::assertLessThanOrEqual( 2, $few );
	}

	private static function queries( int ...$ids ): int {
		global $wpdb;
		wp_cache_flush();
		wp_load_alloptions();
		$before = $wpdb->num_queries;
		$built  = ( new ContactBuilder() )->build( array_fill_keys( $ids, [] ) );
		self::assertInstanceOf( WireRecord::class, $built[ $ids[0] ][0] );
		self::assertSame( Element::Contacts, $built[ $ids[0] ][0]->element );
		return $wpdb->num_queries - $before;
	}

	/** As a script or another plugin creates one. */
	private static function user( string $email, string ...$roles ): int {
		$id = wp_insert_user(
			[
				'user_login' => $email,
				'user_email' => $email,
				'user_pass'  => 'x',
				'first_name' => 'Ada',
				'role'       => array_shift( $roles ) ?? '',
			]
		);
		self::assertIsInt( $id );
		foreach ( $roles as $role ) {
			self::get( $id )->add_role( $role );
		}
		return $id;
	}

	private static function get( int $id ): WP_User {
		$user = get_userdata( $id );
		self::assertInstanceOf( WP_User::class, $user );
		return $user;
	}

	/** @return array<string, string> */
	private static function address( string $name, string $country ): array {
		$address = [];
		foreach ( [ 'first_name', 'last_name', 'company', 'address_1', 'address_2', 'city', 'state', 'postcode', 'country', 'phone' ] as $field ) {
			$address[ $field ] = 'country' === $field ? $country : "$name $field & é";
		}
		return $address;
	}

	private function firstName( int $id ): ?string {
		return $this->ivorey->record( 'contacts', $id )['first_name'] ?? null;
	}

	private function field( int $id, string $path ): ?string {
		[ $field, $part ] = explode( '.', $path ) + [ '', null ];
		$value            = $this->ivorey->record( 'contacts', $id )[ $field ] ?? null;
		return null === $part ? $value : $value[ $part ] ?? null;
	}
}
