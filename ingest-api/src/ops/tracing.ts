/** The facts about a request that are known at its end. */
export interface RequestFacts {
	method: string;
	route: string;
	status: number;
	requestId: string;
}

/** OpenTelemetry traces: a request and the statements that it sent to Postgres. */
export interface Tracing {
	/** Runs the function that answers a request. Statements that run meanwhile belong to the request. */
	request: (
		answer: () => Promise< void >,
		facts: () => RequestFacts
	) => Promise< void >;
	/** Reports a finished statement; ignored if it belongs to no request. */
	statement: ( statement: {
		sql: string;
		milliseconds: number;
		failed: boolean;
	} ) => void;
	/** Sends the remaining spans. Never throws. */
	close: () => Promise< void >;
}

const WRITE =
	/\b(?:(insert)\s+into|(delete)\s+from|(?<!\b(?:for|key|do)\s+)(update))\s+"?([a-z_]\w*)/i;
const READ = /\bselect\b(?:.*?\bfrom\s+"?([a-z_]\w*))?/is;

/**
 * A statement's operation and table, as in "insert orders". Nothing else is reported, since its text is long and may
 * contain values. A statement that reads and writes counts as its write.
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
