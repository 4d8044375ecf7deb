import {
	openDatabase,
	type DatabaseOptions,
	type OpenDatabase,
} from './open.ts';

const DEFAULT_SIZE = 10;
const DEFAULT_STATEMENT_TIMEOUT_MS = 15_000;
/** A question that takes longer has to be divided. */
const QUESTION_TIMEOUT_MS = 5_000;

/** Connections to one database by purpose, so that no kind of work waits for another. */
export interface Pools {
	/** Batches, and the verification of all signed requests. */
	batches: OpenDatabase;
	/** Questions of stores about their own records. */
	questions: OpenDatabase;
	/** Ivorey's pages. */
	console: OpenDatabase;
	/** Programs that read what pages show. */
	reads: OpenDatabase;
	workers: OpenDatabase;
	/** As of each. */
	abort: () => void;
	close: () => Promise< void >;
}

/** `poolSize` is that of batches. The other pools are proportional, and open connections only as they are used. */
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
