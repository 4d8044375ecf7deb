<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Support;

use Ivorey\WooCommerce\Connection\ConnectionInfo;
use Ivorey\WooCommerce\Connection\StoredConnection;
use Ivorey\WooCommerce\Contract\Contract;
use Ivorey\WooCommerce\Delivery\Batch;
use Ivorey\WooCommerce\Delivery\Envelope;
use Ivorey\WooCommerce\Delivery\PackedRow;
use Ivorey\WooCommerce\Delivery\WireItem;
use Ivorey\WooCommerce\Http\Credentials;
use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Model\Reason;
use Ivorey\WooCommerce\Outbox\LedgerEntry;
use Ivorey\WooCommerce\Outbox\Row;

/** Small valid objects for tests. */
final class Make {

	/** Used by nobody. */
	public const SECRET = 'whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=';

	/** @param array<string, mixed> $changes */
	public static function credentialsJson( array $changes = [] ): string {
		return json_encode(
			$changes + [
				'api_url'    => 'https://api.ivorey.example',
				'connection' => 'acc_1.con_1',
				'token'      => 'tok_1',
				'secret'     => self::SECRET,
			],
			JSON_THROW_ON_ERROR
		);
	}

	public static function credentials(): Credentials {
		return Credentials::fromJson( self::credentialsJson() );
	}

	/** @param array<string, bool> $sync */
	public static function infoJson( string $state = 'active', array $sync = [] ): string {
		$settings         = Contract::DEFAULT_SETTINGS;
		$settings['sync'] = $sync + $settings['sync'];
		return json_encode(
			[
				'id'          => 'con_1',
				'state'       => $state,
				'account'     => [
					'id'   => 'acc_1',
					'name' => 'Acme',
				],
				'store_url'   => 'https://shop.example',
				'server_time' => '2026-01-31T08:15:00Z',
				'settings'    => $settings,
				'requests'    => [ 'import' => null ],
			],
			JSON_THROW_ON_ERROR
		);
	}

	/** @param array<string, bool> $sync */
	public static function connection( array $sync = [], string $state = 'active', string $connection = 'acc_1.con_1' ): StoredConnection {
		return StoredConnection::connected(
			Credentials::fromJson( self::credentialsJson( [ 'connection' => $connection ] ) ),
			ConnectionInfo::fromJson( self::infoJson( $state, $sync ) ),
			1_700_000_000
		);
	}

	public static function row( int $id = 1, int $seq = 100, bool $uncertain = false, int $attempts = 0, Reason ...$reasons ): Row {
		return new Row( Element::Orders, $id, $seq, array_values( $reasons ), $attempts, $uncertain );
	}

	public static function item( string $wireId = '1', int $version = 100, string $data = '{}', ?LedgerEntry $known = null ): WireItem {
		return new WireItem(
			Element::Orders,
			$wireId,
			$version,
			hash( 'sha256', $data ),
			sprintf( '{"element":"orders","id":"%s","version":%d,"data":%s}', $wireId, $version, $data ),
			$known
		);
	}

	/** @param int $bytes Approximate size of its record's JSON. */
	public static function packedRow( int $id, int $bytes = 100, int $items = 1 ): PackedRow {
		$all = [];
		for ( $index = 0; $index < $items; $index++ ) {
			$all[] = self::item( (string) ( 1_000 * $id + $index ), 1, json_encode( str_repeat( 'x', $bytes ), JSON_THROW_ON_ERROR ) );
		}
		return new PackedRow( self::row( $id ), [ self::item( (string) $id, 1, json_encode( str_repeat( 'x', $bytes ), JSON_THROW_ON_ERROR ) ), ...array_slice( $all, 1 ) ] );
	}

	public static function envelope( string $connection = 'acc_1.con_1', string $php = '8.2.0' ): Envelope {
		return new Envelope(
			$connection,
			Contract::BATCH_CONTRACT,
			[
				'plugin'      => '0.1.0',
				'wordpress'   => '7.0', // phpcs:ignore WordPress.WP.CapitalPDangit -- A key of the contract.
				'woocommerce' => '10.2',
				'php'         => $php,
			],
			1
		);
	}

	public static function batch( WireItem ...$items ): Batch {
		return Batch::of( self::envelope(), array_values( $items ), false );
	}
}
