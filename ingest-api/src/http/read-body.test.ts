import { expect, test } from 'vitest';
import { readBody } from './read-body.ts';

const MAX = 3;

test.for( [
	{ body: 'abc', declared: '3', kind: 'read' },
	{ body: 'abc', declared: undefined, kind: 'read' },
	{ body: 'abcd', declared: '4', kind: 'too-large' },
	{ body: 'abcd', declared: undefined, kind: 'too-large' },
	// A body longer than its declared length is detected.
	{ body: 'abcd', declared: '3', kind: 'too-large' },
] )(
	'"$body" declared as $declared is $kind with a limit of 3 bytes',
	async ( { body, declared, kind } ) => {
		const read = await readBody(
			new Blob( [ body ] ).stream(),
			declared,
			MAX,
			60_000
		);
		expect( read ).toEqual(
			kind === 'read' ? { kind, body: Buffer.from( body ) } : { kind }
		);
	}
);
