<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Records\Contacts;

use Ivorey\WooCommerce\Records\Contacts\ContactBuilder;
use Ivorey\WooCommerce\Tests\Integration\Support\Built;
use Ivorey\WooCommerce\Tests\Integration\Support\ContractOrder;
use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;
use RuntimeException;
use WC_Customer;

/** The record of a user: R1. */
final class ContactRecordTest extends StoreTestCase {

	public function test_R1_the_record_of_a_customer_has_the_addresses_that_WooCommerce_keeps(): void {
		$id       = self::user(
			'customer',
			'Ada@example.com',
			[
				'first_name'      => 'Ada & Bob',
				'last_name'       => 'Buyer',
				'display_name'    => 'ada <3',
				'user_registered' => '2026-01-02 03:04:05',
			]
		);
		$customer = new WC_Customer( $id );
		$customer->set_billing_city( 'Zürich' );
		$customer->set_billing_country( 'CH' );
		$customer->set_billing_phone( '+41 44 000 00 00' );
		$customer->set_shipping_city( 'Bern' );
		$customer->set_shipping_phone( '+41 31 000 00 00' );
		$customer->save();

		$nothing = [
			'first_name' => '',
			'last_name'  => '',
			'company'    => '',
			'address_1'  => '',
			'address_2'  => '',
			'city'       => '',
			'state'      => '',
			'postcode'   => '',
			'country'    => '',
			'phone'      => '',
		];
		self::assertSame(
			ContractOrder::of(
				[
					'email'           => 'Ada@example.com',
					'first_name'      => 'Ada & Bob',
					'last_name'       => 'Buyer',
					'display_name'    => 'ada <3',
					'roles'           => [ 'customer' ],
					'date_registered' => '2026-01-02T03:04:05Z',
					'billing'         => [
						...$nothing,
						'city'    => 'Zürich',
						'country' => 'CH',
						'phone'   => '+41 44 000 00 00',
					],
					'shipping'        => [
						...$nothing,
						'city'  => 'Bern',
						'phone' => '+41 31 000 00 00',
					],
				]
			),
			Built::contact( $id )
		);
	}

	public function test_R1_a_subscriber_who_is_also_an_editor_has_both_roles(): void {
		$id = self::user( 'editor', 'ada@example.com' );
		get_userdata( $id )->add_role( 'subscriber' ); // @phpstan-ignore method.nonObject
		self::assertSame( [ 'subscriber', 'editor' ], Built::contact( $id )['roles'] );
	}

	public function test_R1_the_role_that_makes_a_contact_is_not_cut_off(): void {
		$id    = self::user( 'customer', 'ada@example.com' );
		$clubs = array_map( static fn ( int $number ): string => "a-club-$number", range( 1, 60 ) );

		wp_roles()->use_db = false;
		array_map( static fn ( string $club ) => add_role( $club, 'Club' ), $clubs );
		try {
			array_map( get_userdata( $id )->add_role( ... ), $clubs ); // @phpstan-ignore method.nonObject
			$roles = Built::contact( $id )['roles'];
		} finally {
			array_map( 'remove_role', $clubs );
			wp_roles()->use_db = true;
		}
		self::assertSame( [ 50, 'customer' ], [ count( $roles ), $roles[0] ] );
	}

	public function test_R1_users_with_other_roles_or_no_role_and_deleted_users_are_excluded(): void {
		$none    = self::user( '', 'none@example.com' );
		$manager = self::user( 'shop_manager', 'manager@example.com' );
		get_userdata( $none )->set_role( '' ); // @phpstan-ignore method.nonObject
		self::assertSame(
			[
				1        => 'role',
				$none    => 'role',
				$manager => 'role',
				987654   => 'deleted',
			],
			Built::all( new ContactBuilder(), 1, $none, $manager, 987654 )
		);
	}

	public function test_a_customer_without_an_email_address_gets_the_billing_email_address_or_is_excluded(): void {
		$id = self::user( 'customer', '' );
		self::assertSame( [ $id => 'no_email' ], Built::all( new ContactBuilder(), $id ) );
		update_user_meta( $id, 'billing_email', 'ada@example.com' );
		self::assertSame( 'ada@example.com', Built::contact( $id )['email'] );
	}

	public function test_a_customer_whom_another_process_changed_is_read_anew(): void {
		global $wpdb;
		$id = self::user( 'customer', 'ada@example.com' );
		get_userdata( $id );
		get_user_meta( $id );
		$wpdb->update( $wpdb->users, [ 'user_email' => 'new@example.com' ], [ 'ID' => $id ] );
		$wpdb->insert(
			$wpdb->usermeta,
			[
				'user_id'    => $id,
				'meta_key'   => 'billing_city', // phpcs:ignore WordPress.DB.SlowDBQuery
				'meta_value' => 'Elsewhere', // phpcs:ignore WordPress.DB.SlowDBQuery
			]
		);
		$contact = Built::contact( $id );
		self::assertSame( [ 'new@example.com', 'Elsewhere' ], [ $contact['email'], $contact['billing']['city'] ] );
	}

	/** @param array<string, string> $fields */
	private static function user( string $role, string $email, array $fields = [] ): int {
		$id = wp_insert_user(
			(object) (
				$fields + [
					'user_login' => 'user-' . md5( $email ),
					'user_pass'  => 'x',
					'user_email' => $email,
					'role'       => $role,
				]
			)
		);
		return is_int( $id ) ? $id : throw new RuntimeException( $id->get_error_message() );
	}
}
