import { accessSync, constants, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';

const MEMORY = '/dev/shm';
/** Enough for everything that a run of the tests keeps there at one time. */
const ROOM = 4 * 1024 ** 3;

/**
 * The folder for databases of tests: in memory if there is room. On a disk, creating and removing their hundreds of
 * files is most of the cost of a test database.
 */
export function scratchFolder(): string {
	try {
		accessSync( MEMORY, constants.W_OK );
		const { bavail, bsize } = statfsSync( MEMORY );
		return bavail * bsize >= ROOM ? MEMORY : tmpdir();
	} catch {
		return tmpdir();
	}
}
