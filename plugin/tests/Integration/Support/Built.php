<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Support;

use Ivorey\WooCommerce\Records\Contacts\ContactBuilder;
use Ivorey\WooCommerce\Records\Exclusion;
use Ivorey\WooCommerce\Records\Orders\OrderBuilder;
use Ivorey\WooCommerce\Records\RecordBuilder;
use PHPUnit\Framework\Assert;

/** The records the plugin would send of the store's current objects, each checked against the contract. */
final class Built {

	/** @return array<string, mixed> The data of its record. */
	public static function order( int $id ): array {
		return self::record( new OrderBuilder( takes: static fn (): bool => true ), $id );
	}

	/** @return array<string, mixed> The data of their record. */
	public static function contact( int $id ): array {
		return self::record( new ContactBuilder( static fn (): bool => true ), $id );
	}

	/**
	 * @param int ...$ids
	 * @return array<int, array<string, mixed>|string> By ID: the data of its record, or the reason it is excluded.
	 */
	public static function all( RecordBuilder $builder, int ...$ids ): array {
		$all = [];
		foreach ( $builder->build( array_fill_keys( $ids, [] ) ) as $id => [ $record ] ) {
			Assert::assertSame( $builder->element(), $record->element );
			Assert::assertSame( (string) $id, $record->id );
			if ( $record instanceof Exclusion ) {
				$all[ $id ] = $record->reason;
				continue;
			}
			FakeIvorey::assertFits(
				'record',
				json_encode(
					[
						'element' => $record->element->value,
						'id'      => $record->id,
						'version' => 1,
						'data'    => $record->data,
					],
					JSON_THROW_ON_ERROR
				)
			);
			$all[ $id ] = $record->data;
		}
		return $all;
	}

	/** @return array<string, mixed> */
	private static function record( RecordBuilder $builder, int $id ): array {
		$built = self::all( $builder, $id )[ $id ];
		Assert::assertIsArray( $built, "$id is excluded" );
		return $built;
	}
}
