/** Checks that the things in the guides exist: commands, files, links, settings, hooks, and words on screens. */
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { access } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { parseCommand } from '../ingest-api/src/cli/parse-command.ts';
import { SETTINGS } from '../ingest-api/src/ops/environment.ts';
import { root } from './composer.ts';
import {
	blocksOf as blocksIn,
	commandsOf as commandsIn,
	textOf,
	withoutVariables,
	wordsOf,
} from './docs/commands.ts';

const PAGES = [
	'README.md',
	'CONTRIBUTING.md',
	'ingest-api/README.md',
	...globSync( 'docs/**/*.md', { cwd: root } ),
];
const read = ( file: string ) =>
	readFileSync( path.join( root, file ), 'utf8' );

/** The code blocks of a page in one language. */
const blocksOf = ( file: string, language: string ) =>
	blocksIn( read( file ), language );

/** The anchors that GitHub derives from headings. */
function anchorsOf( file: string ): string[] {
	return [ ...read( file ).matchAll( /^#+ (.+)$/gm ) ].map(
		( [ , heading ] ) =>
			heading!
				.toLowerCase()
				.replaceAll( /[^\p{L}\p{N} _-]/gu, '' )
				.replaceAll( ' ', '-' )
	);
}

describe( 'links', () => {
	test.for( PAGES )( 'in %s lead to an existing target', async ( page ) => {
		const text = textOf( read( page ) );
		for ( const [ , , target ] of text.matchAll(
			/(!?\[[^\]]*\])\(([^)\s]+)\)/g
		) ) {
			if ( /^https?:/.test( target! ) ) {
				continue;
			}
			const [ file, anchor ] = target!.split( '#' );
			const to =
				file === '' ? page : path.join( path.dirname( page ), file! );
			await access( path.join( root, to ) );
			if ( anchor !== undefined ) {
				expect( anchorsOf( to ), target! ).toContain( anchor );
			}
		}
	} );

	test( 'lead to every guide', () => {
		const linked = new Set(
			PAGES.flatMap( ( page ) =>
				[ ...read( page ).matchAll( /\]\(([^)#\s]+)/g ) ].map(
					( [ , target ] ) =>
						path.join( path.dirname( page ), target! )
				)
			)
		);
		expect(
			PAGES.filter(
				( page ) => page !== 'README.md' && ! linked.has( page )
			)
		).toEqual( [] );
	} );
} );

const { scripts } = JSON.parse( read( 'package.json' ) ) as {
	scripts: Record< string, string >;
};
/** WP-CLI makes commands of public methods, and of the classes named here. */
const WP_COMMANDS = new Set(
	globSync( 'plugin/src/{Cli/*,Plugin}.php', { cwd: root } ).flatMap(
		( file ) =>
			[
				...read( file ).matchAll(
					/public function (\w+)\( array \$args|'ivorey ([a-z]+)'/g
				),
			].map( ( [ , method, name ] ) => ( method ?? name )! )
	)
);
/** Replacements for placeholders in commands. */
const PLACEHOLDERS = [
	[ / \[.*?\]/g, '' ],
	[ /\bADDRESS\b/g, 'ada@example.com' ],
	[ /acc_…/g, `acc_${ '0'.repeat( 22 ) }` ],
] as const;

/** Each command of a page; a pipeline is split into its commands. */
function commandsOf( page: string ): string[] {
	return commandsIn( read( page ) )
		.flatMap( ( { text } ) => text.split( ' | ' ) )
		.map( withoutVariables )
		.filter( ( line ) => /^(npm|node|wp|docker|kubectl) /.test( line ) );
}

async function expectCommand( command: string ): Promise< void > {
	const [ program, ...words ] = wordsOf(
		PLACEHOLDERS.reduce(
			( text, [ pattern, value ] ) => text.replaceAll( pattern, value ),
			command
		)
	);
	switch ( program ) {
		case 'npm': {
			if ( words[ 0 ] !== 'run' ) {
				expect( [ 'start', 'test', 'ci' ] ).toContain( words[ 0 ] );
				return;
			}
			const [ name, ...rest ] = words.filter(
				( word ) => ! [ 'run', '-s' ].includes( word )
			);
			expect( Object.keys( scripts ), command ).toContain( name );
			// A command that is only named has no arguments.
			if ( name === 'connection' && rest.length > 2 ) {
				const until = rest.indexOf( '>' );
				const given = rest.slice( 1, until === -1 ? undefined : until );
				parseCommand( given );
			}
			return;
		}
		case 'node':
			await access( path.join( root, words[ 0 ]! ) );
			return;
		case 'wp':
			if ( words[ 0 ] === 'ivorey' && words[ 1 ] !== '…' ) {
				expect( [ ...WP_COMMANDS ], command ).toContain( words[ 1 ] );
			}
			return;
		default:
			for ( const word of words ) {
				if ( word.startsWith( 'ingest-api/' ) ) {
					await access( path.join( root, word ) );
				}
			}
	}
}

describe( 'commands', () => {
	test.for( PAGES )(
		'in %s exist, and accept the given arguments',
		async ( page ) => {
			for ( const command of commandsOf( page ) ) {
				await expectCommand( command );
			}
		}
	);

	test( 'with mistakes are detected', async () => {
		for ( const wrong of [
			'npm run nothing',
			'npm run -s connection -- destroy acc_….con_…',
			'npm run -s connection -- erase ada@example.com',
			'node ingest-api/src/no.ts',
			'wp ivorey dance',
			'kubectl apply -k ingest-api/deploy/nowhere',
		] ) {
			await expect( expectCommand( wrong ), wrong ).rejects.toThrow();
		}
	} );

	test( 'from package.json are in the README', () => {
		const readme = read( 'README.md' );
		for ( const name of Object.keys( scripts ) ) {
			const command =
				name === 'start' || name === 'test'
					? `npm ${ name }`
					: `npm run ${ name }`;
			expect( readme ).toContain( `\`${ command }` );
		}
	} );
} );

test( 'every setting is in the table of settings, and nothing else', () => {
	const [ , table ] = /^\| variable \|.*?\n\|.*?\n(.*?)\n\n/ms.exec(
		read( 'ingest-api/README.md' )
	)!;
	const named = table!
		.split( '\n' )
		.flatMap( ( row ) =>
			[ ...row.split( '|' )[ 1 ]!.matchAll( /`([A-Z_]+)`/g ) ].map(
				( [ , name ] ) => name!
			)
		);
	expect( named.toSorted() ).toEqual( SETTINGS.toSorted() );
} );

test( 'every alert names a section of the runbook', () => {
	const { groups } = parse(
		read( 'ingest-api/deploy/monitoring/alerts.yaml' )
	) as {
		groups: Array< {
			rules: Array< { alert: string; labels: { runbook: string } } >;
		} >;
	};
	const runbook = read( 'docs/operators/runbook.md' );
	const anchors = anchorsOf( 'docs/operators/runbook.md' );
	for ( const { alert, labels } of groups.flatMap(
		( { rules } ) => rules
	) ) {
		expect( anchors, alert ).toContain( labels.runbook );
		expect( runbook ).toContain( `\`${ alert }\`` );
	}
} );

describe( 'hooks of the plugin', () => {
	const PAGE = 'docs/developers/hooks.md';

	/** The value of a constant, from the named class or from the file itself. */
	function resolve( expression: string, file: string ): string {
		const [ , name, constant ] = /^(\w+)::(\w+)$/.exec( expression ) ?? [];
		if ( name === undefined ) {
			return expression.replaceAll( /^['"]|['"]$/g, '' );
		}
		const [ source ] =
			name === 'self'
				? [ file ]
				: globSync( `plugin/src/**/${ name }.php`, { cwd: root } );
		return new RegExp( `const ${ constant! }\\s*=\\s*'([^']*)'` ).exec(
			read( source! )
		)![ 1 ]!;
	}

	const hooks = new Set(
		globSync( 'plugin/{src/**/*,*}.php', { cwd: root } ).flatMap(
			( file ) =>
				[
					...read( file ).matchAll(
						/\b(?:do_action|apply_filters)(?:_ref_array)?\(\s*([^,)\s]+)/g
					),
				].map( ( [ , expression ] ) => resolve( expression!, file ) )
		)
	);
	const own = [ ...hooks ].filter( ( name ) => name.startsWith( 'ivorey_' ) );

	test( 'are all described, and nothing else is', () => {
		expect( own.length ).toBeGreaterThan( 5 );
		const described = [ ...read( PAGE ).matchAll( /^### `(\w+)`$/gm ) ].map(
			( [ , name ] ) => name!
		);
		expect( described.toSorted() ).toEqual( own.toSorted() );
	} );

	test( 'each have an example that names them', () => {
		const parts = read( PAGE ).split( /^### /m ).slice( 1 );
		for ( const part of parts ) {
			const [ , name ] = /^`(\w+)`/.exec( part )!;
			const [ , example ] = /```php\n(.*?)```/s.exec( part )!;
			expect( example ).toContain( `'${ name! }'` );
		}
	} );

	test.skipIf( spawnSync( 'php', [ '--version' ] ).status !== 0 )(
		'have examples that are PHP',
		() => {
			for ( const code of blocksOf( PAGE, 'php' ) ) {
				const { status, stdout } = spawnSync( 'php', [ '-l' ], {
					input: `<?php\n${ code }`,
					encoding: 'utf8',
				} );
				expect( status, stdout ).toBe( 0 );
			}
		}
	);

	test( 'have examples whose classes and properties exist', () => {
		for ( const code of blocksOf( PAGE, 'php' ) ) {
			for ( const [ , name, variable ] of code.matchAll(
				/Ivorey\\WooCommerce\\([\w\\]+)(?: \$(\w+))?/g
			) ) {
				const source = read(
					`plugin/src/${ name!.replaceAll( '\\', '/' ) }.php`
				);
				for ( const [ , property ] of code.matchAll(
					new RegExp( `\\$${ variable ?? 'none' }->(\\w+)`, 'g' )
				) ) {
					expect( source ).toMatch(
						new RegExp(
							`public readonly \\S+ \\$${ property! }\\b`
						)
					);
				}
			}
		}
	} );
} );

test( 'every word that the guide for owners mentions is on a screen', () => {
	const screens = [
		'admin-ui/src/**/*.{ts,tsx}',
		'plugin/src/**/*.php',
		'ingest-api/src/{console,automations,texts}/**/*.ts',
	]
		.flatMap( ( pattern ) => globSync( pattern, { cwd: root } ) )
		.filter( ( file ) => ! file.includes( '.test.' ) )
		.map( read )
		.join( '\n' )
		.replaceAll( /\s+/g, ' ' )
		.toLowerCase();
	const words = [
		...read( 'docs/owners/README.md' ).matchAll(
			/(?<!\*)\*([^*\n]+)\*(?!\*)/g
		),
	].map( ( [ , phrase ] ) => phrase! );
	expect( words.length ).toBeGreaterThan( 8 );
	expect(
		words.filter( ( phrase ) => ! screens.includes( phrase.toLowerCase() ) )
	).toEqual( [] );
} );
