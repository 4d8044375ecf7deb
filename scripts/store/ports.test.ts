import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { reservePort, untilFree } from './ports.ts';

test( 'waits for a port until the killed process has released it', async () => {
	const held = ( await reservePort( 0 ) )!;
	let isReleased = false;
	void sleep( 60 ).then( async () => {
		isReleased = true;
		await held.release();
	} );

	await untilFree( held.port );

	expect( isReleased ).toBe( true );
	await ( await reservePort( held.port ) )!.release();
} );

test( 'names a port that is never released', async () => {
	const held = ( await reservePort( 0 ) )!;
	await expect( untilFree( held.port, 50 ) ).rejects.toThrow(
		`Port ${ held.port } is still in use after 50 ms.`
	);
	await held.release();
} );
