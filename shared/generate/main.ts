/**
 * `npm run generate [-- --check]`: the contract for PHP. With --check it writes nothing and exits 1 if a file
 * differs.
 */
import path from 'node:path';
import { generatedFiles } from './files.ts';
import { writeFiles } from './write-files.ts';

await writeFiles(
	path.resolve( import.meta.dirname, '../..' ),
	generatedFiles()
);
