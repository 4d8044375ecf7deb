import { describe, expect, test } from 'vitest';
import { blocksOf, commandsOf, findGaps, wordsOf } from './commands.ts';

const texts = ( markdown: string ) =>
	commandsOf( markdown ).map( ( { text } ) => text );

describe( 'commands of a guide', () => {
	test.for( [
		[ 'a line each', '```sh\nnpm ci\nnpx wp-env start\n```' ],
		[
			'of a block without a language',
			'```\nnpm ci\nnpx wp-env start\n```',
		],
		[
			'of a block in a list',
			'1. Do:\n\n   ```sh\n   npm ci\n   npx wp-env start\n   ```\n',
		],
		[
			'without comments',
			'```sh\n# first\nnpm ci   # two minutes\n\nnpx wp-env start # that\'s "all"\n```',
		],
		[
			'over several lines',
			'```sh\nnpm \\\n\tci\nnpx wp-env \\\n  start\n```',
		],
		[ 'in a sentence', 'Run `npm ci`, then `npx wp-env start`.' ],
	] as const )( 'are found: %s', ( [ , markdown ] ) => {
		expect( texts( markdown ) ).toEqual( [ 'npm ci', 'npx wp-env start' ] );
	} );

	test( 'keep their spelling', () => {
		expect(
			texts(
				[
					'```sh',
					'npm run -s connection -- create --store-url https://a.example > credentials.json',
					'echo "KEY=#$(openssl rand 3) # no comment" > a#b',
					"curl --data 'a # b' | wc   # a comment",
					'```',
				].join( '\n' )
			)
		).toEqual( [
			'npm run -s connection -- create --store-url https://a.example > credentials.json',
			'echo "KEY=#$(openssl rand 3) # no comment" > a#b',
			"curl --data 'a # b' | wc",
		] );
	} );

	test( 'do not include other blocks, nor words that are not programs', () => {
		expect(
			texts(
				'```php\nnpm ci\n```\n\n```yaml\nnpm ci\n```\n\n`npmrc` `npm` `select 1` `PORT=1` `nodes are`'
			)
		).toEqual( [] );
	} );

	test( 'may have variables before them in a sentence', () => {
		expect( commandsOf( '`A_B=1 C= npm start x`' ) ).toEqual( [
			{ text: 'A_B=1 C= npm start x', isInline: true },
		] );
	} );

	test( 'blocks are selected by language', () => {
		const markdown = '```sh\na\n```\n\n```php\nb\n```\n\n```\nc\n```\n';
		expect( blocksOf( markdown, 'sh' ) ).toEqual( [ 'a\n' ] );
		expect( blocksOf( markdown, '' ) ).toEqual( [ 'c\n' ] );
	} );

	test( 'words keep quoted text together', () => {
		expect( wordsOf( `a "b c" 'd e' f` ) ).toEqual( [
			'a',
			'b c',
			'd e',
			'f',
		] );
	} );
} );

describe( 'gaps', () => {
	const block = ( text: string ) => ( { text, isInline: false } );
	const inline = ( text: string ) => ( { text, isInline: true } );

	test( 'list commands that are neither run nor excused, each once', () => {
		expect(
			findGaps(
				[ block( 'a' ), block( 'b' ), block( 'c' ), inline( 'c' ) ],
				[ 'a' ],
				[ 'b' ]
			)
		).toEqual( { untested: [ 'c' ], gone: [] } );
	} );

	test( 'list known commands that are no longer in a guide', () => {
		expect( findGaps( [ block( 'a' ) ], [ 'a', 'b' ], [ 'c' ] ) ).toEqual( {
			untested: [],
			gone: [ 'b', 'c' ],
		} );
	} );

	test( 'a sentence may name a command without its arguments; a block may not', () => {
		const run = [ 'npm run -s x -- delete one' ];
		const full = block( run[ 0 ]! );
		for ( const name of [ 'npm run x', 'npm run x -- delete one' ] ) {
			expect(
				findGaps( [ full, inline( name ) ], run, [] ).untested
			).toEqual( [] );
		}
		expect(
			findGaps( [ full, block( 'npm run x -- delete' ) ], run, [] )
				.untested
		).toEqual( [ 'npm run x -- delete' ] );
		expect(
			findGaps( [ full, inline( 'npm run x -- del' ) ], run, [] ).untested
		).toEqual( [ 'npm run x -- del' ] );
	} );
} );
