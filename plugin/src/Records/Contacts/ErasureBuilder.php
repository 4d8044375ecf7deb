<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Records\Contacts;

use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Outbox\Erasure;
use Ivorey\WooCommerce\Outbox\ErasureTable;
use Ivorey\WooCommerce\Records\Exclusion;
use Ivorey\WooCommerce\Records\RecordBuilder;
use Ivorey\WooCommerce\Records\WireRecord;

/** The person to erase in Ivorey, identified without any of the data. */
final class ErasureBuilder implements RecordBuilder {

	public function __construct( private readonly ErasureTable $erasures ) {}

	public function element(): Element {
		return Element::Erasures;
	}

	public function build( array $ids ): array {
		if ( [] === $ids ) {
			return [];
		}
		$erasures = $this->erasures->find( array_keys( $ids ) );
		$built    = [];
		foreach ( array_keys( $ids ) as $id ) {
			$erasure      = $erasures[ $id ] ?? null;
			$built[ $id ] = [ null === $erasure ? new Exclusion( Element::Erasures, (string) $id, 'deleted' ) : self::one( $erasure ) ];
		}
		return $built;
	}

	private static function one( Erasure $erasure ): WireRecord {
		return new WireRecord(
			Element::Erasures,
			$erasure->emailHash,
			[
				'requested_at' => gmdate( 'Y-m-d\TH:i:s\Z', $erasure->requestedAt ),
				'scope'        => $erasure->scope,
				'user_id'      => 0 === $erasure->userId ? null : (string) $erasure->userId,
			]
		);
	}
}
