import ipaddr from 'ipaddr.js';

/** The addresses assigned on the IPv6 internet; all others are special. */
const GLOBAL_UNICAST = ipaddr.IPv6.parse( '2000::' );
const GLOBAL_UNICAST_BITS = 3;

/**
 * Whether anybody on the internet could reach this address, so that a request to it reveals nothing about the network
 * this program runs in. An IPv6 address that embeds an IPv4 address is judged by the latter.
 */
export function isPublicAddress( address: string ): boolean {
	const parsed = parse( address );
	if ( parsed === null || parsed.range() !== 'unicast' ) {
		return false;
	}
	return (
		parsed instanceof ipaddr.IPv4 ||
		parsed.match( GLOBAL_UNICAST, GLOBAL_UNICAST_BITS )
	);
}

/** Whether the address is this machine; for developers' stores. */
export function isLoopback( address: string ): boolean {
	return parse( address )?.range() === 'loopback';
}

/** In groups of 16 bits: a subscriber has at least a /64 of IPv6 addresses, so these count as one. */
const SUBSCRIBER_GROUPS = 4;

/** The network that an address counts as. */
export function networkOf( address: string ): string {
	const parsed = parse( address );
	return parsed instanceof ipaddr.IPv6
		? parsed.parts
				.slice( 0, SUBSCRIBER_GROUPS )
				.map( ( group ) => group.toString( 16 ) )
				.join( ':' )
		: ( parsed?.toString() ?? address );
}

function parse( address: string ): ipaddr.IPv4 | ipaddr.IPv6 | null {
	return ipaddr.isValid( address ) ? ipaddr.process( address ) : null;
}
