import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../db/open.ts';
import { startTestApi } from '../testing/api.ts';
import { orderRecord, triggerRecord } from '../testing/records.ts';
import type { Renderer } from './email/render.ts';
import { startRuns } from './fan-out.ts';
import { listRuns } from './history.ts';
import { ensureReadyMade, switchOn } from './repository.ts';
import { runDue } from './run-due.ts';

const CONFIRMATION = 'order-confirmation';
const TOO_SLOW = {
	ok: false,
	part: 'body',
	fault: 'timeout',
	name: null,
	line: null,
	column: null,
} as const;
const MINUTE_MS = 60_000;

test.for( [
	[ 'once, as on a busy machine, is tried again and sent', 1, 'acting' ],
	[ 'always fails in the end', 99, 'failed' ],
] as const )(
	'a template that takes too long %s',
	async ( [ , slowRenders, state ] ) => {
		const api = await startTestApi( { ROLES: 'ingest,console' } );
		const store = await api.connect();
		const { db, close } = openDatabase( {
			as: 'owner',
			url: api.databaseUrl,
		} );
		onTestFinished( close );
		const { accountId } = store;
		let now = new Date();
		await ensureReadyMade( db, accountId, now );
		await switchOn( db, accountId, CONFIRMATION, now );
		await store.send( [
			orderRecord( '1', 1, { status: 'on-hold', date_paid: null } ),
			triggerRecord( 'order_submitted', '1', 1, {
				occurred_at: now.toISOString(),
			} ),
		] );
		await startRuns( db, accountId, now );
		let renders = 0;
		const renderer: Renderer = {
			render: async () =>
				++renders <= slowRenders
					? TOO_SLOW
					: {
							ok: true,
							subject: 'S',
							preheader: '',
							html: '<p></p>',
							text: '',
						},
			close: async () => undefined,
		};
		const stateOf = async () =>
			(
				await listRuns( db, accountId, {
					automationId: CONFIRMATION,
					state: null,
					before: null,
					limit: 1,
				} )
			)[ 0 ]!;
		for ( let look = 0; look < 6; look++ ) {
			now = new Date( now.getTime() + MINUTE_MS );
			await runDue(
				{ db, renderer, consoleUrl: () => 'https://x', now: () => now },
				accountId,
				{ limit: 10, emails: true }
			);
			if ( look === 0 ) {
				expect( await stateOf() ).toMatchObject( {
					state: 'waiting',
					reason: 'template_slow',
				} );
			}
		}
		expect( ( await stateOf() ).state ).toBe( state );
		expect( renders ).toBeLessThanOrEqual( 4 );
	}
);
