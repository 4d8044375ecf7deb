import { expect, test } from 'vitest';
import { makePerson } from '../testing/people.ts';
import { startQueryPlans } from '../testing/query-plans.ts';
import { fillAccounts } from './filling.ts';

/** Runs a fill whose slices return these answers one after the other. */
async function filledBy( answers: ( number | 'held' )[] ): Promise< {
	filled: number;
	/** The number of answers that were not used. */
	rest: number;
} > {
	const { db } = await startQueryPlans();
	await makePerson( db );
	const left = [ ...answers ];
	const filled = await fillAccounts( db, { pauseMs: () => 0 }, [
		async () => left.shift()!,
	] );
	return { filled, rest: left.length };
}

test( 'R9 rows that another copy of the program is filling are waited for until none is left', async () => {
	expect( await filledBy( [ 2, 'held', 'held', 3, 'held', 1, 0 ] ) ).toEqual(
		{ filled: 6, rest: 0 }
	);
} );

test( 'R9 rows that are held forever are skipped, so that others are filled', async () => {
	const held = Array.from( { length: 500 }, () => 'held' as const );
	const { filled, rest } = await filledBy( [ 1, ...held ] );
	expect( filled ).toBe( 1 );
	expect( rest ).toBe( 400 );
} );
