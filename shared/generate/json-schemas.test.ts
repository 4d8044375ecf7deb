import { describe, expect, it } from 'vitest';
import { findPhpPackage, runPhp, skipNote } from '../testing/php.ts';
import { sampleBatch, sampleRecords } from '../testing/samples.ts';
import { withField } from '../testing/with-field.ts';
import {
	BAD_CURRENCIES,
	BAD_DECIMALS,
	BAD_EMAILS,
	BAD_IDS,
	BAD_POSITIVE_DECIMALS,
	BAD_TEXTS,
	BAD_TIMES,
	BAD_URLS,
	GOOD_CURRENCIES,
	GOOD_DECIMALS,
	GOOD_EMAILS,
	GOOD_IDS,
	GOOD_TEXTS,
	GOOD_TIMES,
	GOOD_URLS,
	textsAsLongAs,
	textsLongerThan,
} from '../testing/values.ts';
import { parseRecord } from '../src/records/parse.ts';
import { DEFAULT_SETTINGS } from '../src/settings.ts';
import { jsonSchemas } from './json-schemas.ts';

const schemas = jsonSchemas();

describe( 'the JSON Schemas', () => {
	it( 'cover the records, their envelope and the answers', () => {
		expect( Object.keys( schemas ).sort() ).toEqual( [
			'about',
			'batch',
			'code-description',
			'collection',
			'connection',
			'contact',
			'deny-code',
			'describe-code',
			'digests-answer',
			'digests-request',
			'erasure',
			'exchange-code',
			'exchanged-code',
			'explain-answer',
			'explain-request',
			'find-answer',
			'find-request',
			'order',
			'problem',
			'product',
			'receipt',
			'record',
			'rotated',
			'settings',
			'settings-update',
			'status',
			'transaction',
			'trigger',
			'verify-answer',
			'verify-request',
			'versions-answer',
			'versions-request',
		] );
	} );

	it( 'name themselves and their draft', () => {
		for ( const [ name, text ] of Object.entries( schemas ) ) {
			expect( JSON.parse( text ) ).toMatchObject( {
				$schema: 'https://json-schema.org/draft/2020-12/schema',
				$id: `urn:ivorey:contract:${ name }`,
			} );
		}
	} );
} );

const opis = findPhpPackage( 'opis/json-schema' );

describe.skipIf( 'missing' in opis )(
	`the JSON Schemas, read by PHP${ skipNote( opis ) }`,
	() => {
		/** Whether opis accepts each value. */
		const judge = ( name: string, values: unknown[] ) =>
			runPhp(
				opis,
				`$validator = new Opis\\JsonSchema\\Validator();
				$schema = json_decode( $input->schema );
				echo json_encode( array_map(
					static fn( $value ) => $validator->validate( $value, $schema )->isValid(),
					$input->values
				) );`,
				{ schema: schemas[ name ], values }
			);

		it( 'accept the samples', () => {
			const records = sampleRecords();
			expect( judge( 'record', records ) ).toEqual(
				records.map( () => true )
			);
			expect( judge( 'batch', [ sampleBatch(), {} ] ) ).toEqual( [
				true,
				false,
			] );
			expect( judge( 'settings', [ DEFAULT_SETTINGS, {} ] ) ).toEqual( [
				true,
				false,
			] );
			for ( const record of records ) {
				expect(
					judge( record.element.replace( /s$/, '' ), [
						record.data,
						{},
					] )
				).toEqual( [ true, false ] );
			}
		} );

		it( 'agree with parseRecord on every awkward value', () => {
			const values = [
				...[ BAD_CURRENCIES, BAD_DECIMALS, BAD_EMAILS, BAD_IDS ],
				...[ BAD_POSITIVE_DECIMALS, BAD_TEXTS, BAD_TIMES, BAD_URLS ],
				...[ GOOD_CURRENCIES, GOOD_DECIMALS, GOOD_EMAILS, GOOD_IDS ],
				...[ GOOD_TEXTS, GOOD_TIMES, GOOD_URLS ],
				...[ textsAsLongAs( 500 ), textsLongerThan( 500 ) ],
			].flat();
			const fields = {
				collections: [ 'name', 'image', 'count' ],
				contacts: [ 'email', 'last_name', 'date_registered' ],
				erasures: [ 'scope', 'requested_at', 'user_id' ],
				orders: [ 'number', 'status', 'date_created', 'customer_id' ],
				products: [ 'price', 'regular_price', 'permalink' ],
				// JSON Schema cannot compare an ID with its order, so fields that take part in that rule are left
				// out.
				transactions: [ 'amount', 'currency', 'reason' ],
				triggers: [ 'type', 'occurred_at' ],
			} as const;
			const records = sampleRecords().flatMap( ( record ) =>
				fields[ record.element ].flatMap( ( field ) =>
					values
						.filter( isPlainJson )
						.map( ( value ) =>
							withField( record, `/data/${ field }`, value )
						)
				)
			);
			expect( records.length ).toBeGreaterThan( 2_000 );
			const judged = judge( 'record', records ) as boolean[];
			const disagreed = records.filter(
				( record, i ) => parseRecord( record ).ok !== judged[ i ]
			);
			expect( disagreed ).toEqual( [] );
		} );
	}
);

/** PHP refuses half a surrogate pair in JSON, and JSON has no NaN: neither can reach a schema in PHP. */
function isPlainJson( value: unknown ): boolean {
	return typeof value === 'string'
		? value.isWellFormed()
		: typeof value !== 'number' || Number.isFinite( value );
}
