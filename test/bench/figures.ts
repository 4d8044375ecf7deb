/** Milliseconds of one kind of action, measured repeatedly. */
export interface Figures {
	n: number;
	p50: number;
	p95: number;
	p99: number;
	min: number;
}

export function figures( values: readonly number[] ): Figures {
	const sorted = [ ...values ].sort( ( a, b ) => a - b );
	const at = ( share: number ) =>
		sorted[ Math.max( 0, Math.ceil( sorted.length * share ) - 1 ) ] ?? NaN;
	return {
		n: sorted.length,
		p50: at( 0.5 ),
		p95: at( 0.95 ),
		p99: at( 0.99 ),
		min: at( 0 ),
	};
}
