import type {
	ConnectionState,
	Element,
	ImportRequest,
	Settings,
	StatusReport,
} from '@ivorey/shared';

/** A store of the account, as lists show it. */
export interface StoreRow {
	connectionId: string;
	storeUrl: string;
	state: ConnectionState;
	lastSeenAt: Date | null;
}

/** A store of the account, with all that its page shows. */
export interface StoreView extends StoreRow {
	/** Who paused or ended it. */
	cause: 'evidence' | 'person' | null;
	reason: string | null;
	since: Date;
	/** When something was asked here that the store does not know of yet. */
	askedAt: Date | null;
	settings: Settings;
	/** What the store has not acted on yet. */
	request: ImportRequest | null;
	status: { report: StatusReport; reportedAt: Date } | null;
	history: { at: Date; to: ConnectionState; reason: string }[];
}

/** How many of a store's records are in Ivorey. */
export type ElementCounts = Record< Element, number >;

export function isImporting( { state, status }: StoreView ): boolean {
	const imported = status?.report.import?.state;
	return (
		state === 'active' &&
		( imported === 'running' || imported === 'waiting' )
	);
}

/** When the store was last heard of where it does not go on; null where it does. Only an active store goes on. */
export function stoppedSince( { state, status }: StoreView ): Date | null {
	return state === 'active' ? null : ( status?.reportedAt ?? null );
}

/** https://shop.example.com → shop.example.com */
export function withoutScheme( url: string ): string {
	return url.replace( /^https?:\/\//, '' );
}
