import { describe, expect, it } from 'vitest';
import type { Agreement } from '../api';
import { verdictOf } from './verdict';

type Known = Parameters< typeof verdictOf >[ 0 ];

const found = ( differing: number, at: string, repaired = 0 ): Agreement => ( {
	finished_at: `2026-03-01T${ at }:00.000Z`,
	agrees: differing === 0,
	compared: 10,
	alike: 10 - differing,
	differing,
	repaired,
	line: '',
} );

const well: Known = {
	connection: { state: 'active', pause: null },
	outbox: {},
	failures: 0,
	stalled_since: null,
	agreement: found( 0, '12:00' ),
	check: null,
	import: { state: 'done' },
	absence: null,
};
const paused: Known[ 'connection' ] = {
	state: 'paused',
	pause: {
		reason: 'revoked',
		since: '2026-03-01T12:00:00.000Z',
		incident: '1',
		message: 'The connection was revoked in Ivorey.',
	},
};

describe( 'the verdict at the top of the overview', () => {
	it.each< [ string, Partial< Known >, string, string ] >( [
		[ 'nothing to do', {}, 'good', 'Everything is up to date' ],
		[
			'never compared, nor imported',
			{ agreement: null, import: null },
			'good',
			'Everything is up to date',
		],
		[
			'one change',
			{ outbox: { waiting: 1 } },
			'neutral',
			'1 change is waiting',
		],
		[
			'changes in every state',
			{ outbox: { waiting: 1, sending: 1, retrying: 1 } },
			'neutral',
			'3 changes are waiting',
		],
		[
			'an import, with what waits besides',
			{ import: { state: 'running' }, outbox: { waiting: 3 } },
			'neutral',
			'Import in progress',
		],
		[
			'an import that has not begun',
			{ import: { state: 'waiting' } },
			'neutral',
			'Import in progress',
		],
		[
			'an import that was cancelled',
			{ import: { state: 'cancelled' } },
			'good',
			'Everything is up to date',
		],
		[
			'the plugin was off',
			{
				absence: {
					from: '2026-03-01T12:00:00.000Z',
					to: '2026-03-01T13:00:00.000Z',
				},
			},
			'neutral',
			'Comparing everything because the plugin was off for a while',
		],
		[
			'a delivery that failed',
			{ failures: 2, outbox: { retrying: 3 } },
			'attention',
			'3 changes are waiting. Ivorey cannot be reached right now. Retrying automatically…',
		],
		[
			'a failure in an import',
			{ failures: 2, import: { state: 'running' } },
			'attention',
			'Ivorey cannot be reached right now. Retrying automatically…',
		],
		[
			'an import that failed',
			{ import: { state: 'failed' }, failures: 1 },
			'attention',
			'Needs attention: the import failed',
		],
		[
			'a comparison that found differences',
			{ agreement: found( 2, '12:00' ), import: { state: 'failed' } },
			'attention',
			'Needs attention: 2 records differ in Ivorey',
		],
		[
			'what differed and is sent again',
			{ agreement: found( 2, '12:00', 2 ) },
			'good',
			'Everything is up to date',
		],
		[
			'a check that found a difference after a comparison that found none',
			{ check: found( 1, '13:00' ) },
			'attention',
			'Needs attention: 1 record differs in Ivorey',
		],
		[
			'a comparison that found none after a check that did',
			{ check: found( 1, '11:00' ) },
			'good',
			'Everything is up to date',
		],
		[
			'rejected records, before what differs by them',
			{
				outbox: { quarantined: 1, waiting: 5 },
				agreement: found( 1, '12:00' ),
			},
			'attention',
			'Needs attention: 1 record could not be sent',
		],
		[
			'nothing that sends, before what was rejected',
			{
				stalled_since: '2026-03-01T12:00:00.000Z',
				outbox: { quarantined: 1, waiting: 5 },
			},
			'attention',
			'Needs attention: nothing on this server sends changes',
		],
		[
			'a pause, before all else',
			{
				connection: paused,
				stalled_since: '2026-03-01T12:00:00.000Z',
				outbox: { quarantined: 1, waiting: 5 },
				import: { state: 'running' },
			},
			'attention',
			'Paused: nothing is sent until you reconnect the store',
		],
		[
			'a pause by a person',
			{
				connection: {
					...paused,
					pause: { ...paused.pause!, reason: 'paused-by-person' },
				},
			},
			'attention',
			'Paused: nothing is sent until you resume the sync in Ivorey',
		],
	] )( '%s', ( _name, changes, tone, text ) => {
		expect( verdictOf( { ...well, ...changes } ) ).toMatchObject( {
			tone,
			text,
		} );
	} );

	it( 'leads to the list of records that could not be sent', () => {
		expect( verdictOf( { ...well, outbox: { quarantined: 2 } } ).see ).toBe(
			'activity'
		);
		expect( verdictOf( well ).see ).toBeNull();
	} );
} );
