import { describe, expect, test } from 'vitest';
import { isLoopback, isPublicAddress, networkOf } from './addresses.ts';

describe( 'isPublicAddress', () => {
	test.for( [
		'8.8.8.8',
		'1.1.1.1',
		'172.15.255.255',
		'172.32.0.1',
		'100.63.255.255',
		'100.128.0.1',
		'2606:4700:4700::1111',
		'2a00:1450:4001:80b::200e',
		'::ffff:8.8.8.8',
	] )( '%s is', ( address ) => {
		expect( isPublicAddress( address ) ).toBe( true );
	} );

	test.for( [
		[ '0.0.0.0', 'this network' ],
		[ '0.1.2.3', 'this network' ],
		[ '10.0.0.1', 'private' ],
		[ '172.16.0.1', 'private' ],
		[ '172.31.255.255', 'private' ],
		[ '192.168.1.1', 'private' ],
		[ '127.0.0.1', 'loopback' ],
		[ '127.255.255.254', 'loopback' ],
		[ '169.254.169.254', 'link-local, where clouds keep their secrets' ],
		[ '100.64.0.1', 'of a provider' ],
		[ '100.100.100.200', 'of a provider' ],
		[ '192.0.0.192', 'of protocols' ],
		[ '192.0.2.1', 'of examples' ],
		[ '198.18.0.1', 'of benchmarks' ],
		[ '198.51.100.1', 'of examples' ],
		[ '203.0.113.1', 'of examples' ],
		[ '224.0.0.1', 'multicast' ],
		[ '240.0.0.1', 'reserved' ],
		[ '255.255.255.255', 'broadcast' ],
		[ '::', 'unspecified' ],
		[ '::1', 'loopback' ],
		[ '::127.0.0.1', 'IPv4-compatible' ],
		[ '::10.0.0.1', 'IPv4-compatible' ],
		[ '::ffff:127.0.0.1', 'IPv4-mapped' ],
		[ '::ffff:a9fe:a9fe', 'IPv4-mapped' ],
		[ '::ffff:0:10.0.0.1', 'IPv4-translated' ],
		[ '64:ff9b::10.0.0.1', 'NAT64' ],
		[ '64:ff9b:1::1', 'NAT64' ],
		[ '2002:7f00:1::', '6to4' ],
		[ '2001:0:4136:e378:8000:63bf:3fff:fdd2', 'Teredo' ],
		[ '2001:db8::1', 'of examples' ],
		[ 'fe80::1', 'link-local' ],
		[ 'fe80::1%eth0', 'link-local with a zone' ],
		[ 'fec0::1', 'site-local' ],
		[ 'fc00::1', 'unique local' ],
		[ 'fd12:3456:789a::1', 'unique local' ],
		[ 'ff02::1', 'multicast' ],
		[ '100::1', 'discard' ],
		[ '4000::1', 'given to nobody' ],
		[ 'shop.example.com', 'no address' ],
		[ '', 'no address' ],
	] )( '%s is not: %s', ( [ address ] ) => {
		expect( isPublicAddress( address! ) ).toBe( false );
	} );
} );

test( 'loopback is this machine, in any spelling', () => {
	for ( const address of [
		'127.0.0.1',
		'127.1.2.3',
		'::1',
		'::ffff:127.0.0.1',
	] ) {
		expect( isLoopback( address ), address ).toBe( true );
	}
	for ( const address of [ '10.0.0.1', '0.0.0.0', '::', 'localhost' ] ) {
		expect( isLoopback( address ), address ).toBe( false );
	}
} );

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
