<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Delivery;

use Ivorey\WooCommerce\Http\MessageId;
use Ivorey\WooCommerce\Http\Request;

/** A batch's body, ready to be signed. */
final class Batch {

	/**
	 * @param string                   $id    The `webhook-id`.
	 * @param list<WireItem> $items In the order of the records in the body.
	 * @param string                   $body  The bytes on the wire.
	 */
	private function __construct(
		public readonly string $id,
		public readonly array $items,
		public readonly string $body,
		public readonly bool $gzipped
	) {}

	/**
	 * @param list<WireItem> $items
	 * @param bool                     $gzip     Whether to compress; PHP may lack zlib.
	 */
	public static function of( Envelope $envelope, array $items, bool $gzip ): self {
		$json = $envelope->around( array_map( static fn ( WireItem $item ): string => $item->json, $items ) );
		$id   = MessageId::ofBatch( $envelope->connection, $json );
		$zip  = $gzip ? gzencode( $json, 6 ) : false;
		return new self( $id, $items, false === $zip ? $json : $zip, false !== $zip );
	}

	public function request(): Request {
		return Request::batch( $this->id, $this->body, $this->gzipped );
	}
}
