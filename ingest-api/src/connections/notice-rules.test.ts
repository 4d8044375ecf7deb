import { describe, expect, test } from 'vitest';
import { noticeOf, tellPauseAt } from './notice-rules.ts';

const AT = new Date( '2026-01-31T08:00:00Z' );
const hours = ( count: number ) => new Date( AT.getTime() + count * 3_600_000 );

describe( 'R28 the e-mail about a pause', () => {
	test.for( [
		[ 'one of the first three', null, AT ],
		[ 'a day after the last but two was over by itself', hours( -24 ), AT ],
		[ 'less than a day after it', hours( -23.9 ), hours( 2 ) ],
		[ 'at the same moment', AT, hours( 2 ) ],
	] as const )( '%s', ( [ , recoveredAt, tellAt ] ) => {
		expect( tellPauseAt( AT, recoveredAt ) ).toEqual( tellAt );
	} );

	test( 'is sent for Ivorey’s own pauses, and not for a person’s', () => {
		const reason = 'x';
		expect( noticeOf( { to: 'paused', cause: 'evidence', reason } ) ).toBe(
			'paused'
		);
		expect(
			noticeOf( { to: 'paused', cause: 'person', reason } )
		).toBeNull();
		expect( noticeOf( { to: 'active', cause: null, reason } ) ).toBe(
			'recovered'
		);
		expect(
			noticeOf( { to: 'disconnected', cause: 'person', reason } )
		).toBeNull();
	} );
} );
