import { afterAll, beforeAll, describe, test } from 'vitest';
import { describeStore } from '../describe-store.ts';
import { backups } from '../docs/backup.ts';
import { Clone } from '../docs/clone.ts';
import { DEVELOPERS } from '../docs/developers.ts';
import { PROGRAMS } from '../docs/programs.ts';
import { fillIn, type Scenarios } from '../docs/scenario.ts';
import { START } from '../docs/start.ts';
import { buy, runWp, STORE_COMMANDS } from '../docs/store-commands.ts';
import { startTestBed } from '../e2e/start-test-bed.ts';
import type { TestBed } from '../e2e/test-bed.ts';
import { findSystemPostgres } from '../postgres/system-postgres.ts';

/** Each command of the guides, as written there; `test/docs/commands.test.ts` finds missing ones. */
describe( 'commands of the guides do what the guides say', () => {
	let clone: Clone;
	beforeAll( async () => {
		clone = await Clone.make();
	} );
	afterAll( () => clone?.remove() );

	const play = ( scenarios: Scenarios ) =>
		test.for( Object.entries( scenarios ) )(
			'%s',
			async ( [ command, scenario ] ) => scenario( clone, command )
		);

	describe( 'on Ivorey’s side', () => play( PROGRAMS ) );

	const postgres = findSystemPostgres();
	describe.skipIf( postgres === null )(
		`on a Postgres of this machine${ postgres === null ? ' (skipped: there is none with pg_dump)' : '' }`,
		() => play( backups( postgres ?? '' ) )
	);

	describeStore( 'in a store', () => {
		let bed: TestBed;
		let orderId: number;
		beforeAll( async () => {
			bed = await startTestBed();
			orderId = await buy( bed );
		} );
		afterAll( () => bed?.stop() );

		test.for( Object.entries( STORE_COMMANDS ) )(
			'%s',
			async ( [ command, scenario ] ) =>
				scenario( {
					bed,
					clone,
					orderId,
					run: async ( values = {} ) =>
						command.startsWith( 'wp ' )
							? runWp( bed, command, values )
							: (
									await clone.run(
										fillIn( command, values ),
										bed.variables
									)
								).stdout,
				} )
		);
	} );

	describeStore( 'of a developer', () => {
		play( DEVELOPERS );
		play( START );
	} );
} );
