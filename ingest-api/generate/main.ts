/**
 * `npm run generate`: the client's types, from the API's document. With --check it writes nothing and exits 1 if they
 * differ.
 */
import path from 'node:path';
import { writeFiles } from '../../shared/generate/write-files.ts';
import { clientFiles } from './client.ts';

await writeFiles(
	path.resolve( import.meta.dirname, '../..' ),
	await clientFiles()
);
