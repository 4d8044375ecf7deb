import ipaddr from 'ipaddr.js';

/** All that is given out on the IPv6 internet; what else there is, is special. */
const GLOBAL_UNICAST = ipaddr.IPv6.parse( '2000::' );
const GLOBAL_UNICAST_BITS = 3;

/**
 * Whether anybody on the internet could reach this address, so that asking it gives away nothing of
 * the network this program runs in. An IPv6 address that embeds an IPv4 one is judged by the latter.
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

/** This machine; for stores of developers. */
export function isLoopback( address: string ): boolean {
	return parse( address )?.range() === 'loopback';
}

/** Groups of 16 bits: one subscriber has at least a /64 of IPv6 addresses, so these count as one. */
const SUBSCRIBER_GROUPS = 4;

/** Whom an address counts for. */
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
