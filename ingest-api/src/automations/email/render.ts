import { Worker } from 'node:worker_threads';
import { createEngines, parsePart, templateError } from './liquid.ts';
import type { RenderTask } from './render-worker.ts';
import {
	TEMPLATE_PARTS,
	type EmailLayout,
	type EmailTemplate,
	type Rendered,
	type TemplateError,
} from './template.ts';
import type { EmailVariables } from './variables.ts';

export type { Rendered } from './template.ts';

export interface Renderer {
	/** @throws Error where no thread could be started, or the renderer was closed: never for a template's fault. */
	render: (
		template: EmailTemplate,
		variables: EmailVariables,
		layout: EmailLayout
	) => Promise< Rendered >;
	close: () => Promise< void >;
}

/** A render that takes longer no longer counts: another thread serves those that wait. */
const SLOW_MS = 50;
/** Slow renders at the same time; the next ones wait until one of them ends. */
const MAX_SLOW = 4;
/** Of each thread. */
const MEMORY_MB = 128;

interface Job {
	task: RenderTask;
	resolve: ( rendered: Rendered ) => void;
	reject: ( error: Error ) => void;
}

interface Thread {
	worker: Worker;
	isReady: boolean;
	isSlow: boolean;
	job: Job | null;
	timers: NodeJS.Timeout[];
}

/**
 * Renders in threads of its own. One that takes longer than `timeoutMs`, or all the memory it may have, is ended and
 * replaced; the others are not delayed by it.
 */
export function createRenderer( {
	threads: count = 1,
	timeoutMs = 1_000,
}: { threads?: number; timeoutMs?: number } = {} ): Renderer {
	const waiting: Job[] = [];
	const threads = new Set< Thread >();
	let isClosed = false;

	function start(): void {
		const thread: Thread = {
			worker: new Worker(
				new URL( './render-worker.ts', import.meta.url ),
				{
					resourceLimits: {
						maxOldGenerationSizeMb: MEMORY_MB,
						maxYoungGenerationSizeMb: 32,
					},
				}
			),
			isReady: false,
			isSlow: false,
			job: null,
			timers: [],
		};
		threads.add( thread );
		thread.worker.on( 'message', ( message: 'ready' | Rendered ) => {
			if ( message === 'ready' ) {
				thread.isReady = true;
			} else {
				settle( thread, message );
			}
			serve();
		} );
		// Of its own accord only where it used up its memory or could not start.
		thread.worker.on( 'error', ( error ) => drop( thread, error ) );
		thread.worker.on( 'exit', () => drop( thread, null ) );
	}

	function serve(): void {
		for ( const thread of threads ) {
			if ( thread.isReady && thread.job === null ) {
				const job = waiting.shift();
				if ( job === undefined ) {
					break;
				}
				assign( thread, job );
			}
		}
		const slow = [ ...threads ].filter( ( { isSlow } ) => isSlow ).length;
		if (
			waiting.length > 0 &&
			threads.size - slow < count &&
			slow <= MAX_SLOW
		) {
			start();
		}
	}

	function assign( thread: Thread, job: Job ): void {
		thread.job = job;
		thread.timers = [
			setTimeout( () => {
				thread.isSlow = true;
				serve();
			}, SLOW_MS ),
			setTimeout( () => {
				settle( thread, endedEarly( 'timeout', 'took too long' ) );
				end( thread );
				serve();
			}, timeoutMs ),
		];
		thread.worker.postMessage( job.task );
	}

	function settle( thread: Thread, rendered: Rendered ): void {
		thread.timers.forEach( clearTimeout );
		thread.job?.resolve( rendered );
		thread.job = null;
		const others = [ ...threads ].filter(
			( other ) => other !== thread && ! other.isSlow
		);
		if ( thread.isSlow && others.length >= count ) {
			end( thread );
		}
		thread.isSlow = false;
	}

	/** Its job has been settled before. */
	function end( thread: Thread ): void {
		threads.delete( thread );
		void thread.worker.terminate();
	}

	function drop( thread: Thread, error: Error | null ): void {
		if ( ! threads.delete( thread ) ) {
			return;
		}
		if ( thread.job !== null ) {
			settle( thread, endedEarly( 'limits', 'needs too much memory' ) );
		} else if ( ! thread.isReady ) {
			// The next one would not start either.
			const reason = new Error(
				'No thread to render e-mails could be started',
				{
					cause: error,
				}
			);
			for ( const job of waiting.splice( 0 ) ) {
				job.reject( reason );
			}
		}
		serve();
	}

	return {
		render: ( template, variables, layout ) =>
			new Promise( ( resolve, reject ) => {
				if ( isClosed ) {
					reject( new Error( 'The renderer is closed' ) );
					return;
				}
				waiting.push( {
					task: { template, variables, layout },
					resolve,
					reject,
				} );
				serve();
			} ),
		async close() {
			isClosed = true;
			const running = [ ...threads ];
			threads.clear();
			const left = [
				...waiting.splice( 0 ),
				...running.flatMap( ( { job } ) => job ?? [] ),
			];
			for ( const job of left ) {
				job.reject( new Error( 'The renderer is closed' ) );
			}
			await Promise.all(
				running.map( ( { worker, timers } ) => {
					timers.forEach( clearTimeout );
					return worker.terminate();
				} )
			);
		},
	};
}

function endedEarly( reason: 'timeout' | 'limits', what: string ): Rendered {
	return {
		ok: false,
		part: 'body',
		message: `The template ${ what }`,
		line: null,
		column: null,
		reason,
	};
}

const engines = createEngines();

/** What is wrong with a template before it is saved; it is parsed only, so that a variable's name is not looked at. */
export function checkTemplate( template: EmailTemplate ): TemplateError[] {
	return TEMPLATE_PARTS.flatMap( ( part ) => {
		try {
			parsePart( engines, part, template[ part ] );
			return [];
		} catch ( error ) {
			return [ templateError( part, error ) ];
		}
	} );
}
