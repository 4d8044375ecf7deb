<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Records;

use Ivorey\WooCommerce\Records\AddressFields;
use Ivorey\WooCommerce\Records\Email;
use Ivorey\WooCommerce\Records\Orders\OrderData;
use Ivorey\WooCommerce\Records\WooId;
use PHPUnit\Framework\TestCase;

final class FieldsTest extends TestCase {

	/**
	 * @dataProvider emails
	 * @param mixed $typed
	 */
	public function test_an_email_is_what_was_typed_or_null( $typed, ?string $expected ): void {
		self::assertSame( $expected, Email::orNull( $typed ) );
	}

	/** @return iterable<string, array{mixed, ?string}> */
	public function emails(): iterable {
		yield 'usual' => [ 'Ada@Example.com', 'Ada@Example.com' ];
		yield 'spaces around' => [ " ada@example.com\n", 'ada@example.com' ];
		yield 'international' => [ 'ядви@пример.test', 'ядви@пример.test' ];
		yield 'no domain needed' => [ 'root@localhost', 'root@localhost' ];
		yield 'empty' => [ '', null ];
		yield 'null' => [ null, null ];
		yield 'no at' => [ 'ada.example.com', null ];
		yield 'two at' => [ 'ada@example@com', null ];
		yield 'nothing before' => [ '@example.com', null ];
		yield 'nothing behind' => [ 'ada@', null ];
		yield 'space' => [ 'ada b@example.com', null ];
		yield 'no-break space' => [ "ada\u{00A0}b@example.com", null ];
		yield 'byte order mark' => [ "ada\u{FEFF}@example.com", null ];
		yield 'as long as allowed' => [ str_repeat( 'a', 308 ) . '@example.com', str_repeat( 'a', 308 ) . '@example.com' ];
		yield 'too long' => [ str_repeat( 'a', 309 ) . '@example.com', null ];
	}

	public function test_an_id_is_a_string_and_a_missing_id_is_null(): void {
		self::assertSame( '7', WooId::orNull( 7 ) );
		self::assertSame( '7', WooId::orNull( '7' ) );
		self::assertNull( WooId::orNull( 0 ) );
		self::assertNull( WooId::orNull( '' ) );
		self::assertNull( WooId::orNull( null ) );
		self::assertNull( WooId::orNull( -1 ) );
	}

	public function test_an_address_has_each_field_and_no_other(): void {
		$address = AddressFields::of(
			[
				'city'    => 'Zürich',
				'country' => 'CH',
				'email'   => 'ada@example.com',
				'phone'   => 41_44,
			]
		);

		self::assertSame(
			[
				'address_1'  => '',
				'address_2'  => '',
				'city'       => 'Zürich',
				'company'    => '',
				'country'    => 'CH',
				'first_name' => '',
				'last_name'  => '',
				'phone'      => '4144',
				'postcode'   => '',
				'state'      => '',
			],
			$address
		);
	}

	/** @dataProvider countries */
	public function test_a_country_is_a_code_or_empty( string $stored, string $expected ): void {
		self::assertSame( $expected, AddressFields::of( [ 'country' => $stored ] )['country'] );
	}

	/** @return iterable<string, array{string, string}> */
	public function countries(): iterable {
		yield 'code' => [ 'DE', 'DE' ];
		yield 'lower case' => [ 'de', 'DE' ];
		yield 'name' => [ 'Germany', '' ];
		yield 'three letters' => [ 'DEU', '' ];
		yield 'none' => [ '', '' ];
		yield 'line break' => [ "DE\nX", '' ];
	}

	/** @dataProvider statuses */
	public function test_R5_a_status_is_a_slug( string $stored, string $expected ): void {
		self::assertSame( $expected, OrderData::status( $stored ) );
	}

	/** @return iterable<string, array{string, string}> */
	public function statuses(): iterable {
		yield 'as an order has it' => [ 'on-hold', 'on-hold' ];
		yield 'as it is stored' => [ 'wc-on-hold', 'on-hold' ];
		yield 'of another plugin' => [ 'wc-Shipped by Owl_2', 'shippedbyowl_2' ];
		yield 'none' => [ '', 'pending' ];
		yield 'nothing of it left' => [ 'wc-完成', 'pending' ];
		yield 'too long' => [ str_repeat( 'a', 51 ), str_repeat( 'a', 50 ) ];
	}

	public function test_a_field_is_cut_at_its_cap(): void {
		self::assertSame( str_repeat( 'é', 500 ), AddressFields::of( [ 'address_1' => str_repeat( 'é', 501 ) ] )['address_1'] );
	}
}
