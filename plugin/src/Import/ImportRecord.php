<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Import;

/** The site's memory of its imports. */
final class ImportRecord {

	/**
	 * @param int         $revision       Rises with each write, so that of two processes that write at once one notices.
	 * @param string|null $handledRequest The last request of Ivorey's that was acted on.
	 * @param Job|null    $job            The last one; null before the first.
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

	/** Text that cannot be read counts as nothing. */
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
