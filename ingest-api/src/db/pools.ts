import {
	openDatabase,
	type DatabaseOptions,
	type OpenDatabase,
} from './open.ts';

const DEFAULT_SIZE = 10;
const DEFAULT_STATEMENT_TIMEOUT_MS = 15_000;
/** A question that takes longer has to be split. */
const QUESTION_TIMEOUT_MS = 5_000;

/** Connections to one database by purpose, so that no kind of work waits for another. */
export interface Pools {
	/** Batches, and the authentication of all signed requests. */
	batches: OpenDatabase;
	/** Stores' questions about their own records. */
	questions: OpenDatabase;
	/** The console. */
	console: OpenDatabase;
	/** Programs that read the same data as the console's pages. */
	reads: OpenDatabase;
	workers: OpenDatabase;
	/** For all pools. */
	abort: () => void;
	close: () => Promise< void >;
}

/**
 * `poolSize` is the batches' pool size. The other pools are proportional, and open connections only as they are used.
 */
export function openPools( options: Omit< DatabaseOptions, 'as' > ): Pools {
	const size = options.poolSize ?? DEFAULT_SIZE;
	const statementTimeoutMs =
		options.statementTimeoutMs ?? DEFAULT_STATEMENT_TIMEOUT_MS;
	const open = ( poolSize: number, timeoutMs = statementTimeoutMs ) =>
		openDatabase( {
			...options,
			as: 'requests',
			poolSize,
			statementTimeoutMs: timeoutMs,
		} );
	const pools = {
		batches: open( size ),
		questions: open(
			Math.max( 2, Math.ceil( size / 4 ) ),
			Math.min( statementTimeoutMs, QUESTION_TIMEOUT_MS )
		),
		console: open( Math.max( 2, Math.ceil( size / 2 ) ) ),
		reads: open( Math.max( 2, Math.ceil( size / 4 ) ) ),
		workers: open( Math.max( 4, Math.ceil( size / 2 ) ) ),
	};
	const all = Object.values( pools );
	return {
		...pools,
		abort: () => all.forEach( ( pool ) => pool.abort() ),
		close: async () => {
			await Promise.all( all.map( ( pool ) => pool.close() ) );
		},
	};
}
