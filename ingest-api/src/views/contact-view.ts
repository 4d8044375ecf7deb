import type { ContactKind } from '../db/schema.ts';
import type { MergeReason } from '../db/element-tables.ts';
import type { MessageOfOrder, OrderRow } from './order-view.ts';

/** A contact, as lists show it. */
export interface ContactRow {
	contactId: string;
	/** Empty where it is not known. */
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
	/** When the buyer chose; null where it is not known. */
	at: Date | null;
	/** One of CONSENT_SOURCES, or what a later plugin calls it. */
	source: string | null;
}

/** A contact with all that is known of it (R36). */
export interface ContactView extends ContactRow {
	company: string;
	phone: string;
	registeredAt: Date | null;
	/** The user accounts in stores that it is. */
	users: readonly {
		connectionId: string;
		storeUrl: string;
		userId: string;
	}[];
	/** The newest. */
	orders: readonly OrderRow[];
	/** By currency: what was paid for and not refunded. */
	spent: readonly { currency: string; amount: string; orders: number }[];
	merges: readonly { why: MergeReason; storeUrl: string; mergedAt: Date }[];
	/** The newest first. */
	messages: readonly MessageOfOrder[];
}
