<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Records;

use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Records\AsNobody;
use Ivorey\WooCommerce\Records\RecordBuilder;
use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;
use RuntimeException;

final class AsNobodyTest extends StoreTestCase {

	public function test_the_logged_in_user_is_the_same_after_a_record_was_built_or_failed(): void {
		$builder = new class() implements RecordBuilder {

			/** @var list<array{int, string}> User and language of each call. */
			public array $calls = [];

			public function element(): Element {
				return Element::Products;
			}

			public function build( array $ids ): array {
				$this->calls[] = [ get_current_user_id(), determine_locale() ];
				return [] === $ids ? throw new RuntimeException( 'broken' ) : [];
			}
		};
		$nobody  = new AsNobody( $builder );
		wp_set_current_user( 1 );
		// The owner's own language.
		add_filter( 'determine_locale', static fn (): string => 'de_DE', 5 );

		$nobody->build( [ 1 => [] ] );
		self::assertSame( 1, get_current_user_id() );
		self::assertTrue( current_user_can( 'unfiltered_html' ) );
		try {
			$nobody->build( [] );
			self::fail( 'It was to throw.' );
		} catch ( RuntimeException $error ) {
			self::assertSame( 'broken', $error->getMessage() );
		}
		self::assertSame( 1, get_current_user_id() );
		self::assertTrue( current_user_can( 'unfiltered_html' ) );
		self::assertSame( [ [ 0, 'en_US' ], [ 0, 'en_US' ] ], $builder->calls );
		self::assertSame( 'de_DE', determine_locale() );
	}
}
