<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Diagnostics;

use Ivorey\WooCommerce\Connection\Pause;
use Ivorey\WooCommerce\Connection\StoredConnection;
use Ivorey\WooCommerce\Delivery\DeliveryAttempt;
use Ivorey\WooCommerce\Diagnostics\Explain\Explanation;
use Ivorey\WooCommerce\Diagnostics\Explain\RecordState;
use Ivorey\WooCommerce\Diagnostics\Explain\Subject;
use Ivorey\WooCommerce\Diagnostics\Status;
use Ivorey\WooCommerce\Diagnostics\Views;
use Ivorey\WooCommerce\Http\CircuitState;
use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Model\Reason;
use Ivorey\WooCommerce\Outbox\RowState;
use Ivorey\WooCommerce\Outbox\RowView;
use Ivorey\WooCommerce\Rest\Schemas;
use Ivorey\WooCommerce\Tests\Support\Make;
use Opis\JsonSchema\Validator;
use PHPUnit\Framework\TestCase;

final class ViewsTest extends TestCase {

	private const COUNTS = [
		'waiting'     => 1,
		'sending'     => 0,
		'retrying'    => 2,
		'quarantined' => 0,
	];

	/**
	 * @dataProvider views
	 * @param array<string, mixed> $view
	 * @param array<string, mixed> $schema
	 */
	public function test_each_view_fits_the_schema_that_REST_publishes( array $view, array $schema ): void {
		// The published schemas use draft 4, as WordPress does; nothing in them reads differently in 2020-12.
		unset( $schema['$schema'] );
		$strict = json_decode( json_encode( $schema, JSON_THROW_ON_ERROR ) );
		self::assertIsObject( $strict );

		$result = ( new Validator() )->validate( json_decode( json_encode( $view, JSON_THROW_ON_ERROR ) ), $strict );

		self::assertTrue( $result->isValid(), (string) $result );
		self::assertIsArray( $schema['properties'] );
		self::assertSame( array_keys( $schema['properties'] ), array_keys( $view ) );
	}

	/** @return array<string, array{array<string, mixed>, array<string, mixed>}> */
	public function views(): array {
		$delivery = new DeliveryAttempt( 1_700_000_000_123_456, 12, 3, 456, 200, '', 2, 1, 0, 0 );
		$paused   = Make::connection()->paused( new Pause( 'unauthorized', 1_700_000_000 ) );
		$row      = new RowView( 'orders', 7, RowState::Waiting, [ Reason::Placed ], 0, 1_700_000_000_000_000, null, null );
		return [
			'status'              => [ Views::status( new Status( Make::connection(), new CircuitState( 1, 1_700_000_000_000_000 ), self::COUNTS, $delivery ) ), Schemas::summary() ],
			'status of a new one' => [ Views::status( new Status( StoredConnection::disconnected(), new CircuitState(), self::COUNTS, null ) ), Schemas::summary() ],
			'connection'          => [ Views::connection( Make::connection() ), Schemas::connection() ],
			'paused connection'   => [ Views::connection( $paused ), Schemas::connection() ],
			'no connection'       => [ Views::connection( StoredConnection::disconnected() ), Schemas::connection() ],
			'row'                 => [ Views::row( new RowView( 'orders', 7, RowState::Waiting, [ Reason::Placed ], 0, 1_700_000_000_000_000, 1_700_000_000_000_000, null ) ), Schemas::row() ],
			'row in quarantine'   => [ Views::row( new RowView( 'orders', 7, RowState::Quarantined, [], 3, 1_700_000_000_000_000, null, 'bad' ) ), Schemas::row() ],
			'delivery'            => [ Views::delivery( $delivery ), Schemas::delivery() ],
			'explanation'         => [ ( new Explanation( new Subject( Element::Orders, 7 ), [ new RecordState( Element::Orders, '7', null, null, null ) ], [ $row ], [], null, 'no' ) )->toArray(), Schemas::explanation() ],
			'failed delivery'     => [ Views::delivery( new DeliveryAttempt( 1, 12, 3, 456, 0, 'curl-28' ) ), Schemas::delivery() ],
		];
	}

	public function test_times_are_in_utc_to_the_millisecond(): void {
		self::assertSame( '2023-11-14T22:13:20.000Z', Views::connection( Make::connection() )['connected_at'] );
		self::assertSame( '2023-11-14T22:13:20.000Z', Views::connection( Make::connection() )['credentials_at'] );
		self::assertSame( '2023-11-14T22:13:20.123Z', Views::delivery( new DeliveryAttempt( 1_700_000_000_123_456, 0, 0, 0, 0, '' ) )['sent_at'] );
	}
}
