/** `npm run generate`: the types of the client, of the API's document. With --check nothing is written; exits 1 where they differ. */
import path from 'node:path';
import { writeFiles } from '../../shared/generate/write-files.ts';
import { clientFiles } from './client.ts';

await writeFiles(
	path.resolve( import.meta.dirname, '../..' ),
	await clientFiles()
);
