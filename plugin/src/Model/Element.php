<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Model;

/** The kinds of objects that can be dirty, by the contract's names (shared/src/elements.ts). */
enum Element: string {
	case Collections  = 'collections';
	case Products     = 'products';
	case Contacts     = 'contacts';
	case Orders       = 'orders';
	case Transactions = 'transactions';
	case Triggers     = 'triggers';
	/** Sent whatever is switched on or off. */
	case Erasures = 'erasures';

	/** @return list<self> The elements that have a switch. */
	public static function switched(): array {
		return [ self::Collections, self::Products, self::Contacts, self::Orders, self::Transactions, self::Triggers ];
	}
}
