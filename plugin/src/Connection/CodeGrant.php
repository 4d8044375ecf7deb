<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Connection;

use SensitiveParameter;

/** A code, the API where it is valid, and the proof that it belongs to this site. */
final class CodeGrant {

	/**
	 * @param string|null $verifier PKCE's verifier if the store began; null if Ivorey did.
	 * @param bool        $hasMoved Whether the site's existing connection continues at its new address.
	 */
	public function __construct(
		public readonly string $apiUrl,
		#[SensitiveParameter] public readonly string $code,
		#[SensitiveParameter] public readonly ?string $verifier,
		public readonly bool $hasMoved = false
	) {}

	/** @return array<string, string> In the form that `/v1/connect/…` expects. */
	public function proof(): array {
		return [ 'code' => $this->code ] + ( null === $this->verifier ? [] : [ 'code_verifier' => $this->verifier ] );
	}
}
