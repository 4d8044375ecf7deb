import { accessSync, constants, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';

const MEMORY = '/dev/shm';
/** For all that a run of the tests has there at once. */
const ROOM = 4 * 1024 ** 3;

/**
 * Where the databases of tests are: in memory if there is room. They are made of hundreds of files each, and to make
 * and remove those is most of what a database for a test costs on a disk.
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
