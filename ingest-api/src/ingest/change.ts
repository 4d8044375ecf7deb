/** The state of a stored record. */
export interface Sighting {
	/** null in records received before there were digests. */
	digest: string | null;
	voided: boolean;
}

export interface Change {
	kind: 'created' | 'updated' | 'voided';
	/** When it happened; null: at some time since Ivorey last heard of the record. */
	happenedAt: Date | null;
}

/** How far a store's clock may be behind. */
const TOLERANCE_MS = 5 * 60_000;

/**
 * Whether an accepted record is news (R45). An import brings old records: one that is new to Ivorey is news only if it
 * was created or changed since the store was connected. A record that Ivorey already has is news if it differs.
 *
 * @param before      undefined if it was not stored.
 * @param after
 * @param dates       When it was created and last changed, if known.
 * @param connectedAt
 */
export function changeOf(
	before: Sighting | undefined,
	after: Sighting,
	dates: readonly ( Date | null )[],
	connectedAt: Date
): Change | null {
	if ( before !== undefined ) {
		if ( before.digest === after.digest ) {
			return null;
		}
		return {
			kind: after.voided && ! before.voided ? 'voided' : 'updated',
			happenedAt: null,
		};
	}
	const [ created, changed ] = dates;
	const since = connectedAt.getTime() - TOLERANCE_MS;
	const isNews = ( date: Date | null | undefined ): date is Date =>
		date !== null && date !== undefined && date.getTime() >= since;
	if ( isNews( created ) ) {
		return { kind: 'created', happenedAt: created };
	}
	return isNews( changed ) ? { kind: 'updated', happenedAt: changed } : null;
}
