import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../scripts/composer.ts';
import { commandsOf, findGaps } from '../../scripts/docs/commands.ts';
import { backups } from './backup.ts';
import { DEVELOPERS } from './developers.ts';
import { NOT_RUN } from './not-run.ts';
import { PROGRAMS } from './programs.ts';
import { fillIn } from './scenario.ts';
import { START } from './start.ts';
import { STORE_COMMANDS } from './store-commands.ts';

const GUIDES = [
	'README.md',
	'ingest-api/README.md',
	...globSync( 'docs/**/*.md', { cwd: root } ),
];

test( 'docs-commands.test.ts runs every command of the guides, or excuses it with a reason', () => {
	const commands = GUIDES.flatMap( ( guide ) =>
		commandsOf( readFileSync( path.join( root, guide ), 'utf8' ) )
	);
	const run = Object.keys( {
		...PROGRAMS,
		...STORE_COMMANDS,
		...DEVELOPERS,
		...START,
		...backups( '' ),
	} );
	expect( findGaps( commands, run, Object.keys( NOT_RUN ) ) ).toEqual( {
		untested: [],
		gone: [],
	} );
} );

test( 'a placeholder in a guide is replaced by a value before the command runs', () => {
	const values = { 'acc_….con_…': 'acc_1.con_2', '[--to NAME]': '--to Ada' };
	expect( fillIn( 'pause acc_….con_… [--to NAME]', values ) ).toBe(
		'pause acc_1.con_2 --to Ada'
	);
	for ( const left of [ 'acc_…', '<version|folder|zip>', '[--to' ] ) {
		expect( () => fillIn( `pause ${ left } x`, {} ) ).toThrow(
			`Nothing was put in the place of ${ left }`
		);
	}
	const complete = 'node a.ts > b.json < c 2>&1 [ 1 ]';
	expect( fillIn( complete, {} ) ).toBe( complete );
} );
