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
		// Brackets within a text that a buyer wrote are no nesting.
		'["[[[[{{{{"]',
		String.raw`["\"[[[[", "\\"]`,
	] )( 'of %s is allowed', async ( json ) => {
		expect( await parse( json ) ).toEqual( {
			kind: 'parsed',
			value: JSON.parse( json ),
		} );
	} );

	test.for( [ '[[[[]]]]', '{"a":[{"b":{}}]}', String.raw`["\\",[[[]]]]` ] )(
		'of %s is too deep',
		async ( json ) => {
			expect( await parse( json ) ).toEqual( { kind: 'too-deep' } );
		}
	);
} );

describe( 'JSON that is parsed piece by piece', () => {
	const large = 'x'.repeat( 200_000 );
	/** So large that it is not parsed at once. */
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
	] )( 'of %s is what it would be at once', async ( json ) => {
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
	] )( 'of %s is as malformed as at once', async ( json ) => {
		expect( () => JSON.parse( padded( json ) ) ).toThrow();
		expect( await parse( padded( json ) ) ).toEqual( {
			kind: 'malformed',
		} );
	} );

	test( 'of bytes that are no UTF-8 is malformed', async () => {
		const json = Buffer.from( padded( '{"records":["?"]}' ) );
		json[ json.indexOf( '?' ) ] = 0xff;
		expect( await parse( json ) ).toEqual( { kind: 'malformed' } );
	} );

	test( 'has at most so many elements, and none of more bytes than is allowed', async () => {
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
		// 4 MB: a turn for each 256 KB that is looked through, and for each 128 KB that is parsed.
		expect( turns ).toBeGreaterThan( 30 );
	} );
} );
