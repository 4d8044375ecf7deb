import type { Order, Transaction, Trigger } from '@ivorey/shared';
import type { RunOfHistory } from '../automations/history.ts';
import type { MessagesTable } from '../db/automation-tables.ts';
import type { ContactKind } from '../db/schema.ts';

/** An order in a list. */
export interface OrderRow {
	connectionId: string;
	orderId: string;
	number: string;
	subtype: string;
	status: string;
	woocommerceStatus: string;
	/** In the trash of its store, or deleted. */
	isTrashed: boolean;
	dateCreated: Date;
	total: string;
	currency: string;
	/** The buyer's name; empty if the order names nobody. */
	name: string;
	email: string | null;
	/** null if the order names nobody. */
	contactId: string | null;
	storeUrl: string | null;
}

/** An order with all its details (R35). */
export interface OrderView {
	connectionId: string;
	orderId: string;
	storeUrl: string;
	/** The last record from the store; without personal data if that was erased. */
	record: Order;
	subtype: string;
	status: string;
	receivedAt: Date;
	/** When its last change arrived. */
	updatedAt: Date;
	erasedAt: Date | null;
	/** In the trash of its store, or deleted. */
	isTrashed: boolean;
	/** null if the order names nobody. */
	buyer: Buyer | null;
	/** By `<product id>` and `<product id>:<variation id>`. */
	images: ReadonlyMap< string, string >;
	transactions: readonly TransactionOfOrder[];
	triggers: readonly TriggerOfOrder[];
	runs: readonly RunOfHistory[];
	messages: readonly MessageOfOrder[];
	/** The names of existing automations, by ID. */
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
	/** Empty if it was erased. */
	recipient: string;
	subject: string;
	state: MessagesTable[ 'state' ];
	/** The answer of the mail server. */
	reply: string | null;
	createdAt: Date;
	settledAt: Date | null;
	isErased: boolean;
}
