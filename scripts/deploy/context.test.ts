import { expect, test } from 'vitest';
import { isIgnored, parseIgnoreFile } from './context.ts';

const RULES = parseIgnoreFile(
	'# A comment\n*\n!shared\n!package.json\n\n**/*.test.ts\nshared/generate/\n**/testing'
);

test.for( [
	[ 'package.json', false ],
	[ 'shared/src/records/order.ts', false ],
	[ 'shared/src/records/order.test.ts', true ],
	[ 'shared/generate/main.ts', true ],
	[ 'shared/testing/samples.ts', true ],
	[ 'plugin/readme.txt', true ],
	[ 'README.md', true ],
] as const )( '%s is ignored: %s', ( [ file, ignored ] ) => {
	expect( isIgnored( file, RULES ) ).toBe( ignored );
} );
