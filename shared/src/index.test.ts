import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

/** Every module that the file imports, directly or not: files by path, packages by name. */
function reached( file: string, seen = new Set< string >() ): Set< string > {
	if ( seen.has( file ) ) {
		return seen;
	}
	seen.add( file );
	const source = readFileSync( file, 'utf8' );
	for ( const [ , specifier ] of source.matchAll(
		/(?:from|import)\s*\(?\s*'([^']+)'/g
	) ) {
		if ( specifier!.startsWith( '.' ) ) {
			reached( path.resolve( path.dirname( file ), specifier! ), seen );
		} else {
			seen.add( specifier! );
		}
	}
	return seen;
}

it( 'the contract runs in a browser: it reaches zod and nothing of Node', () => {
	const modules = [
		...reached( path.join( import.meta.dirname, 'index.ts' ) ),
	];
	expect(
		modules.filter( ( module ) => ! path.isAbsolute( module ) )
	).toEqual( [ 'zod' ] );
	expect(
		modules.map( ( module ) => path.basename( module ) )
	).not.toContain( 'signature.ts' );
	expect(
		modules.map( ( module ) => path.basename( module ) )
	).not.toContain( 'digest.ts' );
	expect( modules.length ).toBeGreaterThan( 15 );
} );

it( 'only signatures and digests need Node', () => {
	expect( [
		...reached( path.join( import.meta.dirname, 'signature.ts' ) ),
	] ).toContain( 'node:crypto' );
} );
