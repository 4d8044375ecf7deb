import { setTimeout as sleep } from 'node:timers/promises';
import { IS_LONG } from './scale.ts';

/** The maximum wait of a test for anything, including a page in a browser: the single limit of all tests. */
export const LIMIT_MS = IS_LONG ? 10 * 60_000 : 90_000;
const LOOK_EVERY_MS = 20;

/**
 * Asks repeatedly until the answer is neither undefined nor false.
 *
 * @param ask  Looks for the awaited value.
 * @param what Named in the error if it does not come.
 */
export async function waitFor< T >(
	ask: () => Promise< T | undefined > | T | undefined,
	what: string | ( () => string ) = 'What the test waits for'
): Promise< Exclude< T, false | undefined > > {
	const deadline = Date.now() + LIMIT_MS;
	for (;;) {
		const answer = await ask();
		if ( answer !== undefined && answer !== false ) {
			return answer as Exclude< T, false | undefined >;
		}
		if ( Date.now() > deadline ) {
			throw new Error(
				`${ typeof what === 'string' ? what : what() } did not come within ${ LIMIT_MS / 1000 } s.`
			);
		}
		await sleep( LOOK_EVERY_MS );
	}
}
