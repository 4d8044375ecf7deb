<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Connection;

use SensitiveParameter;

/** A code, where it is good, and what proves that it is ours. */
final class CodeGrant {

	/** @param string|null $verifier PKCE's, where the store began; null where Ivorey did. */
	public function __construct(
		public readonly string $apiUrl,
		#[SensitiveParameter] public readonly string $code,
		#[SensitiveParameter] public readonly ?string $verifier
	) {}

	/** @return array<string, string> As `/v1/connect/…` wants it. */
	public function proof(): array {
		return [ 'code' => $this->code ] + ( null === $this->verifier ? [] : [ 'code_verifier' => $this->verifier ] );
	}
}
