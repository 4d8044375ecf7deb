<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Outbox;

/** What can be dirty, by the contract's names (shared/src/elements.ts). */
enum Element: string {
	case Collections  = 'collections';
	case Products     = 'products';
	case Contacts     = 'contacts';
	case Orders       = 'orders';
	case Transactions = 'transactions';
	case Triggers     = 'triggers';
}
