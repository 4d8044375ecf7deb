<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Delivery;

/** Of a request that could only be made by waiting for it. */
final class FinishedAnswer implements PendingAnswer {

	public function __construct( private readonly Answer $answer ) {}

	public function poll(): void {}

	public function answer(): Answer {
		return $this->answer;
	}
}
