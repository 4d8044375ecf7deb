import { fork, type ChildProcess } from 'node:child_process';
import { createEngines, parsePart, templateError } from './liquid.ts';
import type { RenderTask } from './render-process.ts';
import {
	TEMPLATE_PARTS,
	type EmailLayout,
	type EmailTemplate,
	type Rendered,
	type TemplateError,
	type TemplateFault,
} from './template.ts';
import type { EmailVariables } from './variables.ts';

export type { Rendered } from './template.ts';

export interface Renderer {
	/** @throws Error if no process could be started, or the renderer was closed; never for a template's fault. */
	render: (
		template: EmailTemplate,
		variables: EmailVariables,
		layout: EmailLayout
	) => Promise< Rendered >;
	close: () => Promise< void >;
}

/** A render that takes longer is slow: another process serves the waiting e-mails. */
const SLOW_MS = 50;
/** While more renders than this are slow, no other process starts, and the next e-mails wait. */
const MAX_SLOW = 4;
/** How long Node may take to start; a slower process is killed. */
const START_MS = 30_000;

export interface RendererOptions {
	/** Processes at the same time, not counting slow ones. */
	processes?: number;
	/** The limit for one e-mail. */
	timeoutMs?: number;
	/** The limit for each process. */
	memoryMb?: number;
}

interface Job {
	task: RenderTask;
	resolve: ( rendered: Rendered ) => void;
	reject: ( error: Error ) => void;
}

interface Helper {
	child: ChildProcess;
	isReady: boolean;
	isSlow: boolean;
	job: Job | null;
	timers: NodeJS.Timeout[];
}

/**
 * Renders in separate processes, which start with the first e-mail. A process that takes longer than `timeoutMs`, or
 * more memory than allowed, is killed and replaced, and the others are not delayed. These are processes rather than
 * threads, because a thread that runs out of memory between two garbage collections ends the whole program.
 */
export function createRenderer( {
	processes: count = 1,
	timeoutMs = 1_000,
	memoryMb = 160,
}: RendererOptions = {} ): Renderer {
	const waiting: Job[] = [];
	const helpers = new Set< Helper >();
	let isClosed = false;

	function start(): void {
		const helper: Helper = {
			child: forkHelper( memoryMb ),
			isReady: false,
			isSlow: false,
			job: null,
			timers: [],
		};
		helpers.add( helper );
		helper.timers.push( setTimeout( () => kill( helper ), START_MS ) );
		helper.child.on( 'message', ( message ) => {
			if ( message === 'ready' ) {
				helper.isReady = true;
				helper.timers.forEach( clearTimeout );
			} else {
				settle( helper, message as Rendered );
			}
			serve();
		} );
		helper.child.on( 'error', () => lose( helper ) );
		helper.child.on( 'exit', () => lose( helper ) );
	}

	function serve(): void {
		for ( const helper of helpers ) {
			if ( helper.isReady && helper.job === null ) {
				const job = waiting.shift();
				if ( job === undefined ) {
					return;
				}
				assign( helper, job );
			}
		}
		const slow = [ ...helpers ].filter( ( { isSlow } ) => isSlow ).length;
		if (
			waiting.length > 0 &&
			helpers.size - slow < count &&
			slow <= MAX_SLOW
		) {
			start();
		}
	}

	function assign( helper: Helper, job: Job ): void {
		helper.job = job;
		helper.timers = [
			setTimeout( () => {
				helper.isSlow = true;
				serve();
			}, SLOW_MS ),
			setTimeout( () => {
				settle( helper, endedEarly( 'timeout' ) );
				kill( helper );
				serve();
			}, timeoutMs ),
		];
		helper.child.send( job.task );
	}

	function settle( helper: Helper, rendered: Rendered ): void {
		helper.timers.forEach( clearTimeout );
		helper.job?.resolve( rendered );
		helper.job = null;
		const others = [ ...helpers ].filter(
			( other ) => other !== helper && ! other.isSlow
		);
		// Another process has taken its place.
		if ( helper.isSlow && others.length >= count ) {
			kill( helper );
		}
		helper.isSlow = false;
	}

	function kill( helper: Helper ): void {
		lose( helper );
		helper.child.kill( 'SIGKILL' );
	}

	/** Handles the loss of a process that has ended, or is about to. */
	function lose( helper: Helper ): void {
		if ( ! helpers.delete( helper ) ) {
			return;
		}
		helper.timers.forEach( clearTimeout );
		if ( helper.job !== null ) {
			settle( helper, endedEarly( 'memory' ) );
		} else if ( ! helper.isReady ) {
			// The next process would not start either.
			const error = new Error(
				'No process to render e-mails could be started'
			);
			for ( const job of waiting.splice( 0 ) ) {
				job.reject( error );
			}
		}
		serve();
	}

	return {
		render: ( template, variables, layout ) =>
			new Promise( ( resolve, reject ) => {
				if ( isClosed ) {
					reject( closedError() );
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
			const running = [ ...helpers ];
			helpers.clear();
			const left = [
				...waiting.splice( 0 ),
				...running.flatMap( ( { job } ) => job ?? [] ),
			];
			for ( const job of left ) {
				job.reject( closedError() );
			}
			await Promise.all( running.map( ended ) );
		},
	};
}

function forkHelper( memoryMb: number ): ChildProcess {
	return fork( new URL( './render-process.ts', import.meta.url ), [], {
		// An empty environment has no secrets in it. The permissions allow reading files, but neither writing files nor
		// starting processes, threads or native code.
		env: {},
		execArgv: [
			`--max-old-space-size=${ memoryMb }`,
			'--permission',
			'--allow-fs-read=*',
		],
		serialization: 'advanced',
		// Node's out-of-memory report does not belong in this program's log.
		stdio: [ 'ignore', 'ignore', 'ignore', 'ipc' ],
	} );
}

function ended( { child, timers }: Helper ): Promise< void > {
	timers.forEach( clearTimeout );
	return new Promise( ( resolve ) => {
		if ( child.exitCode !== null || child.signalCode !== null ) {
			resolve();
			return;
		}
		child.once( 'exit', () => resolve() );
		child.kill( 'SIGKILL' );
	} );
}

function closedError(): Error {
	return new Error( 'The renderer is closed' );
}

function endedEarly( fault: TemplateFault ): Rendered {
	return {
		ok: false,
		part: 'body',
		fault,
		name: null,
		line: null,
		column: null,
	};
}

const engines = createEngines();

/** The errors of a template before it is saved. It is only parsed, so names of variables are not checked. */
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
