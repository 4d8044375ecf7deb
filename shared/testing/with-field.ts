/**
 * A copy in which the field at the JSON pointer has another value, or is removed if that is undefined.
 * Loosely typed on purpose: it produces values that the contract refuses.
 */
export function withField(
	object: object,
	pointer: string,
	value: unknown
): unknown {
	const steps = pointer.split( '/' ).slice( 1 );
	const last = steps.pop();
	if ( last === undefined ) {
		return value;
	}
	const copy: unknown = structuredClone( object );
	const parent = asObject( steps.reduce< unknown >( child, copy ), pointer );
	if ( value === undefined ) {
		Reflect.deleteProperty( parent, last );
	} else {
		// Unlike an assignment, this creates a field named "__proto__", as JSON.parse does.
		Object.defineProperty( parent, last, {
			value,
			enumerable: true,
			configurable: true,
			writable: true,
		} );
	}
	return copy;
}

function child( parent: unknown, name: string ): unknown {
	return Reflect.get( asObject( parent, name ), name );
}

function asObject( value: unknown, where: string ): object {
	if ( typeof value !== 'object' || value === null ) {
		throw new TypeError( `Nothing to set a field of: ${ where }` );
	}
	return value;
}
