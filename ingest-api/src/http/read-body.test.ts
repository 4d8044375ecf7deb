import { expect, test } from 'vitest';
import { readBody } from './read-body.ts';

const MAX = 3;

test.for( [
	{ body: 'abc', declared: '3', kind: 'read' },
	{ body: 'abc', declared: undefined, kind: 'read' },
	{ body: 'abcd', declared: '4', kind: 'too-large' },
	{ body: 'abcd', declared: undefined, kind: 'too-large' },
	// Who says less than is sent is found out.
	{ body: 'abcd', declared: '3', kind: 'too-large' },
] )(
	'of at most 3 bytes, "$body" declared as $declared is $kind',
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
