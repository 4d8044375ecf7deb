<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Support;

use Closure;

/** The plugin's e-mails to the owner; shops also send their own e-mails with each order. */
final class Mails {

	/** @var list<array{to: string, subject: string, message: string}> */
	public array $all = [];

	/** @var (Closure(): bool)|null Takes the e-mails instead of collecting them. */
	public ?Closure $server = null;

	/** Filter `pre_wp_mail`. */
	public function collect( mixed $sent, mixed $mail ): mixed {
		if ( is_array( $mail ) && str_contains( (string) $mail['subject'], 'Ivorey' ) ) {
			if ( null !== $this->server ) {
				return ( $this->server )();
			}
			$this->all[] = [
				'to'      => implode( ',', (array) $mail['to'] ),
				'subject' => (string) $mail['subject'],
				'message' => (string) $mail['message'],
			];
		}
		return $sent;
	}

	/** @return list<string> `paused` and `resumed`, according to the subjects. */
	public function told(): array {
		return array_map(
			static fn ( array $mail ): string => match ( true ) {
				str_contains( $mail['subject'], 'is paused' )   => 'paused',
				str_contains( $mail['subject'], 'has resumed' ) => 'resumed',
				default                                         => $mail['subject'],
			},
			$this->all
		);
	}
}
