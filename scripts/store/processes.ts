import { spawn, type ChildProcess } from 'node:child_process';
import {
	existsSync,
	openSync,
	closeSync,
	readFileSync,
	readdirSync,
	writeFileSync,
} from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const GROUPS = 'process-groups';
const OWNER = 'owner';
const REMAINS = 'remains';
const STOP_TIMEOUT_MS = 10_000;

/**
 * Waits until the pipe from its parent closes, which the kernel ensures however the parent dies. Then it ends every
 * process group in the list `$1` and removes the paths in the remaining arguments. It reads the list once, because
 * another owner may have taken over the store before the last signal.
 */
const WATCHDOG = `cat >/dev/null
groups=$(cat "$1")
shift
end() { for group in $groups; do kill -s "$1" -- "-$group" 2>/dev/null; done; }
end TERM
[ -z "$groups" ] || sleep 3
end KILL
rm -rf -- "$@"`;

export interface Server {
	pid: number;
	/** Whether the process has ended, for whatever reason. */
	hasEnded: () => boolean;
	stop: ( signal?: NodeJS.Signals ) => Promise< void >;
}

/**
 * The processes of one store. Each server leads its own process group, so that its workers end with it. All end when
 * this process does, even by SIGKILL.
 */
export class ProcessKeeper {
	readonly #folder: string;
	readonly #running = new Set< number >();
	readonly #watchdog: ChildProcess;
	#isClosed = false;

	/** `folder` is for bookkeeping. The folders in `remove` are removed when the owner dies. */
	constructor( folder: string, { remove }: { remove: readonly string[] } ) {
		this.#folder = folder;
		own( folder );
		writeFileSync( path.join( folder, REMAINS ), remove.join( '\n' ) );
		this.#write();
		this.#watchdog = spawn(
			'/bin/sh',
			[
				'-c',
				WATCHDOG,
				'store-watchdog',
				path.join( folder, GROUPS ),
				...remove,
			],
			{ detached: true, stdio: [ 'pipe', 'ignore', 'ignore' ] }
		);
		// The watchdog must not keep its parent alive.
		this.#watchdog.unref();
		( this.#watchdog.stdin as unknown as { unref: () => void } ).unref();
	}

	/** Starts a server in the foreground; its output goes to `log`. */
	start(
		command: string,
		args: readonly string[],
		options: { log: string; env?: NodeJS.ProcessEnv; cwd?: string }
	): Server {
		const log = openSync( options.log, 'a' );
		const child = spawn( command, args, {
			detached: true,
			stdio: [ 'ignore', log, log ],
			env: options.env ?? process.env,
			...( options.cwd ? { cwd: options.cwd } : {} ),
		} );
		closeSync( log );
		child.on( 'error', () => {} );
		const pid = child.pid;
		if ( pid === undefined ) {
			throw new Error( `${ command } could not be started` );
		}
		child.unref();
		this.#running.add( pid );
		this.#write();
		const hasEnded = () =>
			child.exitCode !== null || child.signalCode !== null;
		const ended = new Promise< void >( ( resolve ) =>
			child.once( 'exit', () => resolve() )
		);
		return {
			pid,
			hasEnded,
			stop: async ( signal = 'SIGTERM' ) => {
				if ( ! hasEnded() ) {
					child.kill( signal );
					const timer = new AbortController();
					await Promise.race( [
						ended,
						sleep( STOP_TIMEOUT_MS, null, {
							signal: timer.signal,
						} ).catch( () => {} ),
					] );
					timer.abort();
				}
				// Workers of a killed master live on, and a master may not end by itself: SIGKILL ends both.
				signalGroup( pid, 'SIGKILL' );
				this.#running.delete( pid );
				this.#write();
			},
		};
	}

	/** Adds a program that leads its own process group, so that it ends with the others. */
	adopt( child: ChildProcess ): void {
		const { pid } = child;
		if ( pid === undefined ) {
			return;
		}
		this.#running.add( pid );
		this.#write();
		child.once( 'exit', () => {
			if ( this.#running.delete( pid ) ) {
				this.#write();
			}
		} );
	}

	/** Ends everything that still runs. */
	async close(): Promise< void > {
		for ( const pid of this.#running ) {
			signalGroup( pid, 'SIGKILL' );
		}
		this.#running.clear();
		this.#isClosed = true;
		for ( const name of [ OWNER, REMAINS, GROUPS ] ) {
			await rm( path.join( this.#folder, name ), { force: true } );
		}
		if ( this.#watchdog.pid !== undefined ) {
			signalGroup( this.#watchdog.pid, 'SIGKILL' );
		}
	}

	#write(): void {
		if ( this.#isClosed ) {
			return;
		}
		writeFileSync(
			path.join( this.#folder, GROUPS ),
			[ ...this.#running ].map( ( pid ) => `${ pid }\n` ).join( '' )
		);
	}
}

/** Marks a folder as this process's own. */
export function own( folder: string ): void {
	writeFileSync( path.join( folder, OWNER ), identity( process.pid ) );
}

/** The process that started the store in this folder; null if it is no longer alive. */
export function ownerOf( folder: string ): number | null {
	const file = path.join( folder, OWNER );
	if ( ! existsSync( file ) ) {
		return null;
	}
	const owner = readFileSync( file, 'utf8' );
	const pid = Number.parseInt( owner, 10 );
	return owner === identity( pid ) ? pid : null;
}

/** Whether a store was started in this folder and not stopped properly. */
export function hasLeftovers( folder: string ): boolean {
	return (
		existsSync( path.join( folder, OWNER ) ) && ownerOf( folder ) === null
	);
}

/** Ends and removes the leftovers of a dead owner: its watchdog may have been killed with it. */
export async function endLeftovers( folder: string ): Promise< void > {
	for ( const line of readOrEmpty( path.join( folder, GROUPS ) ).split(
		'\n'
	) ) {
		const pid = Number( line );
		// Process IDs are reused: the command line tells whether the process is ours.
		if ( pid > 1 && commandLine( pid ).includes( folder ) ) {
			signalGroup( pid, 'SIGKILL' );
		}
	}
	for ( const remains of readOrEmpty( path.join( folder, REMAINS ) )
		.split( '\n' )
		.filter( Boolean ) ) {
		await rm( remains, { recursive: true, force: true } );
	}
}

/** The IDs of a process' children. */
export function childrenOf( parent: number ): number[] {
	if ( process.platform !== 'linux' ) {
		return [];
	}
	return readdirSync( '/proc' )
		.filter(
			( name ) => /^\d+$/.test( name ) && parentOf( name ) === parent
		)
		.map( Number );
}

function parentOf( pid: string ): number | null {
	const stat = readOrEmpty( `/proc/${ pid }/stat` );
	// The name, in brackets, may contain anything; state and parent follow it.
	const parent = stat.slice( stat.lastIndexOf( ')' ) + 2 ).split( ' ' )[ 1 ];
	return parent === undefined ? null : Number( parent );
}

/** A process ID with its start time, because IDs are reused. */
function identity( pid: number ): string {
	if ( process.platform !== 'linux' ) {
		return isAlive( pid ) ? `${ pid }` : 'gone';
	}
	const stat = readOrEmpty( `/proc/${ pid }/stat` );
	const started = stat
		.slice( stat.lastIndexOf( ')' ) + 2 )
		.split( ' ' )[ 19 ];
	return started === undefined ? 'gone' : `${ pid } ${ started }`;
}

function isAlive( pid: number ): boolean {
	try {
		return process.kill( pid, 0 );
	} catch {
		return false;
	}
}

function commandLine( pid: number ): string {
	return readOrEmpty( `/proc/${ pid }/cmdline` );
}

function readOrEmpty( file: string ): string {
	try {
		return readFileSync( file, 'utf8' );
	} catch {
		return '';
	}
}

function signalGroup( pid: number, signal: NodeJS.Signals ): void {
	try {
		process.kill( -pid, signal );
	} catch {
		// It has already ended.
	}
}
