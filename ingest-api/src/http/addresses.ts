import ipaddr from 'ipaddr.js';

/** All that is given out on the IPv6 internet; what else there is, is special. */
const GLOBAL_UNICAST = ipaddr.IPv6.parse( '2000::' );
const GLOBAL_UNICAST_BITS = 3;

/**
 * Whether anybody on the internet could reach this address, so that asking it gives away nothing of
 * the network this program runs in. What hides an IPv4 address in an IPv6 one counts as what it hides.
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

function parse( address: string ): ipaddr.IPv4 | ipaddr.IPv6 | null {
	return ipaddr.isValid( address ) ? ipaddr.process( address ) : null;
}
