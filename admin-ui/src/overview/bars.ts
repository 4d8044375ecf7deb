/** An hour's records, and its failed deliveries. */
export interface Hour {
	/** Start of the hour, RFC 3339. */
	hour: string;
	records: number;
	failures: number;
}

/** The next round number (1, 2 or 5 times a power of ten) that is not below any value; at least 5. */
export function topOfScale( values: readonly number[] ): number {
	const max = Math.max( 5, ...values );
	const power = 10 ** Math.floor( Math.log10( max ) );
	return [ 1, 2, 5, 10 ].map( ( n ) => n * power ).find( ( n ) => n >= max )!;
}

/** Every hour up to now, including hours without a delivery. */
export function fillHours(
	known: readonly Hour[],
	now: Date,
	count = 24
): Hour[] {
	const HOUR_MS = 3_600_000;
	const byStart = new Map(
		known.map( ( hour ) => [ startOf( new Date( hour.hour ) ), hour ] )
	);
	const last = startOf( now );
	return Array.from( { length: count }, ( _, i ) => {
		const start = last - ( count - 1 - i ) * HOUR_MS;
		const { records = 0, failures = 0 } = byStart.get( start ) ?? {};
		return { hour: new Date( start ).toISOString(), records, failures };
	} );

	function startOf( time: Date ): number {
		return Math.floor( time.getTime() / HOUR_MS ) * HOUR_MS;
	}
}
