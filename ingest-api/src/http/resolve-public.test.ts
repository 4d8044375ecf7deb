import { lookup } from 'node:dns/promises';
import { describe, expect, test } from 'vitest';
import { waitFor } from '../../../test/wait.ts';
import { startDnsServer, TYPE_A } from '../testing/dns-server.ts';
import { lookupInDns } from './resolve-public.ts';

const NEVER = new AbortController().signal;
const SHOP = 'shop.example.com';

describe( 'lookupInDns', () => {
	test( 'finds the addresses of a name', async () => {
		const { address } = await startDnsServer( ( hostname, type ) =>
			hostname === 'shop.example.com' && type === TYPE_A
				? [ '93.184.215.14', '93.184.215.15' ]
				: []
		);
		const find = ( name: string ) =>
			lookupInDns( name, NEVER, [ address ] );
		expect( ( await find( 'shop.example.com' ) ).toSorted() ).toEqual( [
			'93.184.215.14',
			'93.184.215.15',
		] );
		expect( await find( 'shop.example.con' ) ).toEqual( [] );
	} );

	test( 'knows this machine without a query', async () => {
		const { address, asked } = await startDnsServer( () => [
			'93.184.215.14',
		] );
		for ( const name of [ 'localhost', 'shop.localhost', 'localhost.' ] ) {
			expect( await lookupInDns( name, NEVER, [ address ] ) ).toEqual( [
				'127.0.0.1',
			] );
		}
		expect( asked ).toEqual( [] );
	} );

	test( 'blocks no thread while name servers are silent, and ends with its signal', async () => {
		const { address, asked } = await startDnsServer( () => null );
		const stop = new AbortController();
		let ended = 0;
		const lookups = Array.from( { length: 12 }, ( _, n ) =>
			lookupInDns( `silent${ n }.example.com`, stop.signal, [ address ] )
				.catch( ( error: NodeJS.ErrnoException ) => error.code )
				.finally( () => ended++ )
		);
		await waitFor(
			() => new Set( asked ).size === lookups.length,
			'All questions'
		);
		await lookup( 'localhost' );
		expect( ended ).toBe( 0 );
		stop.abort();
		expect( await Promise.all( lookups ) ).toEqual(
			lookups.map( () => 'ECANCELLED' )
		);
	} );

	test( 'takes the answer of one address family if the other stays silent', async () => {
		const { address, asked } = await startDnsServer( ( hostname, type ) => {
			const isSilent = hostname === SHOP && type !== TYPE_A;
			return isSilent ? null : [ '93.184.215.14' ];
		} );
		const stop = new AbortController();
		const found = lookupInDns( SHOP, stop.signal, [ address ] );
		await waitFor( () => asked.length === 2, 'Both questions' );
		// This answer arrives after the one above.
		await lookupInDns( 'other.example.com', NEVER, [ address ] );
		stop.abort();
		expect( await found ).toEqual( [ '93.184.215.14' ] );
	} );

	test( 'distinguishes a name that nobody answers for from one that does not exist', async () => {
		const silent = await startDnsServer( () => null );
		const empty = await startDnsServer( () => [] );
		expect( await lookupInDns( SHOP, NEVER, [ empty.address ] ) ).toEqual(
			[]
		);
		await expect(
			lookupInDns( SHOP, NEVER, [ silent.address ] )
		).rejects.toMatchObject( { code: 'ETIMEOUT' } );
	} );
} );
