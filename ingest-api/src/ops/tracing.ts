/** What a request was, known when it is over. */
export interface RequestFacts {
	method: string;
	route: string;
	status: number;
	requestId: string;
}

/** OpenTelemetry traces: a request and the statements that it sent to Postgres. */
export interface Tracing {
	/** Runs what answers a request. Statements meanwhile belong to it. */
	request: (
		answer: () => Promise< void >,
		facts: () => RequestFacts
	) => Promise< void >;
	/** A statement that is over; nothing where it belongs to no request. */
	statement: ( statement: {
		sql: string;
		milliseconds: number;
		failed: boolean;
	} ) => void;
	/** Sends what is still here. Never thrown. */
	close: () => Promise< void >;
}

const WRITE =
	/\b(?:(insert)\s+into|(delete)\s+from|(?<!\b(?:for|key|do)\s+)(update))\s+"?([a-z_]\w*)/i;
const READ = /\bselect\b(?:.*?\bfrom\s+"?([a-z_]\w*))?/is;

/**
 * What a statement does to which table, as "insert orders": all that is told of it, since its text is long, and whoever
 * writes one may put a value in it. One that reads and writes is what it writes.
 */
export function describeStatement( text: string ): {
	operation: string;
	table: string | null;
} {
	const bare = text.replaceAll( /\/\*.*?\*\/|--[^\n]*|'[^']*'/gs, ' ' );
	const [ , inserts, deletes, updates, written ] = WRITE.exec( bare ) ?? [];
	if ( written !== undefined ) {
		const operation = inserts ?? deletes ?? updates ?? '';
		return { operation: operation.toLowerCase(), table: written };
	}
	const read = READ.exec( bare );
	return read === null
		? { operation: 'other', table: null }
		: { operation: 'select', table: read[ 1 ] ?? null };
}
