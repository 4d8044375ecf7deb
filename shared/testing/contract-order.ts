/** A copy with the fields of each object in the order of parseRecord(). */
export function inContractOrder< T >( value: T ): T {
	if ( Array.isArray( value ) ) {
		return value.map( inContractOrder ) as T;
	}
	if ( typeof value !== 'object' || value === null ) {
		return value;
	}
	return Object.fromEntries(
		Object.entries( value )
			.map(
				( [ name, field ] ) =>
					[ name, inContractOrder( field ) ] as const
			)
			.sort( ( [ a ], [ b ] ) => ( a < b ? -1 : 1 ) )
	) as T;
}
