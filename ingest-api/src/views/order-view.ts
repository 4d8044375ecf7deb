import type { Order, Transaction, Trigger } from '@ivorey/shared';
import type { RunOfHistory } from '../automations/history.ts';
import type { MessagesTable } from '../db/automation-tables.ts';
import type { ContactKind } from '../db/schema.ts';

/** An order, as lists show it. */
export interface OrderRow {
	connectionId: string;
	orderId: string;
	number: string;
	subtype: string;
	status: string;
	woocommerceStatus: string;
	/** In the trash of its store, or deleted there. */
	isTrashed: boolean;
	dateCreated: Date;
	total: string;
	currency: string;
	/** Of the buyer; empty where the order names nobody. */
	name: string;
	email: string | null;
	/** Null where the order names nobody. */
	contactId: string | null;
	storeUrl: string | null;
}

/** An order with all that is known of it (R35). */
export interface OrderView {
	connectionId: string;
	orderId: string;
	storeUrl: string;
	/** As the store sent it last; without personal data where that was erased. */
	record: Order;
	subtype: string;
	status: string;
	receivedAt: Date;
	/** When its last change came. */
	updatedAt: Date;
	erasedAt: Date | null;
	/** In the trash of its store, or deleted there. */
	isTrashed: boolean;
	/** Null where the order names nobody. */
	buyer: Buyer | null;
	/** By `<product id>`, and `<product id>:<variation id>`. */
	images: ReadonlyMap< string, string >;
	transactions: readonly TransactionOfOrder[];
	triggers: readonly TriggerOfOrder[];
	runs: readonly RunOfHistory[];
	messages: readonly MessageOfOrder[];
	/** Of the automations that there are, by their id. */
	automationNames: ReadonlyMap< string, string >;
}

export interface Buyer {
	contactId: string;
	name: string;
	email: string;
	kind: ContactKind;
	orders: number;
}

export interface TransactionOfOrder {
	transactionId: string;
	type: Transaction[ 'type' ];
	amount: string;
	currency: string;
	date: Date;
	method: string;
	gatewayId: string;
	reason: string;
	voided: boolean;
}

export interface TriggerOfOrder {
	type: Trigger[ 'type' ];
	occurredAt: Date;
	receivedAt: Date;
}

export interface MessageOfOrder {
	messageId: string;
	automationId: string | null;
	triggerId: string | null;
	/** Empty where it was erased. */
	recipient: string;
	subject: string;
	state: MessagesTable[ 'state' ];
	/** What the mail server answered. */
	reply: string | null;
	createdAt: Date;
	settledAt: Date | null;
	isErased: boolean;
}
