/** The path with a query of the arguments that are not null. */
export function addQueryArgs(
	path: string,
	args: Record< string, string | number | null >
): string {
	const query = new URLSearchParams();
	for ( const [ name, value ] of Object.entries( args ) ) {
		if ( value !== null ) {
			query.set( name, String( value ) );
		}
	}
	const text = query.toString();
	return text === '' ? path : `${ path }?${ text }`;
}
