import type { Address } from '@ivorey/shared';

/** Countries whose addresses put the town before the postcode, with the state between. */
const TOWN_FIRST = new Set( [
	'AU',
	'BR',
	'CA',
	'GB',
	'ID',
	'IE',
	'IN',
	'JP',
	'KR',
	'NZ',
	'TH',
	'US',
	'ZA',
] );

/** An address as on an envelope, without the phone number; empty if nothing is known. */
export function addressLines( address: Address, locale: string ): string[] {
	const lines = [
		joined( ' ', address.first_name, address.last_name ),
		address.company,
		address.address_1,
		address.address_2,
		townLine( address ),
	]
		.map( ( line ) => line.trim() )
		.filter( ( line ) => line !== '' );
	// WooCommerce presets the country, so a country alone is no address.
	return lines.length === 0 || address.country === ''
		? lines
		: [ ...lines, countryName( address.country, locale ) ];
}

function townLine( { city, state, postcode, country }: Address ): string {
	return TOWN_FIRST.has( country )
		? joined( ', ', city, joined( ' ', state, postcode ) )
		: joined( ', ', joined( ' ', postcode, city ), stateName( state ) );
}

/** Codes like "DE-BE" or "13" mean nothing to a reader in countries whose addresses do not use them. */
function stateName( state: string ): string {
	return /^([A-Z]{2}-?[A-Z0-9]*|[0-9]+)$/.test( state ) ? '' : state;
}

function joined( separator: string, ...parts: string[] ): string {
	return parts
		.map( ( part ) => part.trim() )
		.filter( ( part ) => part !== '' )
		.join( separator );
}

const names = new Map< string, Intl.DisplayNames >();

function countryName( code: string, locale: string ): string {
	let regions = names.get( locale );
	if ( regions === undefined ) {
		regions = new Intl.DisplayNames( [ locale ], { type: 'region' } );
		names.set( locale, regions );
	}
	return regions.of( code ) ?? code;
}
