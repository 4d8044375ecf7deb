import { expect, test } from 'vitest';
import {
	sampleProductRecord,
	sampleRecords,
	sampleTransactionRecord,
	sampleTriggerRecord,
	sampleVariant,
} from '../../testing/samples.ts';
import { MAX_PLAIN_ERRORS } from '../plain-errors.ts';
import { parseRecord } from './parse.ts';

function pathsOf( record: unknown ): string[] {
	const parsed = parseRecord( record );
	return parsed.ok ? [] : parsed.errors.map( ( { path } ) => path );
}

test( 'a consistent record of each element is accepted', () => {
	for ( const record of [
		...sampleRecords(),
		sampleTransactionRecord( {
			id: 'refund:77',
			data: { type: 'refund', order_id: '1001' },
		} ),
		sampleTriggerRecord( {
			id: 'payment_received:5',
			data: { type: 'payment_received', order_id: '5' },
		} ),
		sampleProductRecord( {
			data: {
				type: 'variable',
				variants: [
					sampleVariant( { id: '1' } ),
					sampleVariant( { id: '2' } ),
				],
			},
		} ),
	] ) {
		expect( parseRecord( record ) ).toEqual( { ok: true, record } );
	}
} );

test( 'R8 a transaction has the type in its id, and a payment the order in its id', () => {
	expect(
		pathsOf(
			sampleTransactionRecord( {
				id: 'payment:5',
				data: { type: 'refund', order_id: '5' },
			} )
		)
	).toEqual( [ '/data/type' ] );
	expect(
		pathsOf(
			sampleTransactionRecord( {
				id: 'refund:5',
				data: { type: 'payment', order_id: '5' },
			} )
		)
	).toEqual( [ '/data/type' ] );
	expect(
		pathsOf(
			sampleTransactionRecord( {
				id: 'payment:5',
				data: { order_id: '55' },
			} )
		)
	).toEqual( [ '/data/order_id' ] );
} );

test( 'R9 R10 a trigger has the id of its type and order, or it could fire twice', () => {
	expect(
		pathsOf(
			sampleTriggerRecord( {
				id: 'payment_received:1001',
				data: { type: 'order_submitted', order_id: '1001' },
			} )
		)
	).toEqual( [ '/id' ] );
	expect(
		pathsOf(
			sampleTriggerRecord( {
				id: 'order_submitted:1001',
				data: { type: 'order_submitted', order_id: '1002' },
			} )
		)
	).toEqual( [ '/id' ] );
} );

test( 'R13 a product in the online store has a price', () => {
	expect(
		pathsOf( sampleProductRecord( { data: { price: null } } ) )
	).toEqual( [ '/data/price' ] );
	expect(
		pathsOf(
			sampleProductRecord( {
				data: { price: null, include_in_online_store: false },
			} )
		)
	).toEqual( [] );
} );

test( 'R12 a simple product has no variants', () => {
	expect(
		pathsOf(
			sampleProductRecord( {
				data: { type: 'simple', variants: [ sampleVariant() ] },
			} )
		)
	).toEqual( [ '/data/variants' ] );
} );

test( 'no two variants of a product share an id; repeated ids are named up to the usual number of errors', () => {
	expect(
		pathsOf(
			sampleProductRecord( {
				data: {
					type: 'variable',
					variants: [ '1', '2', '1' ].map( ( id ) =>
						sampleVariant( { id } )
					),
				},
			} )
		)
	).toEqual( [ '/data/variants/2/id' ] );
	expect(
		pathsOf(
			sampleProductRecord( {
				data: {
					type: 'variable',
					variants: Array.from( { length: 500 }, () =>
						sampleVariant()
					),
				},
			} )
		)
	).toHaveLength( MAX_PLAIN_ERRORS );
} );
