<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Records\Contacts;

use Ivorey\WooCommerce\Records\Contacts\EmailHash;
use PHPUnit\Framework\TestCase;

/** The same vectors as in ingest-api/src/accounts/email-hash.test.ts: both sides must compute the same hash. */
final class EmailHashTest extends TestCase {

	public function test_the_hash_is_the_same_on_both_sides_for_each_spelling(): void {
		/** @var object{erasures: list<object{name: string, spellings: list<string>, hash: string}>} $vectors */
		$vectors = json_decode( (string) file_get_contents( __DIR__ . '/../../../../shared/testing/email-hashes.json' ), false, 512, JSON_THROW_ON_ERROR );
		self::assertGreaterThan( 5, count( $vectors->erasures ) );
		foreach ( $vectors->erasures as $vector ) {
			foreach ( $vector->spellings as $spelling ) {
				self::assertSame( $vector->hash, EmailHash::of( $spelling ), "$vector->name: $spelling" );
			}
		}
	}
}
