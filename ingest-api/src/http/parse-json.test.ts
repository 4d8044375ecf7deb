import { describe, expect, test } from 'vitest';
import { parseJson } from './parse-json.ts';

const BOUNDS = { depth: 3, elements: 1_000, elementBytes: 1_000_000 };
const parse = ( json: string | Buffer, bounds = {} ) =>
	parseJson( Buffer.from( json as string ), { ...BOUNDS, ...bounds } );

describe( 'the depth of JSON', () => {
	test.for( [
		'[[[]]]',
		'{"a":[{"b":1}]}',
		'[[],[],[],[],[{}]]',
		// Brackets in a text that a buyer wrote do not count as nesting.
		'["[[[[{{{{"]',
		String.raw`["\"[[[[", "\\"]`,
	] )( 'is allowed for %s', async ( json ) => {
		expect( await parse( json ) ).toEqual( {
			kind: 'parsed',
			value: JSON.parse( json ),
		} );
	} );

	test.for( [ '[[[[]]]]', '{"a":[{"b":{}}]}', String.raw`["\\",[[[]]]]` ] )(
		'is exceeded by %s',
		async ( json ) => {
			expect( await parse( json ) ).toEqual( { kind: 'too-deep' } );
		}
	);
} );

describe( 'JSON that is parsed piece by piece', () => {
	const large = 'x'.repeat( 200_000 );
	/** Large enough not to be parsed at once. */
	const padded = ( json: string ) => json + ' '.repeat( 200_000 );

	test.for( [
		'{"a":1,"records":[{"b":"[,]}\\\""},2,"three",null,[],{},-1.5e3,true],"z":{"y":[1,2]}}',
		'{"records":[],"other":[ ]}',
		'{"records":[1],"records":[2,3]}',
		'{"__proto__":[{"a":1}],"1":[2],"0":[3]}',
		'[[1,2],[{"a":3}],4,"5",{"b":[6]}]',
		'[]',
		'"text"',
		'null',
		' 7 ',
		'{"a":["é","\\u00e9","😀","\\ud800"]}',
		`{"records":["${ large }","${ large }"]}`,
	] )( 'has the same value for %s as when parsed at once', async ( json ) => {
		expect( await parse( padded( json ), { depth: 9 } ) ).toEqual( {
			kind: 'parsed',
			value: JSON.parse( json ),
		} );
	} );

	test.for( [
		'',
		'{"records":[1,,2]}',
		'{"records":[1,]}',
		'{"records":[1 2]}',
		'{"records":[1}}',
		'{"records":[{]}]}',
		'{"records":[1]]}',
		'{"records":["a]}',
		'{"records":[01]}',
		'{"records":[1]}{}',
		'{"records":[\ufeff1]}',
		'\ufeff{}',
	] )( 'is malformed for %s, as when parsed at once', async ( json ) => {
		expect( () => JSON.parse( padded( json ) ) ).toThrow();
		expect( await parse( padded( json ) ) ).toEqual( {
			kind: 'malformed',
		} );
	} );

	test( 'is malformed if its bytes are not UTF-8', async () => {
		const json = Buffer.from( padded( '{"records":["?"]}' ) );
		json[ json.indexOf( '?' ) ] = 0xff;
		expect( await parse( json ) ).toEqual( { kind: 'malformed' } );
	} );

	test( 'is limited in the number of its elements and in the size of each', async () => {
		const json = '{"a":[1,2,3],"b":[4]}';
		expect( await parse( json, { elements: 4 } ) ).toMatchObject( {
			kind: 'parsed',
		} );
		expect( await parse( json, { elements: 3 } ) ).toEqual( {
			kind: 'too-many',
		} );
		expect(
			await parse( '{"a":["12"]}', { elementBytes: 4 } )
		).toMatchObject( { kind: 'parsed' } );
		expect( await parse( '{"a":["12"]}', { elementBytes: 3 } ) ).toEqual( {
			kind: 'too-large',
		} );
	} );

	test( 'lets other requests in between', async () => {
		let turns = 0;
		let isDone = false;
		const others = ( async () => {
			while ( ! isDone ) {
				turns++;
				await new Promise( ( done ) => setImmediate( done ) );
			}
		} )();
		const element = `[${ '0,'.repeat( 50_000 ) }0]`;
		await parse( `{"records":[${ Array( 40 ).fill( element ).join() }]}` );
		isDone = true;
		await others;
		// 4 MB: a turn for every 256 KB scanned, and for every 128 KB parsed.
		expect( turns ).toBeGreaterThan( 30 );
	} );
} );
