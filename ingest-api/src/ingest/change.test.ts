import { describe, expect, test } from 'vitest';
import { changeOf } from './change.ts';

const CONNECTED = new Date( '2026-05-01T12:00:00Z' );
const BEFORE = new Date( '2026-04-01T12:00:00Z' );
const AFTER = new Date( '2026-05-02T12:00:00Z' );
const record = ( digest: string | null, voided = false ) => ( {
	digest,
	voided,
} );

describe( 'R45 changeOf() decides whether a record is news', () => {
	test.for( [
		[ 'made since the store was connected', [ AFTER, AFTER ], 'created' ],
		[
			'made by a clock that is a little behind',
			[ new Date( CONNECTED.getTime() - 60_000 ) ],
			'created',
		],
		[ 'made before, and changed since', [ BEFORE, AFTER ], 'updated' ],
		[ 'made and changed before: an import', [ BEFORE, BEFORE ], null ],
		[ 'of no known date', [ null, null ], null ],
		[ 'of no date at all', [], null ],
	] as const )( 'if it is new to Ivorey, %s', ( [ , dates, kind ] ) => {
		expect(
			changeOf( undefined, record( 'a' ), dates, CONNECTED )?.kind ?? null
		).toBe( kind );
	} );

	test( 'if it is known and differs, however old it is', () => {
		const change = ( before: string | null, after: string ) =>
			changeOf(
				record( before ),
				record( after ),
				[ BEFORE ],
				CONNECTED
			);
		expect( change( 'a', 'a' ) ).toBeNull();
		expect( change( 'a', 'b' ) ).toEqual( {
			kind: 'updated',
			happenedAt: null,
		} );
		expect( change( null, 'b' ) ).toMatchObject( { kind: 'updated' } );
	} );

	test( 'if it was voided, once', () => {
		expect(
			changeOf( record( 'a' ), record( 'b', true ), [ AFTER ], CONNECTED )
		).toMatchObject( { kind: 'voided' } );
		expect(
			changeOf(
				record( 'b', true ),
				record( 'c', true ),
				[ AFTER ],
				CONNECTED
			)
		).toMatchObject( { kind: 'updated' } );
	} );
} );
