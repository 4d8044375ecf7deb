/**
 * `npm run random -- [--seeds=N] [--seed=A,B] [--hpos=off]`: random operations with random faults, seed after
 * seed. A seed that fails is printed with its operations, and can be run again by its name.
 */
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { TestBed } from '../e2e/test-bed.ts';
import { startScratchPostgres } from '../postgres/scratch-postgres.ts';
import { ensurePhpTools } from '../../scripts/composer.ts';
import { storeAvailability } from '../../scripts/store/store.ts';
import { World } from './world.ts';

/** Number of seeds after which the store is reset. */
const RENEW_AFTER = 50;

const { values } = parseArgs( {
	options: {
		seeds: { type: 'string', default: '200' },
		seed: { type: 'string' },
		hpos: { type: 'string', default: 'on' },
	},
} );
const seeds =
	values.seed?.split( ',' ) ??
	Array.from( { length: Number( values.seeds ) }, () =>
		randomBytes( 4 ).toString( 'hex' )
	);

const tools = await ensurePhpTools();
if ( ! tools.available ) {
	console.error( `A store is needed: ${ tools.reason }.` );
	process.exit( 1 );
}
const availability = storeAvailability();
if ( ! availability.available ) {
	console.error(
		`A store is needed: ${ availability.reason }. ${ availability.remedy }`
	);
	process.exit( 1 );
}

const bed = await TestBed.start(
	await startScratchPostgres(),
	{ hpos: values.hpos !== 'off' },
	{
		RATE_LIMIT_ADDRESS_PER_MINUTE: '1000000',
		RATE_LIMIT_CONNECTION_PER_MINUTE: '1000000',
		LOG_LEVEL: 'warn',
		// The outcome of an interrupted e-mail is known soon.
		SMTP_REPLY_TIMEOUT_SECONDS: '1',
	}
);
const failed: string[] = [];
try {
	const world = await World.create( bed );
	const began = Date.now();
	for ( const [ index, seed ] of seeds.entries() ) {
		if ( index > 0 && index % RENEW_AFTER === 0 ) {
			await world.renew();
		}
		try {
			await world.run( seed );
		} catch ( error ) {
			failed.push( seed );
			console.error(
				`\n${ error instanceof Error ? error.message : error }\n`
			);
			// Leftovers of one seed must not affect the next.
			await world.renew();
		}
		if ( ( index + 1 ) % 10 === 0 || index + 1 === seeds.length ) {
			const seconds = ( Date.now() - began ) / 1_000;
			console.log(
				`${ index + 1 } of ${ seeds.length } seeds, ${ failed.length } failed, ${ ( seconds / ( index + 1 ) ).toFixed( 1 ) } s each`
			);
		}
	}
} finally {
	await bed.stop();
}
if ( failed.length > 0 ) {
	console.error(
		`Run again with: npm run random -- --seed=${ failed.join( ',' ) }`
	);
	process.exitCode = 1;
}
