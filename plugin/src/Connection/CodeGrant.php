<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Connection;

use SensitiveParameter;

/** A code, where it is good, and what proves that it is ours. */
final class CodeGrant {

	/**
	 * @param string|null $verifier PKCE's, where the store began; null where Ivorey did.
	 * @param bool        $hasMoved Whether the connection that this site has is to go on at its new address.
	 */
	public function __construct(
		public readonly string $apiUrl,
		#[SensitiveParameter] public readonly string $code,
		#[SensitiveParameter] public readonly ?string $verifier,
		public readonly bool $hasMoved = false
	) {}

	/** @return array<string, string> As `/v1/connect/…` wants it. */
	public function proof(): array {
		return [ 'code' => $this->code ] + ( null === $this->verifier ? [] : [ 'code_verifier' => $this->verifier ] );
	}
}
