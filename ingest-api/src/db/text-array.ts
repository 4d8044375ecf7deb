/** The OID of Postgres' type `text`. */
const TEXT = 25;
const HEADER_BYTES = 20;
const LENGTH_BYTES = 4;

/**
 * A `text[]` in Postgres' binary format. A record in it needs no escaping here and no parsing there, which costs a
 * sixth of a JSON array of the same rows.
 */
export function textArray( values: readonly ( string | null )[] ): Buffer {
	const lengths = values.map( ( value ) =>
		value === null ? -1 : Buffer.byteLength( value )
	);
	const bytes = lengths.reduce(
		( sum, length ) => sum + LENGTH_BYTES + Math.max( 0, length ),
		HEADER_BYTES
	);
	const buffer = Buffer.allocUnsafe( bytes );
	const hasNull = lengths.includes( -1 );
	// Postgres expects an empty array to have no dimension.
	buffer.writeInt32BE( values.length === 0 ? 0 : 1, 0 );
	buffer.writeInt32BE( hasNull ? 1 : 0, 4 );
	buffer.writeInt32BE( TEXT, 8 );
	buffer.writeInt32BE( values.length, 12 );
	buffer.writeInt32BE( 1, 16 );
	let at = HEADER_BYTES;
	values.forEach( ( value, index ) => {
		at = buffer.writeInt32BE( lengths[ index ]!, at );
		if ( value !== null ) {
			at += buffer.write( value, at );
		}
	} );
	return values.length === 0 ? buffer.subarray( 0, 12 ) : buffer;
}
