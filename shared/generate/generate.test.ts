import { execFile } from 'node:child_process';
import {
	cp,
	mkdir,
	mkdtemp,
	rm,
	symlink,
	unlink,
	writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contractClass } from './contract-class.ts';
import { differences } from './differences.ts';
import { generatedFiles } from './files.ts';
import { PhpConstant, phpLiteral } from './php-literal.ts';

const root = path.resolve( import.meta.dirname, '../..' );

describe( 'the generated contract', () => {
	it( 'is committed exactly as it is generated', async () => {
		expect( await differences( root, generatedFiles() ) ).toEqual( [] );
	} );

	it( 'is the same each time it is generated', () => {
		expect( [ ...generatedFiles() ] ).toEqual( [ ...generatedFiles() ] );
	} );

	it( 'says in each file that it is generated', () => {
		for ( const content of generatedFiles().values() ) {
			expect( content ).toContain( 'Do not edit.' );
			expect( content.endsWith( '\n' ) ).toBe( true );
		}
	} );

	it( 'R5 maps the order statuses for PHP as for TypeScript', () => {
		const source = contractClass();
		expect( source ).toMatch( /'refunded' +=> 'Completed'/ );
		expect( source ).toMatch( /'failed' +=> 'Cancelled'/ );
	} );
} );

describe( 'npm run generate', () => {
	let copy: string;
	const run = ( ...args: string[] ) =>
		promisify( execFile )(
			process.execPath,
			[ path.join( copy, 'shared/generate/main.ts' ), ...args ],
			{ cwd: copy }
		).then(
			() => ( { code: 0, stderr: '' } ),
			( error: { code: number; stderr: string } ) => error
		);

	beforeEach( async () => {
		copy = await mkdtemp( path.join( tmpdir(), 'ivorey-generate-' ) );
		await cp( path.join( root, 'shared' ), path.join( copy, 'shared' ), {
			recursive: true,
		} );
		await symlink(
			path.join( root, 'node_modules' ),
			path.join( copy, 'node_modules' )
		);
	} );
	afterEach( () => rm( copy, { recursive: true } ) );

	it( 'writes every file, and --check then passes', async () => {
		expect( ( await run() ).code ).toBe( 0 );
		expect( await differences( copy, generatedFiles() ) ).toEqual( [] );
		expect( ( await run( '--check' ) ).code ).toBe( 0 );
	} );

	it( '--check names each file that is missing, differs or is left over, and writes nothing', async () => {
		await run();
		await unlink( path.join( copy, 'plugin/contract/order.json' ) );
		await writeFile(
			path.join( copy, 'plugin/contract/batch.json' ),
			'{}'
		);
		await mkdir( path.join( copy, 'plugin/contract/old' ) );
		const { code, stderr } = await run( '--check' );
		expect( code ).toBe( 1 );
		expect( stderr ).toContain( 'plugin/contract/order.json: missing' );
		expect( stderr ).toContain( 'plugin/contract/batch.json: differs' );
		expect( stderr ).toContain(
			'plugin/contract/old: not generated any more'
		);
		expect( stderr ).not.toContain( 'receipt.json' );
		expect( await differences( copy, generatedFiles() ) ).toHaveLength( 3 );
	} );
} );

describe( 'phpLiteral', () => {
	it.each( [
		[ "it's a \\ in 'quotes'", "'it\\'s a \\\\ in \\'quotes\\''" ],
		[ '$notInterpolated', "'$notInterpolated'" ],
		[ true, 'true' ],
		[ -3, '-3' ],
		[ [], '[]' ],
		[ {}, '[]' ],
		[ [ 'a', 1, null ], "[ 'a', 1, null ]" ],
		[ [ [ 'a' ], [] ], "[\n\t[ 'a' ],\n\t[],\n]" ],
		[
			Array.from( { length: 13 }, () => 'lines' ),
			`[\n${ "\t'lines',\n".repeat( 13 ) }]`,
		],
		[ { a: new PhpConstant( 'OTHER' ) }, "[\n\t'a' => self::OTHER,\n]" ],
		[
			{ a: 1, long: { b: [ 2 ] } },
			"[\n\t'a'    => 1,\n\t'long' => [\n\t\t'b' => [ 2 ],\n\t],\n]",
		],
	] )( 'writes %j', ( value, expected ) => {
		expect( phpLiteral( value ) ).toBe( expected );
	} );

	it.each( [ 0.5, NaN, Infinity, 2 ** 60 ] )(
		'refuses %d, which PHP would read as another number',
		( value ) => {
			expect( () => phpLiteral( value ) ).toThrow( TypeError );
		}
	);
} );
