import { expect, test } from 'vitest';
import { loadConfig } from '../config.ts';
import {
	callerOf,
	clientAddress,
	networkOf,
	RateLimits,
} from './rate-limit.ts';

test.for( [
	[ '203.0.113.7', '203.0.113.7' ],
	[ '::ffff:203.0.113.7', '203.0.113.7' ],
	[ '2001:db8:1:2:3:4:5:6', '2001:db8:1:2' ],
	[ '2001:0db8:0001:0002::9', '2001:db8:1:2' ],
	[ '2001:db8::1', '2001:db8:0:0' ],
	[ '::1', '0:0:0:0' ],
	[ 'fe80::1%eth0', 'fe80:0:0:0' ],
] )( '%s counts as %s', ( [ address, network ] ) => {
	expect( networkOf( address! ) ).toBe( network );
} );

test.for( [
	{ forwarded: undefined, proxies: 1, expected: 'peer' },
	{ forwarded: '198.51.100.1', proxies: 0, expected: 'peer' },
	{ forwarded: '198.51.100.1', proxies: 1, expected: '198.51.100.1' },
	{ forwarded: 'forged, 198.51.100.1', proxies: 1, expected: '198.51.100.1' },
	{
		forwarded: 'forged, 198.51.100.1, 192.0.2.1',
		proxies: 2,
		expected: '198.51.100.1',
	},
	{ forwarded: '198.51.100.1', proxies: 3, expected: '198.51.100.1' },
	{ forwarded: '', proxies: 1, expected: 'peer' },
] )(
	'behind $proxies proxies, $forwarded is $expected',
	( { forwarded, proxies, expected } ) => {
		expect( clientAddress( 'peer', forwarded, proxies ) ).toBe( expected );
	}
);

test( 'a flood from countless addresses takes a bounded number of counters', async () => {
	const limits = new RateLimits(
		loadConfig( { RATE_LIMIT_ADDRESS_PER_MINUTE: '1' } ).limits
	);
	let held = 0;
	for ( let n = 0; n < 150_000; n++ ) {
		held +=
			( await limits.admitAddress(
				`2001:db8:${ Math.floor( n / 65_536 ) }:${ ( n % 65_536 ).toString( 16 ) }::1`,
				'stranger'
			) ) === null
				? 0
				: 1;
	}
	expect( 150_000 - held ).toBeLessThanOrEqual( 65_536 );
} );

test( 'no more callers are remembered than fit, the ones that were seen last', async () => {
	const limits = new RateLimits(
		loadConfig( { RATE_LIMIT_ADDRESS_PER_MINUTE: '1' } ).limits
	);
	const first = callerOf( 'connection', 'first' );
	await limits.recognise( 'a', first );
	for ( let n = 0; n < 9_999; n++ ) {
		await limits.recognise( 'a', callerOf( 'connection', String( n ) ) );
	}
	await limits.recognise( 'a', first );
	await limits.recognise( 'a', callerOf( 'connection', 'one more' ) );
	// The address has credit from being recognised; use it up.
	while ( ( await limits.admitAddress( 'a', 'stranger' ) ) === null ) {
		continue;
	}
	expect( await limits.admitAddress( 'a', first ) ).toBeNull();
	expect(
		await limits.admitAddress( 'a', callerOf( 'connection', '0' ) )
	).not.toBeNull();
} );

test( 'one connection has only so many batches under way', async () => {
	const limits = new RateLimits(
		loadConfig( { MAX_BATCHES_IN_FLIGHT: '2' } ).limits
	);
	let finish: () => void = () => undefined;
	const blocked = new Promise< void >( ( resolve ) => ( finish = resolve ) );
	const running = [ 1, 2 ].map( () =>
		limits.withBatchInFlight( 'a', () => blocked )
	);
	expect(
		await limits.withBatchInFlight( 'a', async () => 'ran' )
	).toMatchObject( { problem: 'rate-limited', retryAfter: 1 } );
	expect( await limits.withBatchInFlight( 'b', async () => 'ran' ) ).toBe(
		'ran'
	);
	finish();
	await Promise.all( running );
	expect( await limits.withBatchInFlight( 'a', async () => 'ran' ) ).toBe(
		'ran'
	);
} );
