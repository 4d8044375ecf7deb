<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Wiring;

use Ivorey\WooCommerce\Capture\CheckoutConsent;
use Ivorey\WooCommerce\Capture\CollectionHooks;
use Ivorey\WooCommerce\Capture\CustomerHooks;
use Ivorey\WooCommerce\Capture\DeletedUserHooks;
use Ivorey\WooCommerce\Capture\ErasedOrderHooks;
use Ivorey\WooCommerce\Capture\ErasedUserHooks;
use Ivorey\WooCommerce\Capture\Erasures;
use Ivorey\WooCommerce\Capture\MarkBuffer;
use Ivorey\WooCommerce\Capture\MissedOrders;
use Ivorey\WooCommerce\Capture\OrderHooks;
use Ivorey\WooCommerce\Capture\OrderItemHooks;
use Ivorey\WooCommerce\Capture\OrderPostHooks;
use Ivorey\WooCommerce\Capture\ProductAddresses;
use Ivorey\WooCommerce\Capture\ProductHooks;
use Ivorey\WooCommerce\Capture\SaleDates;
use Ivorey\WooCommerce\Capture\UnfiredTriggers;
use Ivorey\WooCommerce\Capture\WebRequest;
use Ivorey\WooCommerce\Connection\Connection;
use Ivorey\WooCommerce\Connection\OrderIds;
use Ivorey\WooCommerce\Outbox\SwitchedOutbox;
use Ivorey\WooCommerce\Schedule\Scheduler;
use Ivorey\WooCommerce\Schedule\Waker;

/** The hooks that mark changes in the store. */
final class Capturing {

	/** Priorities on the sweep's hook. */
	public const BEFORE_DELIVERIES = 5;
	public const AFTER_DELIVERIES  = 20;

	public static function register( Core $core, Erasures $erasures, Waker $waker ): void {
		$switches = $core->store;
		$outbox   = new SwitchedOutbox( $core->outbox, $switches, $waker->marked( ... ) );
		$letGo    = null === WebRequest::finisher() ? null : WebRequest::letGo( ... );
		$buffer   = new MarkBuffer( $outbox, WebRequest::isWaitedFor(), $core->clock, $letGo );

		$products = new ProductHooks( $buffer, $switches );
		$products->register();
		add_action( Scheduler::SWEEP, [ new ProductAddresses( $outbox, $core->ledger, $switches ), 'onSweep' ], self::BEFORE_DELIVERIES );
		add_action( Scheduler::SWEEP, [ new SaleDates( $products, $switches, $core->clock ), 'onSweep' ], self::BEFORE_DELIVERIES );
		( new CollectionHooks( $buffer, $switches ) )->register();
		( new OrderHooks( $buffer, $switches, new UnfiredTriggers( $core->ledger ) ) )->register();
		( new OrderItemHooks( $buffer, $switches, $core->database ) )->register();
		( new CheckoutConsent( $switches ) )->register();
		( new OrderPostHooks( $buffer, $switches ) )->register();
		( new CustomerHooks( $buffer, $switches ) )->register();
		( new DeletedUserHooks( $buffer, $switches ) )->register();
		( new ErasedUserHooks( $erasures, $core->ledger ) )->register();
		( new ErasedOrderHooks( $erasures, $core->outbox, $core->ledger, $waker->marked( ... ) ) )->register();
		add_action( Connection::CONNECTED, [ $erasures, 'onConnected' ] );
		add_action( Scheduler::SWEEP, [ $erasures, 'onSweep' ], self::AFTER_DELIVERIES );
		add_action( Scheduler::SWEEP, [ new MissedOrders( $core->store, new OrderIds( $core->database ), $core->outbox, $core->ledger ), 'onSweep' ], self::BEFORE_DELIVERIES );
	}
}
