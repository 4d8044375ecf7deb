<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Import;

/** The site's record of its imports. */
final class ImportRecord {

	/**
	 * @param int         $revision       Rises with each write, so that one of two concurrent writers notices
	 *                                    the other.
	 * @param string|null $handledRequest Ivorey's last request that was acted on.
	 * @param Job|null    $job            The latest import; null before the first.
	 */
	public function __construct(
		public int $revision = 0,
		public ?string $handledRequest = null,
		public ?Job $job = null
	) {}

	public function toJson(): string {
		return json_encode(
			[
				'revision'        => $this->revision,
				'handled_request' => $this->handledRequest,
				'job'             => $this->job?->toArray(),
			],
			JSON_THROW_ON_ERROR
		);
	}

	/** Unreadable text counts as empty. */
	public static function fromJson( string $json ): self {
		$value    = json_decode( $json, true );
		$value    = is_array( $value ) ? $value : [];
		$revision = $value['revision'] ?? null;
		$handled  = $value['handled_request'] ?? null;
		return new self(
			is_int( $revision ) ? $revision : 0,
			is_string( $handled ) ? $handled : null,
			Job::fromArray( $value['job'] ?? null )
		);
	}
}
