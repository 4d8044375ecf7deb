import { onTestFinished, expect, test, vi } from 'vitest';
import { startTestApi } from '../testing/api.ts';
import { SharedLimit } from './shared-limit.ts';

test( 'a count is deleted an hour after it has expired, while the limit is in use', async () => {
	const { db } = await startTestApi( { ROLES: 'ingest' } );
	const inMinutes = ( minutes: number ) => Date.now() + minutes * 60_000;
	await db
		.insertInto( 'rate_limits' )
		.values( [
			{ key: 'over', points: 1, expire: inMinutes( -120 ) },
			{ key: 'counting', points: 1, expire: inMinutes( 30 ) },
		] )
		.execute();
	vi.useFakeTimers( { toFake: [ 'setTimeout', 'clearTimeout' ] } );
	onTestFinished( () => void vi.useRealTimers() );
	new SharedLimit(
		{ db, secret: Buffer.from( 'secret' ) },
		{ name: 'links', points: 1, seconds: 60 }
	);
	vi.advanceTimersByTime( 5 * 60_000 );
	vi.useRealTimers();
	await expect
		.poll( () => db.selectFrom( 'rate_limits' ).select( 'key' ).execute() )
		.toEqual( [ { key: 'counting' } ] );
} );
