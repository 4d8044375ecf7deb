import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { inflate } from './inflate.ts';

const LIMIT = 5_000_000;

test.each( [ 0, 1, 65_535, 65_536, 65_537, 1_000_000 ] )(
	'a body of %i bytes is the same after gzip and inflate',
	async ( length ) => {
		const json = Buffer.alloc( length, 'é ' );
		expect( await inflate( gzipSync( json ), 'gzip', LIMIT ) ).toEqual( {
			kind: 'inflated',
			json,
		} );
	}
);

test.each( [ 10, 65_536, 1_000_000 ] )(
	'R30 a body longer than %i bytes is refused at exactly that length',
	async ( limit ) => {
		const zipped = ( length: number ) => gzipSync( Buffer.alloc( length ) );
		expect( await inflate( zipped( limit ), 'gzip', limit ) ).toMatchObject(
			{ kind: 'inflated' }
		);
		expect( await inflate( zipped( limit + 1 ), 'gzip', limit ) ).toEqual( {
			kind: 'too-large',
		} );
	}
);

test( 'R30 a body that falsely claims to be small is bounded all the same', async () => {
	const liar = ( length: number ) => {
		const zipped = gzipSync( Buffer.alloc( length ) );
		zipped.writeUInt32LE( 100, zipped.byteLength - 4 );
		return zipped;
	};
	// zlib detects the wrong trailer at the end.
	expect( await inflate( liar( 1_000_000 ), 'gzip', LIMIT ) ).toEqual( {
		kind: 'malformed',
	} );
	expect( await inflate( liar( 40_000_000 ), 'gzip', LIMIT ) ).toEqual( {
		kind: 'too-large',
	} );
	// A trailer gives the length of the last member only.
	const twice = Buffer.concat( [
		gzipSync( Buffer.alloc( 100_000 ) ),
		gzipSync( Buffer.alloc( 10 ) ),
	] );
	expect( await inflate( twice, 'gzip', LIMIT ) ).toMatchObject( {
		kind: 'inflated',
		json: Buffer.alloc( 100_010 ),
	} );
} );

test.each( [
	[ 'nothing', Buffer.alloc( 0 ) ],
	[ 'text', Buffer.from( '{"a":1}' ) ],
	[ 'half a body', gzipSync( 'abcdefgh'.repeat( 99 ) ).subarray( 0, 30 ) ],
] )( '%s is not gzip', async ( _, body ) => {
	expect( await inflate( body, 'gzip', LIMIT ) ).toEqual( {
		kind: 'malformed',
	} );
} );

test( 'without an encoding the body is taken as it is; another encoding is unsupported', async () => {
	const body = Buffer.from( '{}' );
	expect( await inflate( body, undefined, 2 ) ).toEqual( {
		kind: 'inflated',
		json: body,
	} );
	expect( await inflate( body, undefined, 1 ) ).toEqual( {
		kind: 'too-large',
	} );
	expect( await inflate( body, 'br', 2 ) ).toEqual( { kind: 'unsupported' } );
} );
