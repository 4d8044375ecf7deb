/** As a record was stored. */
export interface Sighting {
	/** null in what was received before there were digests. */
	digest: string | null;
	voided: boolean;
}

export interface Change {
	kind: 'created' | 'updated' | 'voided';
	/** When it came about; null: since Ivorey last heard of it. */
	happenedAt: Date | null;
}

/** By how much a store's clock may be behind. */
const TOLERANCE_MS = 5 * 60_000;

/**
 * Whether a record that was taken is news (R45). An import brings old records: one that is new to Ivorey is news only if
 * it came about since the store was connected. A record that Ivorey has already is news if it differs.
 *
 * @param before      undefined: it was not there.
 * @param after
 * @param dates       When it was created, and changed last, as far as they are known.
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
