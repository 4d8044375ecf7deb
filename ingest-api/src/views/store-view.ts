import type {
	ConnectionState,
	Element,
	ImportRequest,
	Settings,
	StatusReport,
} from '@ivorey/shared';

/** A store of the account in a list. */
export interface StoreRow {
	connectionId: string;
	storeUrl: string;
	state: ConnectionState;
	lastSeenAt: Date | null;
}

/** A store of the account with all data of its page. */
export interface StoreView extends StoreRow {
	/** The cause of the state: evidence, or a person's decision. */
	cause: 'evidence' | 'person' | null;
	reason: string | null;
	since: Date;
	/** When Ivorey last asked for something that the store has not fetched yet. */
	askedAt: Date | null;
	settings: Settings;
	/** The request that the store has not acted on yet. */
	request: ImportRequest | null;
	status: { report: StatusReport; reportedAt: Date } | null;
	history: { at: Date; to: ConnectionState; reason: string }[];
}

/** The number of a store's records in Ivorey, by element. */
export type ElementCounts = Record< Element, number >;

export function isImporting( { state, status }: StoreView ): boolean {
	const imported = status?.report.import?.state;
	return (
		state === 'active' &&
		( imported === 'running' || imported === 'waiting' )
	);
}

/** When a store that is not active last reported; null for an active store. */
export function stoppedSince( { state, status }: StoreView ): Date | null {
	return state === 'active' ? null : ( status?.reportedAt ?? null );
}

/** https://shop.example.com → shop.example.com */
export function withoutScheme( url: string ): string {
	return url.replace( /^https?:\/\//, '' );
}
