<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Wiring;

use Ivorey\WooCommerce\Admin\Panel;
use Ivorey\WooCommerce\Connection\AuthorizationOption;
use Ivorey\WooCommerce\Connection\CodeClient;
use Ivorey\WooCommerce\Connection\Confirmation;
use Ivorey\WooCommerce\Connection\Connection;
use Ivorey\WooCommerce\Connection\Documents;
use Ivorey\WooCommerce\Connection\Inquiry;
use Ivorey\WooCommerce\Connection\Joining;
use Ivorey\WooCommerce\Connection\OrderIds;
use Ivorey\WooCommerce\Connection\Rotation;
use Ivorey\WooCommerce\Connection\SettingsEditor;
use Ivorey\WooCommerce\Database\NamedLock;

/** The connection to Ivorey and its settings. */
final class Connecting {

	public readonly Connection $connection;
	public readonly Joining $joining;
	public readonly Rotation $rotation;
	public readonly Documents $documents;
	public readonly SettingsEditor $settings;

	public function __construct( Core $core ) {
		$this->connection = new Connection(
			$core->store,
			new Inquiry( $core->client, $core->breaker ),
			$core->breaker,
			$core->outbox,
			$core->ledger,
			new OrderIds( $core->database ),
			$core->clock
		);
		$this->joining    = new Joining(
			$core->address,
			new AuthorizationOption(),
			new CodeClient( $core->transport, $core->clock ),
			new Confirmation(),
			$core->store,
			$this->connection,
			Panel::url( ... ),
			$core->clock
		);
		$this->rotation   = new Rotation( $this->connection, $core->client, $core->breaker, new NamedLock( $core->database, 'rotation' ), $core->clock );
		$this->documents  = new Documents( $core->client );
		$this->settings   = new SettingsEditor( $this->connection, $this->documents );
	}
}
