import { expect, test } from 'vitest';
import { loadConfig } from '../ops/config.ts';
import {
	callerOf,
	clientAddress,
	RateLimits,
	type Caller,
} from './rate-limit.ts';

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

test( 'a flood from countless addresses uses a bounded number of counters', async () => {
	const limits = new RateLimits(
		loadConfig( { RATE_LIMIT_ADDRESS_PER_MINUTE: '1' } ).limits
	);
	let held = 0;
	for ( let n = 0; n < 70_000; n++ ) {
		await limits
			.admitAddress(
				`2001:db8:${ Math.floor( n / 65_536 ) }:${ ( n % 65_536 ).toString( 16 ) }::1`
			)
			.catch( () => held++ );
	}
	expect( 70_000 - held ).toBeLessThanOrEqual( 65_536 );
} );

const caller = ( token: string, issued = false ): Caller => ( {
	id: callerOf( 'connection', token ),
	issued,
} );

test( 'a bounded number of callers is remembered, the last ones seen', () => {
	const limits = new RateLimits( loadConfig( {} ).limits );
	const first = caller( 'first' );
	limits.trust( first );
	for ( let n = 0; n < 9_999; n++ ) {
		limits.trust( caller( String( n ) ) );
	}
	limits.trust( first );
	limits.trust( caller( 'one more' ) );
	expect( limits.isTrusted( first ) ).toBe( true );
	expect( limits.isTrusted( caller( '0' ) ) ).toBe( false );
	expect( limits.isTrusted( caller( '1' ) ) ).toBe( true );
} );

test( 'a caller is trusted according to its last answer, and before that if its token is one of Ivorey’s', () => {
	const limits = new RateLimits( loadConfig( {} ).limits );
	const [ stranger, holder ] = [ caller( 'x' ), caller( 'y', true ) ];
	expect( limits.isTrusted( stranger ) ).toBe( false );
	expect( limits.isTrusted( holder ) ).toBe( true );
	limits.distrust( stranger );
	limits.distrust( holder );
	expect( limits.isTrusted( stranger ) ).toBe( false );
	expect( limits.isTrusted( holder ) ).toBe( false );
	limits.trust( holder );
	expect( limits.isTrusted( holder ) ).toBe( true );
} );

test( 'the number of batches in flight per connection is limited', async () => {
	const limits = new RateLimits(
		loadConfig( { MAX_BATCHES_IN_FLIGHT: '2' } ).limits
	);
	let finish: () => void = () => undefined;
	const blocked = new Promise< void >( ( resolve ) => ( finish = resolve ) );
	const running = [ 1, 2 ].map( () =>
		limits.withBatchInFlight( 'a', false, () => blocked )
	);
	await expect(
		limits.withBatchInFlight( 'a', false, async () => 'ran' )
	).rejects.toMatchObject( {
		refusal: { problem: 'rate-limited', retryAfter: 1 },
	} );
	expect(
		await limits.withBatchInFlight( 'b', false, async () => 'ran' )
	).toBe( 'ran' );
	finish();
	await Promise.all( running );
	expect(
		await limits.withBatchInFlight( 'a', false, async () => 'ran' )
	).toBe( 'ran' );
} );

test( 'R30 replays take none of the connection’s own places', async () => {
	const limits = new RateLimits(
		loadConfig( { MAX_BATCHES_IN_FLIGHT: '1' } ).limits
	);
	let finish: () => void = () => undefined;
	const blocked = new Promise< void >( ( resolve ) => ( finish = resolve ) );
	const replay = limits.withBatchInFlight( 'a', true, () => blocked );
	await expect(
		limits.withBatchInFlight( 'a', true, async () => 'ran' )
	).rejects.toMatchObject( { refusal: { problem: 'rate-limited' } } );
	expect(
		await limits.withBatchInFlight( 'a', false, async () => 'ran' )
	).toBe( 'ran' );
	finish();
	await replay;
	expect(
		await limits.withBatchInFlight( 'a', true, async () => 'ran' )
	).toBe( 'ran' );
} );

test( 'the questions of one connection are answered one after the other, and hold up no other connection', async () => {
	const limits = new RateLimits( loadConfig( {} ).limits );
	const began: string[] = [];
	const ends: Array< () => void > = [];
	const ask = ( connection: string, name: string ) =>
		limits.withQuestionInTurn( connection, false, () => {
			began.push( name );
			return new Promise< string >( ( resolve ) => {
				ends.push( () => resolve( name ) );
			} );
		} );
	const turn = () => new Promise( ( done ) => setImmediate( done ) );

	const answers = [ 1, 2, 3, 4 ].map( ( n ) => ask( 'one', `one-${ n }` ) );
	await expect( ask( 'one', 'one-5' ) ).rejects.toMatchObject( {
		refusal: { problem: 'rate-limited', retryAfter: 1 },
	} );
	const other = ask( 'other', 'other-1' );
	await turn();
	expect( began ).toEqual( [ 'one-1', 'other-1' ] );

	for ( let n = 0; n < ends.length; n++ ) {
		ends[ n ]!();
		await turn();
	}
	expect( began ).toEqual( [
		'one-1',
		'other-1',
		'one-2',
		'one-3',
		'one-4',
	] );
	expect( await Promise.all( [ ...answers, other ] ) ).toEqual( [
		'one-1',
		'one-2',
		'one-3',
		'one-4',
		'other-1',
	] );
} );

test( 'a question that fails holds up none of those behind it', async () => {
	const limits = new RateLimits( loadConfig( {} ).limits );
	const failed = limits.withQuestionInTurn( 'one', false, () =>
		Promise.reject( new Error( 'no' ) )
	);
	const next = limits.withQuestionInTurn(
		'one',
		false,
		async () => 'answered'
	);
	await expect( failed ).rejects.toThrow( 'no' );
	expect( await next ).toBe( 'answered' );
} );
