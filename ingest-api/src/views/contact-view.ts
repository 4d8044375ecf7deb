import type { ContactKind } from '../db/schema.ts';
import type { MergeReason } from '../db/element-tables.ts';
import type { MessageOfOrder, OrderRow } from './order-view.ts';

/** A contact in a list. */
export interface ContactRow {
	contactId: string;
	/** Empty if unknown. */
	name: string;
	email: string;
	kind: ContactKind;
	createdAt: Date;
	orderCount: number;
	consent: ConsentView;
}

/** Whether a contact agreed to marketing e-mails. */
export interface ConsentView {
	state: 'given' | 'refused' | 'unknown';
	/** When the buyer chose; null if unknown. */
	at: Date | null;
	/** One of CONSENT_SOURCES, or the name of a source in a later plugin. */
	source: string | null;
}

/** A contact with all its details (R36). */
export interface ContactView extends ContactRow {
	company: string;
	phone: string;
	registeredAt: Date | null;
	/** The contact's user accounts in stores. */
	users: readonly {
		connectionId: string;
		storeUrl: string;
		userId: string;
	}[];
	/** The newest orders. */
	orders: readonly OrderRow[];
	/** By currency: payments minus refunds. */
	spent: readonly { currency: string; amount: string; orders: number }[];
	merges: readonly { why: MergeReason; storeUrl: string; mergedAt: Date }[];
	/** Newest first. */
	messages: readonly MessageOfOrder[];
}
