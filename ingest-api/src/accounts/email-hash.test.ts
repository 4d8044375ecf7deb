import { expect, it } from 'vitest';
import vectors from '../../../shared/testing/email-hashes.json' with { type: 'json' };
import { emailHash } from './email-hash.ts';

it.each( vectors.erasures )(
	'an erasure finds every spelling of an address: $name',
	( { spellings, hash } ) => {
		expect( spellings.map( emailHash ) ).toEqual(
			spellings.map( () => hash )
		);
	}
);

it( 'other addresses have other hashes', () => {
	const hashes = vectors.erasures.map( ( { hash } ) => hash );
	expect( new Set( hashes ).size ).toBe( hashes.length );
} );
