import { CONNECTION_STATES } from '@ivorey/shared';
import { describe, expect, test } from 'vitest';
import {
	decide,
	decideByPerson,
	hasLeft,
	leaving,
	PERSON_ACTIONS,
	type ConnectionStatus,
	type Evidence,
} from './state.ts';

const PENDING: ConnectionStatus = {
	state: 'pending',
	cause: null,
	reason: null,
};
const ACTIVE: ConnectionStatus = { state: 'active', cause: null, reason: null };
const PAUSED_BY_EVIDENCE: ConnectionStatus = {
	state: 'paused',
	cause: 'evidence',
	reason: 'authentication_failed',
};
const PAUSED_BY_PERSON: ConnectionStatus = {
	state: 'paused',
	cause: 'person',
	reason: 'paused',
};
const REVOKED: ConnectionStatus = {
	state: 'disconnected',
	cause: 'person',
	reason: 'revoked',
};
const DELETED: ConnectionStatus = {
	state: 'disconnected',
	cause: 'person',
	reason: 'deleted',
};
const LEFT: ConnectionStatus = {
	state: 'disconnected',
	cause: 'person',
	reason: 'disconnected_in_store',
};
const ALL = {
	PENDING,
	ACTIVE,
	PAUSED_BY_EVIDENCE,
	PAUSED_BY_PERSON,
	REVOKED,
	DELETED,
	LEFT,
};

describe( 'decide', () => {
	const table: [ keyof typeof ALL, Evidence, string, string | null ][] = [
		[ 'PENDING', 'verified', 'accept', 'active' ],
		[ 'PENDING', 'held', 'unauthorized', null ],
		[ 'PENDING', 'unreadable', 'unreadable', null ],
		[ 'ACTIVE', 'verified', 'accept', null ],
		[ 'ACTIVE', 'unreadable', 'unreadable', null ],
		[ 'PAUSED_BY_EVIDENCE', 'unreadable', 'unreadable', null ],
		[ 'ACTIVE', 'held', 'unauthorized', 'paused' ],
		[ 'PENDING', 'token', 'unauthorized', null ],
		[ 'ACTIVE', 'token', 'unauthorized', 'paused' ],
		[ 'PAUSED_BY_EVIDENCE', 'token', 'unauthorized', null ],
		[ 'PAUSED_BY_PERSON', 'token', 'unauthorized', null ],
		[ 'REVOKED', 'token', 'unauthorized', null ],
		[ 'LEFT', 'token', 'unauthorized', null ],
		[ 'PAUSED_BY_EVIDENCE', 'verified', 'accept', 'active' ],
		[ 'PAUSED_BY_EVIDENCE', 'held', 'unauthorized', null ],
		[ 'PAUSED_BY_PERSON', 'verified', 'paused-by-person', null ],
		[ 'PAUSED_BY_PERSON', 'held', 'unauthorized', null ],
		[ 'REVOKED', 'verified', 'revoked', null ],
		[ 'REVOKED', 'held', 'unauthorized', null ],
		[ 'DELETED', 'verified', 'connection-gone', null ],
		[ 'DELETED', 'held', 'unauthorized', null ],
		[ 'LEFT', 'verified', 'accept', null ],
		[ 'LEFT', 'held', 'unauthorized', null ],
	];
	test.for( table )(
		'R27 %s with %s evidence: %s, to %s',
		( [ status, evidence, verdict, to ] ) => {
			const decision = decide( ALL[ status ], evidence );
			expect( decision.verdict ).toBe( verdict );
			expect( decision.transition?.to ?? null ).toBe( to );
		}
	);

	test.for( Object.keys( ALL ) as ( keyof typeof ALL )[] )(
		'R30 %s: without evidence there is no transition and nothing is revealed',
		( status ) => {
			expect( decide( ALL[ status ], 'none' ) ).toEqual( {
				verdict: 'unauthorized',
				transition: null,
			} );
		}
	);

	test.for( [
		'PENDING',
		'ACTIVE',
		'PAUSED_BY_EVIDENCE',
		'PAUSED_BY_PERSON',
	] as const )(
		'R26 %s: the store may disconnect, whoever paused it, and is not resumed first',
		( status ) => {
			expect( decide( ALL[ status ], 'verified', 'disconnect' ) ).toEqual(
				{ verdict: 'accept', transition: null }
			);
			expect(
				decide( ALL[ status ], 'held', 'disconnect' ).verdict
			).toBe( 'unauthorized' );
			const left = leaving( ALL[ status ] )!;
			expect( left.to ).toBe( 'disconnected' );
			// A person's decision stays: the store cannot come back by itself.
			expect( hasLeft( { ...left, state: left.to } ) ).toBe(
				status !== 'PAUSED_BY_PERSON'
			);
		}
	);

	test.for( [ 'REVOKED', 'DELETED', 'LEFT' ] as const )(
		'R26 %s: disconnecting in the store has no effect any more',
		( status ) => {
			expect( leaving( ALL[ status ] ) ).toBeNull();
			expect( decide( ALL[ status ], 'verified', 'disconnect' ) ).toEqual(
				decide( ALL[ status ], 'verified' )
			);
		}
	);

	test( 'every state is covered', () => {
		expect(
			new Set( Object.values( ALL ).map( ( { state } ) => state ) )
		).toEqual( new Set( CONNECTION_STATES ) );
	} );
} );

describe( 'decideByPerson', () => {
	test.for( [
		[ 'PENDING', 'paused', null, 'disconnected', 'disconnected' ],
		[ 'ACTIVE', 'paused', null, 'disconnected', 'disconnected' ],
		[
			'PAUSED_BY_EVIDENCE',
			'paused',
			null,
			'disconnected',
			'disconnected',
		],
		[ 'PAUSED_BY_PERSON', null, 'active', 'disconnected', 'disconnected' ],
		[ 'REVOKED', null, null, null, 'disconnected' ],
		[ 'DELETED', null, null, null, null ],
	] as const )(
		'%s: pause %s, resume %s, revoke %s, delete %s',
		( [ status, ...expected ] ) => {
			expect(
				PERSON_ACTIONS.map(
					( action ) =>
						decideByPerson( ALL[ status ], action )?.to ?? null
				)
			).toEqual( expected );
		}
	);
} );
