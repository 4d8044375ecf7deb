import { describe, expect, it } from 'vitest';
import { itAccepts, itRefuses } from '../../testing/fields.ts';
import { sampleErasureRecord } from '../../testing/samples.ts';
import { parseRecord } from './parse.ts';

describe( 'an erasure record', () => {
	const record = sampleErasureRecord();

	itAccepts( record, [
		[ '/data/scope', [ 'person', 'user' ] ],
		[ '/data/user_id', [ '7', null ] ],
	] );
	itRefuses( record, [
		[
			'/id',
			[
				undefined,
				'7',
				'ada@example.com',
				record.id.toUpperCase(),
				record.id.slice( 1 ),
				`${ record.id }0`,
			],
		],
		[ '/data/scope', [ undefined, null, 'order', 'Person' ] ],
		[ '/data/requested_at', [ undefined, null, '2026-01-31', 5 ] ],
		[ '/data/user_id', [ undefined, '', 7, '0' ] ],
	] );
	itRefuses( record, [ [ '/data/email', [ 'ada@example.com' ] ] ], '/data' );

	it( 'for a deleted user names the user', () => {
		const data = { scope: 'user', user_id: null } as const;
		expect( parseRecord( sampleErasureRecord( { data } ) ) ).toMatchObject(
			{
				ok: false,
				errors: [
					{
						path: '/data/user_id',
						message: 'must be given for a user that was deleted',
					},
				],
			}
		);
		expect(
			parseRecord(
				sampleErasureRecord( { data: { ...data, scope: 'person' } } )
			)
		).toMatchObject( { ok: true } );
	} );
} );
