import { constants } from 'node:fs';
import { cp, rm } from 'node:fs/promises';

/** Replaces a folder with a copy of another. */
export async function replaceFolder(
	from: string,
	to: string
): Promise< void > {
	await rm( to, { recursive: true, force: true } );
	await cp( from, to, {
		recursive: true,
		mode: constants.COPYFILE_FICLONE,
	} );
}

export async function removeFolders(
	folders: readonly string[]
): Promise< void > {
	for ( const folder of folders ) {
		await rm( folder, { recursive: true, force: true } );
	}
}
