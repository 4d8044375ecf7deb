<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Support;

/** What the plugin sent to its owner; shops send e-mails of their own with each order. */
final class Mails {

	/** @var list<array{to: string, subject: string, message: string}> */
	public array $all = [];

	/** Filter `pre_wp_mail`. */
	public function collect( mixed $sent, mixed $mail ): mixed {
		if ( is_array( $mail ) && str_contains( (string) $mail['subject'], 'Ivorey' ) ) {
			$this->all[] = [
				'to'      => implode( ',', (array) $mail['to'] ),
				'subject' => (string) $mail['subject'],
				'message' => (string) $mail['message'],
			];
		}
		return $sent;
	}

	/** @return list<string> `paused` and `resumed`, as the subjects say. */
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
