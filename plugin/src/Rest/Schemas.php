<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Rest;

use Ivorey\WooCommerce\Connection\State;
use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Model\Reason;
use Ivorey\WooCommerce\Outbox\RowState;

/** JSON Schemas of what `ivorey/v1` answers (Ivorey\WooCommerce\Diagnostics\Views makes it). */
final class Schemas {

	private const TIME          = [
		'type'   => 'string',
		'format' => 'date-time',
	];
	private const TIME_OR_NULL  = [
		'type'   => [ 'string', 'null' ],
		'format' => 'date-time',
	];
	private const COUNT         = [ 'type' => 'integer' ];
	private const TEXT          = [ 'type' => 'string' ];
	private const TEXT_OR_NULL  = [ 'type' => [ 'string', 'null' ] ];
	private const COUNT_OR_NULL = [ 'type' => [ 'integer', 'null' ] ];

	/** @return array{description: string, type: list<string>, properties: array<string, mixed>} */
	public static function agreement(): array {
		return [
			'description' => 'Of the last comparison that came to its end.',
			'type'        => [ 'object', 'null' ],
			'properties'  => [
				'finished_at' => self::TIME,
				'agrees'      => [ 'type' => 'boolean' ],
				'compared'    => self::COUNT,
				'alike'       => self::COUNT,
				'differing'   => self::COUNT,
				'repaired'    => self::COUNT,
				'line'        => self::TEXT,
			],
		];
	}

	/** @return array<string, mixed> */
	public static function absence(): array {
		return [
			'type'       => [ 'object', 'null' ],
			'properties' => [
				'from' => self::TIME,
				'to'   => self::TIME,
			],
		];
	}

	/** @return array<string, mixed> */
	public static function status(): array {
		$states = array_column( RowState::cases(), 'value' );
		return self::root(
			'ivorey-status',
			[
				'connection'    => self::nested( self::connection() ),
				'outbox'        => [
					'type'       => 'object',
					'properties' => array_fill_keys( $states, self::COUNT ),
				],
				'failures'      => self::COUNT,
				'retry_at'      => self::TIME_OR_NULL,
				'last_delivery' => [ 'type' => [ 'object', 'null' ] ] + self::nested( self::delivery() ),
				'agreement'     => self::agreement(),
				'check'         => [ 'description' => 'The same of what was delivered, compared once an hour.' ] + self::agreement(),
			]
		);
	}

	/** @return array<string, mixed> */
	public static function connection(): array {
		return self::root(
			'ivorey-connection',
			[
				'state'          => [
					'type' => 'string',
					'enum' => array_column( State::cases(), 'value' ),
				],
				'ivorey_url'     => [ 'description' => 'Where people look at it in Ivorey.' ] + self::TEXT_OR_NULL,
				'api_url'        => self::TEXT_OR_NULL,
				'account'        => [
					'type'       => [ 'object', 'null' ],
					'properties' => [
						'id'   => self::TEXT,
						'name' => self::TEXT,
					],
				],
				'store_url'      => self::TEXT_OR_NULL,
				'connected_at'   => self::TIME_OR_NULL,
				'credentials_at' => self::TIME_OR_NULL,
				'pause'          => [
					'type'       => [ 'object', 'null' ],
					'properties' => [
						'reason'   => self::TEXT,
						'since'    => self::TIME,
						'incident' => self::TEXT,
						'message'  => self::TEXT,
					],
				],
				'settings'       => [ 'type' => [ 'object', 'null' ] ],
			]
		);
	}

	/** @return array<string, mixed> */
	public static function row(): array {
		return self::root(
			'ivorey-outbox-row',
			[
				'element'   => [
					'type' => 'string',
					'enum' => array_column( Element::cases(), 'value' ),
				],
				'id'        => self::COUNT,
				'state'     => [
					'type' => 'string',
					'enum' => array_column( RowState::cases(), 'value' ),
				],
				'reasons'   => [
					'type'  => 'array',
					'items' => [
						'type' => 'string',
						'enum' => array_column( Reason::cases(), 'value' ),
					],
				],
				'attempts'  => self::COUNT,
				'marked_at' => self::TIME,
				'due_at'    => self::TIME_OR_NULL,
				'error'     => self::TEXT_OR_NULL,
			]
		);
	}

	/** @return array<string, mixed> */
	public static function listedRow(): array {
		return self::linked( self::row() );
	}

	/** @return array<string, mixed> */
	public static function explained(): array {
		return self::linked( self::explanation() );
	}

	/**
	 * @param array<string, mixed> $schema
	 * @return array<string, mixed> With the page of the order in Ivorey.
	 */
	private static function linked( array $schema ): array {
		$schema['properties'] = ( is_array( $schema['properties'] ) ? $schema['properties'] : [] ) + [ 'ivorey_url' => [ 'description' => 'The page of the order in Ivorey; null where Ivorey has none.' ] + self::TEXT_OR_NULL ];
		return $schema;
	}

	/** @return array<string, mixed> */
	public static function delivery(): array {
		return self::root(
			'ivorey-delivery',
			[
				'sent_at'      => self::TIME,
				'duration_ms'  => self::COUNT,
				'records'      => self::COUNT,
				'bytes'        => self::COUNT,
				'status'       => self::COUNT_OR_NULL,
				'problem'      => self::TEXT_OR_NULL,
				'problem_text' => self::TEXT_OR_NULL,
				'applied'      => self::COUNT,
				'stale'        => self::COUNT,
				'excluded'     => self::COUNT,
				'rejected'     => self::COUNT,
			]
		);
	}

	/** @return array<string, mixed> */
	public static function retried(): array {
		return self::root(
			'ivorey-retried',
			[
				'marked' => [ 'description' => 'Rows that go again with the next delivery.' ] + self::COUNT,
			]
		);
	}

	/** @return array<string, mixed> Of Ivorey\WooCommerce\Diagnostics\Explain\Explanation::toArray(). */
	public static function explanation(): array {
		return self::root(
			'ivorey-explanation',
			[
				'element'    => self::TEXT,
				'id'         => self::COUNT,
				'note'       => [ 'description' => 'What else the search may have meant; null if nothing.' ] + self::TEXT_OR_NULL,
				'records'    => self::listOf(
					[
						'element'  => self::TEXT,
						'id'       => self::TEXT,
						'in_store' => [ 'type' => 'boolean' ],
						'excluded' => self::TEXT_OR_NULL,
						'state'    => [ 'description' => 'How both sides stand; null where Ivorey could not be asked.' ] + self::TEXT_OR_NULL,
						'why'      => self::TEXT,
						'version'  => self::COUNT_OR_NULL,
						'outcome'  => self::TEXT_OR_NULL,
					]
				),
				'waiting'    => [
					'type'  => 'array',
					'items' => self::nested( self::row() ),
				],
				'contact'    => [
					'type'       => [ 'object', 'null' ],
					'properties' => [
						'id'   => self::TEXT,
						'kind' => self::TEXT,
					],
				],
				'triggers'   => self::listOf(
					[
						'id'          => self::TEXT,
						'type'        => self::TEXT,
						'occurred_at' => self::TIME,
						'received_at' => self::TIME,
					]
				),
				'unfired'    => self::listOf(
					[
						'id'     => self::TEXT,
						'reason' => self::TEXT,
					]
				),
				'unanswered' => self::TEXT_OR_NULL,
				'timeline'   => self::listOf(
					[
						'at'     => [ 'description' => 'A time, or "now".' ] + self::TEXT,
						'what'   => self::TEXT,
						'detail' => self::TEXT,
						'text'   => [ 'description' => 'The detail, for the owner.' ] + self::TEXT,
					]
				),
			]
		);
	}

	/**
	 * @param array<string, mixed> $properties
	 * @return array<string, mixed>
	 */
	private static function listOf( array $properties ): array {
		return [
			'type'  => 'array',
			'items' => [
				'type'       => 'object',
				'properties' => $properties,
			],
		];
	}

	/**
	 * @param array<string, mixed> $properties
	 * @return array<string, mixed>
	 */
	private static function root( string $title, array $properties ): array {
		return [
			'$schema'    => 'http://json-schema.org/draft-04/schema#',
			'title'      => $title,
			'type'       => 'object',
			'properties' => $properties,
		];
	}

	/**
	 * @param array<string, mixed> $schema
	 * @return array<string, mixed>
	 */
	private static function nested( array $schema ): array {
		unset( $schema['$schema'], $schema['title'] );
		return $schema;
	}
}
