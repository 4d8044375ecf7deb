import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { startTestBed } from '../e2e/start-test-bed.ts';
import { World } from '../random/world.ts';
import { describeStore } from '../describe-store.ts';

const SEEDS = 100;
/** Number of seeds after which the store is reset. */
const RENEW_AFTER = 50;

describeStore( 'random operations with random faults', () => {
	test.for( [ true, false ] )(
		`R9 R10 both sides agree after each of ${ SEEDS } fresh seeds, and each order fired once, with HPOS %s`,
		async ( hpos ) => {
			const bed = await startTestBed(
				{ hpos },
				{
					RATE_LIMIT_ADDRESS_PER_MINUTE: '1000000',
					RATE_LIMIT_CONNECTION_PER_MINUTE: '1000000',
					LOG_LEVEL: 'warn',
					// The outcome of an interrupted e-mail is known soon.
					SMTP_REPLY_TIMEOUT_SECONDS: '1',
				}
			);
			const failures: string[] = [];
			try {
				const world = await World.create( bed );
				for ( let index = 1; index <= SEEDS; index++ ) {
					const seed = randomBytes( 4 ).toString( 'hex' );
					try {
						await world.run( seed );
					} catch ( error ) {
						failures.push( `SEED=${ seed }: ${ String( error ) }` );
						await world.renew();
					}
					if ( index % RENEW_AFTER === 0 ) {
						await world.renew();
					}
				}
			} finally {
				await bed.stop();
			}
			expect( failures ).toEqual( [] );
		}
	);
} );
