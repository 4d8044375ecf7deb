/** 12408 → "12,408". */
export function numberText( value: number ): string {
	return value.toLocaleString( 'en-GB' );
}

/** "1 order", "12,408 orders". */
export function count(
	number: number,
	one: string,
	many = `${ one }s`
): string {
	return `${ numberText( number ) } ${ number === 1 ? one : many }`;
}
